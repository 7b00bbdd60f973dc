package arignote.expr;

import arignote.Expr;
import arignote.Slice;
import arignote.expr.array.Nonzero;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a reader wrote in {@link Expr#get}, by NumPy's rules: whole numbers, slices, new axes, an ellipsis, arrays of
 * whole numbers and masks, in any mixture. Arrays of indices that stand side by side have their result there; else it
 * stands in front.
 */
public final class Index {
    /** For each part that several operations make, what it is a part of. */
    private static final Map<Expr, Expr> WHOLES = Collections.synchronizedMap(new WeakHashMap<>());

    /** One of the indices. */
    private sealed interface Item {}

    private record At(Expr index) implements Item {}

    private record Part(Expr start, Expr stop, long step) implements Item {}

    private record Places(Expr array) implements Item {}

    private record Mask(Expr mask) implements Item {}

    private enum Free implements Item {
        NEW_AXIS,
        ELLIPSIS
    }

    private final Expr x;
    private final List<Item> items = new ArrayList<>();

    private Index(Expr x) {
        this.x = x;
    }

    /**
     * The part of {@code x} that indices choose.
     *
     * @throws IllegalArgumentException if there are too many, or one is no index
     */
    public static Expr get(Expr x, Object... given) {
        Index index = new Index(Operands.there("get", x));
        boolean one = given == null || given.getClass() != Object[].class && !(given instanceof Expr[]);
        for (Object g : one ? new Object[] {given} : given) {
            if (g instanceof List<?> l && isOfArrays(l)) {
                l.forEach(index::add); // what nonzero() has given
            } else {
                index.add(g);
            }
        }
        Expr part = index.part();
        if (part != x && (part.args().isEmpty() || part.args().get(0) != x)) {
            WHOLES.put(part, x);
        }
        return part;
    }

    /** Whether this is one index for each of several axes, all of them expressions of arrays. */
    private static boolean isOfArrays(List<?> list) {
        return !list.isEmpty()
                && list.stream().allMatch(i -> i instanceof Expr e && e.type().rank() > 0);
    }

    /** What {@code part} was taken of by {@link #get}; null if it was not. */
    public static Expr whole(Expr part) {
        Expr known = WHOLES.get(part);
        boolean direct =
                part.op() instanceof Op.Part || part.op() instanceof Op.Gather || part.op() instanceof Op.DimShuffle;
        return known != null ? known : direct ? part.args().get(0) : null;
    }

    private void add(Object given) {
        if (given instanceof CharSequence text) {
            IndexText.read(text.toString(), x, this);
        } else if (given instanceof Slice s) {
            slice(s);
        } else if (given instanceof Expr e) {
            expression(e);
        } else if (given instanceof Number n && Operands.isWhole(n)) {
            at(Build.whole(n.longValue()));
        } else if (given == null || given instanceof Number || given instanceof Boolean || given instanceof Character) {
            throw new IllegalArgumentException(
                    "an index is a whole number, a slice, an array of whole numbers or a mask, not "
                            + given + ", in get of " + Printer.quoted(x)
                            + (given == null ? "; a new axis is \"None\"" : ""));
        } else {
            array(given);
        }
    }

    private void array(Object given) {
        boolean empty = given instanceof List<?> l && l.isEmpty()
                || given instanceof Object[] a && a.length == 0
                || given.getClass().isArray() && java.lang.reflect.Array.getLength(given) == 0;
        if (empty) {
            items.add(new Places(Build.constant(HostArray.vector())));
            return;
        }
        Expr constant = Build.constant(Evaluator.get().literal(given, "an index of " + Printer.quoted(x)));
        boolean floats = constant.type().dtype().isFloat();
        if (floats && (given instanceof List || given instanceof INDArray)) {
            throw new IllegalArgumentException("an array of indices holds whole numbers, and one of "
                    + Printer.quoted(x) + " holds fractions; make it of int or long");
        }
        expression(constant);
    }

    private void expression(Expr e) {
        if (e.type().dtype() == DType.BOOL && e.type().rank() > 0) {
            items.add(new Mask(e));
        } else if (e.type().rank() == 0) {
            at(e);
        } else {
            items.add(new Places(e));
        }
    }

    void at(Expr index) {
        if (!index.type().dtype().isInteger()) {
            throw new IllegalArgumentException("an index is a whole number, but " + Printer.quoted(index) + " is "
                    + index.type().described());
        }
        items.add(new At(index));
    }

    void ellipsis() {
        if (items.contains(Free.ELLIPSIS)) {
            throw new IllegalArgumentException(
                    "get of " + Printer.quoted(x) + " has two ellipses; one stands for all" + " axes that are left");
        }
        items.add(Free.ELLIPSIS);
    }

    void newAxis() {
        items.add(Free.NEW_AXIS);
    }

    void slice(Expr start, Expr stop, long step) {
        items.add(new Part(start, stop, step));
    }

    private void slice(Slice s) {
        if (s.step() != null && !(s.step() instanceof Number n && Operands.isWhole(n) && n.longValue() != 0)) {
            throw new IllegalArgumentException("the step of a slice is a whole number other than 0, not " + s.step()
                    + ", in get of " + Printer.quoted(x));
        }
        slice(bound(s.start()), bound(s.stop()), s.step() == null ? 1 : ((Number) s.step()).longValue());
    }

    private Expr bound(Object given) {
        if (given == null) {
            return null;
        }
        if (given instanceof Number n && Operands.isWhole(n)) {
            return Build.whole(n.longValue());
        }
        if (given instanceof Expr e && e.type().rank() == 0 && e.type().dtype().isInteger()) {
            return e;
        }
        throw new IllegalArgumentException(
                "a slice of " + Printer.quoted(x) + " goes from one whole number to another, not "
                        + (given instanceof Expr e
                                ? Printer.quoted(e) + ", which is " + e.type().described()
                                : given));
    }

    // From indices to operations

    private static int axes(Item item) {
        return item instanceof Mask m ? m.mask.type().rank() : item instanceof Free ? 0 : 1;
    }

    private Expr part() {
        int used = items.stream().mapToInt(Index::axes).sum();
        if (used > x.type().rank()) {
            throw new IllegalArgumentException("get has " + used + (used == 1 ? " index" : " indices") + ", but "
                    + Printer.quoted(x) + " is " + x.type().described() + " with "
                    + x.type().rank()
                    + (x.type().rank() == 1 ? " axis" : " axes"));
        }
        List<Item> all = new ArrayList<>();
        for (Item item : items) {
            if (item == Free.ELLIPSIS) {
                all.addAll(Collections.nCopies(x.type().rank() - used, new Part(null, null, 1)));
            } else if (item instanceof Mask m) {
                Expr places = Nonzero.of(m.mask);
                for (int axis = 0; axis < m.mask.type().rank(); axis++) {
                    all.add(new Places(Build.index(places, List.of(Build.whole(axis)))));
                }
            } else {
                all.add(item);
            }
        }
        boolean places = all.stream().anyMatch(Places.class::isInstance);
        return places ? gathered(all) : sliced(all);
    }

    private Expr sliced(List<Item> all) {
        List<Along> along = new ArrayList<>();
        List<Expr> numbers = new ArrayList<>();
        List<Integer> pattern = new ArrayList<>();
        int axis = 0;
        for (Item item : all) {
            if (item == Free.NEW_AXIS) {
                pattern.add(Op.DimShuffle.NEW);
            } else if (item instanceof At a) {
                along.add(new Along.At());
                numbers.add(a.index);
            } else {
                along.add(along((Part) item, numbers));
                pattern.add(axis++);
            }
        }
        Expr part = Build.part(x, along, numbers);
        while (axis < part.type().rank()) {
            pattern.add(axis++);
        }
        return Build.dimshuffle(part, pattern);
    }

    private static Along along(Part p, List<Expr> numbers) {
        for (Expr bound : Arrays.asList(p.start, p.stop)) {
            if (bound != null) {
                numbers.add(bound);
            }
        }
        return new Along.Slice(p.start != null, p.stop != null, p.step);
    }

    /** With arrays of indices: slices first, then the arrays' axes to the front, then their result to its place. */
    private Expr gathered(List<Item> all) {
        List<Along> along = new ArrayList<>();
        List<Expr> numbers = new ArrayList<>();
        List<Expr> places = new ArrayList<>();
        List<Integer> order = new ArrayList<>(); // the arrays' axes, then the others
        List<Integer> others = new ArrayList<>();
        int axis = 0;
        for (Item item : all) {
            if (item instanceof Part p) {
                along.add(along(p, numbers));
                others.add(axis++);
            } else if (item != Free.NEW_AXIS) {
                along.add(Along.Slice.ALL);
                order.add(axis++);
                places.add(item instanceof At a ? a.index : ((Places) item).array);
            }
        }
        while (axis < x.type().rank()) {
            others.add(axis++);
        }
        order.addAll(others);
        Expr found = Build.gather(Build.dimshuffle(Build.part(x, along, numbers), order), places);
        return Build.dimshuffle(found, pattern(all, places, found.type().rank()));
    }

    /** Where the axes of a gathered array go, those that the indices have first. */
    private static List<Integer> pattern(List<Item> all, List<Expr> places, int rank) {
        int own = places.stream().mapToInt(e -> e.type().rank()).max().orElse(0);
        List<Boolean> chosen =
                all.stream().map(i -> i instanceof At || i instanceof Places).toList();
        int first = chosen.indexOf(true);
        boolean together =
                chosen.subList(first, chosen.lastIndexOf(true)).stream().allMatch(c -> c);
        List<Integer> pattern = new ArrayList<>();
        int next = own;
        for (int i = 0; i <= all.size(); i++) {
            if (i == (together ? first : 0)) {
                for (int k = 0; k < own; k++) {
                    pattern.add(k);
                }
            }
            if (i < all.size() && all.get(i) == Free.NEW_AXIS) {
                pattern.add(Op.DimShuffle.NEW);
            } else if (i < all.size() && !chosen.get(i)) {
                pattern.add(next++);
            }
        }
        while (next < rank) {
            pattern.add(next++);
        }
        return pattern;
    }

    // Other values in a part

    /**
     * What a part was taken of, with other values in that part.
     *
     * @param adds whether the values are added to those that are there
     * @throws IllegalArgumentException if {@code part} was not made by {@link #get}
     */
    public static Expr set(boolean adds, Expr part, Object value) {
        String what = adds ? "incSubtensor" : "setSubtensor";
        Expr whole = whole(Operands.there(what, part));
        if (whole == null) {
            throw new IllegalArgumentException(what + " changes a part of an array, as T." + what
                    + "(x.get(0), 1), and " + Printer.quoted(part) + " is none");
        }
        Expr given = Operands.of(what, 2, whole, value)[1];
        if (!whole.type().dtype().accepts(given.type().dtype())) {
            throw new IllegalArgumentException(
                    what + ": " + Printer.quoted(whole) + " is " + whole.type().described()
                            + " and cannot hold " + Printer.quoted(given) + ", which is "
                            + given.type().described()
                            + "; cast one of them");
        }
        Expr values = Build.cast(given, whole.type().dtype());
        if (part.op() instanceof Op.Part p && part.args().get(0) == whole) {
            return placed(adds, part, p, whole, values);
        }
        if (part.op() instanceof Op.Gather && part.args().get(0) == whole) {
            return arignote.expr.array.Scatter.of(
                    adds,
                    whole,
                    Build.broadcastTo(values, part),
                    part.args().subList(1, part.args().size()));
        }
        // the same part of the numbers of all elements tells where each of its elements is
        Expr all = Build.reshape(whole, -1);
        Expr numbers = Build.reshape(
                Build.iota(Build.length(all, 0)),
                Build.shape(whole),
                whole.type().rank());
        Map<Expr, Expr> by = new IdentityHashMap<>();
        by.put(whole, numbers);
        Expr places = Build.reshape(Graphs.replace(List.of(part), by).get(0), -1);
        Expr flat = Build.reshape(Build.broadcastTo(values, part), -1);
        Expr changed = arignote.expr.array.Scatter.of(adds, all, flat, List.of(places));
        return Build.reshape(changed, Build.shape(whole), whole.type().rank());
    }

    private static Expr placed(boolean adds, Expr part, Op.Part p, Expr whole, Expr values) {
        List<Expr> numbers = part.args().subList(1, part.args().size());
        Expr there = Build.place(Build.broadcastTo(values, part), whole, p.along(), numbers);
        if (adds) {
            return whole.plus(there);
        }
        Expr ones = Build.broadcastTo(Build.constant(HostArray.scalar(DType.BOOL, 1)), part);
        return Build.scalar(ScalarOp.WHERE, Build.place(ones, whole, p.along(), numbers), there, whole);
    }
}
