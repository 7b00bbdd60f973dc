package arignote.expr;

import arignote.Expr;
import arignote.Slice;
import arignote.expr.array.Nonzero;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Other shapes, and arrays made of others: all said in a few operations, so that gradients and loops know them. */
public final class Shaping {
    private Shaping() {}

    // Other shapes

    /** {@code x} repeated to a shape. */
    public static Expr broadcastTo(Expr x, Object... shape) {
        return broadcastTo(Operands.there("broadcastTo", x), ShapeOf.read("broadcastTo", shape));
    }

    static Expr broadcastTo(Expr x, ShapeOf s) {
        if (x.type().rank() > s.rank()) {
            throw new IllegalArgumentException(
                    Printer.quoted(x) + " is " + x.type().described() + " and cannot be repeated to " + s.rank()
                            + (s.rank() == 1 ? " axis" : " axes"));
        }
        return s.rank() == 0 ? x : Expr.of(new Op.BroadcastTo(s.rank()), List.of(x, s.lengths()));
    }

    /** The elements row by row in another shape; one length may be -1: what is left. */
    public static Expr reshape(Expr x, Object... shape) {
        ShapeOf s = ShapeOf.read("reshape", shape);
        if (s.dtype() != null) {
            throw new IllegalArgumentException("reshape of " + Printer.quoted(Operands.there("reshape", x))
                    + " takes lengths, not a dtype; use T.cast");
        }
        return s.lengths().op() instanceof Op.Constant c
                ? Build.reshape(x, c.value().longs())
                : Build.reshape(x, s.lengths(), s.rank());
    }

    /** The elements row by row with {@code rank} axes: the first ones stay, the last has all that is left. */
    public static Expr flatten(Expr x, int rank) {
        int own = Operands.there("flatten", x).type().rank();
        if (rank < 1 || rank > Math.max(1, own)) {
            throw new IllegalArgumentException("flatten of " + Printer.quoted(x) + ", "
                    + x.type().described() + ", leaves 1 to " + Math.max(1, own) + " axes, not " + rank);
        }
        List<Expr> lengths = new ArrayList<>();
        for (int axis = 0; axis < rank - 1; axis++) {
            lengths.add(Build.length(x, axis));
        }
        lengths.add(Build.whole(-1));
        return rank == own ? x : Build.reshape(x, Build.vector(lengths), rank);
    }

    /** Without these axes, which have length 1. */
    public static Expr squeeze(Expr x, int... axes) {
        if (axes.length == 0) {
            throw new IllegalArgumentException("squeeze of " + Printer.quoted(Operands.there("squeeze", x))
                    + ": name the axes of length 1 that shall go, as lengths are known only when it is computed");
        }
        List<Integer> gone = Build.axes("squeeze", x, axes);
        return Build.dimshuffle(x, Op.DimShuffle.free(x.type().rank(), gone));
    }

    /** With a new axis of length 1 that stands at {@code axis} then. */
    public static Expr expandDims(Expr x, int axis) {
        int rank = Operands.there("expandDims", x).type().rank() + 1;
        int at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw new IllegalArgumentException("expandDims puts axis " + axis + " into " + Printer.quoted(x)
                    + ", which has " + (rank - 1) + " axes");
        }
        List<Integer> pattern =
                new ArrayList<>(IntStream.range(0, rank - 1).boxed().toList());
        pattern.add(at, Op.DimShuffle.NEW);
        return Build.dimshuffle(x, pattern);
    }

    /** With two axes in each other's place. */
    public static Expr swapaxes(Expr x, int first, int second) {
        Operands.there("swapaxes", x);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.type().rank()).boxed().toList());
        Collections.swap(order, Build.axis("swapaxes", x, first), Build.axis("swapaxes", x, second));
        return Build.dimshuffle(x, order);
    }

    /** With an axis in another place, the others in their order. */
    public static Expr moveaxis(Expr x, int from, int to) {
        Operands.there("moveaxis", x);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.type().rank()).boxed().toList());
        int axis = Build.axis("moveaxis", x, from);
        order.remove((Integer) axis);
        order.add(Build.axis("moveaxis", x, to), axis);
        return Build.dimshuffle(x, order);
    }

    /** The elements in the opposite order along these axes; none means all. */
    public static Expr flip(Expr x, int... axes) {
        List<Integer> turned = Build.axes("flip", x, axes);
        List<Along> along = IntStream.range(0, x.type().rank())
                .<Along>mapToObj(axis -> turned.contains(axis) ? new Along.Slice(false, false, -1) : Along.Slice.ALL)
                .toList();
        return Build.part(x, along, List.of());
    }

    /** A part along one axis. */
    private static Expr slice(Expr x, int axis, Expr start, Expr stop) {
        List<Along> along = new ArrayList<>(Collections.nCopies(axis, Along.Slice.ALL));
        along.add(new Along.Slice(start != null, stop != null, 1));
        List<Expr> numbers = new ArrayList<>();
        for (Expr bound : Arrays.asList(start, stop)) {
            if (bound != null) {
                numbers.add(bound);
            }
        }
        return Build.part(x, along, numbers);
    }

    // Arrays made of others

    /** Arrays one behind the other along an axis; what is not an expression becomes one. */
    public static Expr concatenate(String what, int axis, List<?> parts) {
        Expr[] all = Operands.of(what, 1, present(what, parts));
        return Build.join(Build.axis(what, all[0], axis), List.of(all));
    }

    private static Object[] present(String what, List<?> parts) {
        if (parts == null || parts.isEmpty()) {
            throw new IllegalArgumentException(what + " got no arrays; give at least one");
        }
        return parts.toArray();
    }

    /** Arrays of one shape along a new axis. */
    public static Expr stack(int axis, List<?> parts) {
        List<Expr> all = new ArrayList<>();
        for (Expr part : Operands.of("stack", 1, present("stack", parts))) {
            all.add(expandDims(part, axis));
        }
        return Build.join(axis < 0 ? axis + all.get(0).type().rank() : axis, all);
    }

    /** An array in parts of these lengths along an axis. */
    public static List<Expr> split(Expr x, int axis, Object... lengths) {
        int at = Build.axis("split", Operands.there("split", x), axis);
        ShapeOf s = ShapeOf.read("split", lengths);
        List<Expr> parts = new ArrayList<>();
        Expr from = Build.whole(0);
        for (int i = 0; i < s.rank(); i++) {
            Expr to = from.plus(Build.index(s.lengths(), List.of(Build.whole(i))));
            parts.add(slice(x, at, from, to));
            from = to;
        }
        return parts;
    }

    /** The array so many times one behind the other along each axis, aligned at the last one. */
    public static Expr tile(Expr x, Object... times) {
        ShapeOf s = ShapeOf.read("tile", times);
        Expr padded = Operands.there("tile", x);
        while (padded.type().rank() < s.rank()) {
            padded = expandDims(padded, 0);
        }
        int rank = padded.type().rank();
        List<Integer> pattern = new ArrayList<>();
        List<Expr> repeated = new ArrayList<>();
        List<Expr> lengths = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int own = axis - (rank - s.rank());
            Expr n = own < 0 ? Build.whole(1) : Build.index(s.lengths(), List.of(Build.whole(own)));
            Expr length = Build.length(padded, axis);
            pattern.addAll(List.of(Op.DimShuffle.NEW, axis));
            repeated.addAll(List.of(n, length));
            lengths.add(n.times(length));
        }
        Expr all = Expr.of(
                new Op.BroadcastTo(2 * rank), List.of(Build.dimshuffle(padded, pattern), Build.vector(repeated)));
        return Build.reshape(all, Build.vector(lengths), rank);
    }

    /**
     * Each element so many times side by side along an axis.
     *
     * @param times a whole number, an expression of one, or a vector with a number for each element
     * @param axis null: of all elements, row by row
     */
    public static Expr repeat(Expr x, Object times, Integer axis) {
        Operands.there("repeat", x);
        Expr from = axis == null ? Build.reshape(x, -1) : x;
        int at = Build.axis("repeat", from, axis == null ? 0 : axis);
        Expr n = times instanceof Number k ? ShapeOf.length("repeat", k) : Build.expression("repeat", times);
        if (n.type().rank() == 1) {
            return repeatEach(from, Build.cast(n, DType.INT64), at);
        }
        List<Expr> lengths = new ArrayList<>();
        List<Expr> result = new ArrayList<>();
        for (int i = 0; i < from.type().rank(); i++) {
            lengths.add(Build.length(from, i));
            result.add(i == at ? Build.length(from, i).times(n) : Build.length(from, i));
        }
        lengths.add(at + 1, Build.cast(n, DType.INT64));
        Expr all =
                Expr.of(new Op.BroadcastTo(lengths.size()), List.of(expandDims(from, at + 1), Build.vector(lengths)));
        return Build.reshape(all, Build.vector(result), from.type().rank());
    }

    /** Element i comes as often as {@code times} says: place k is of the element whose end is the first behind k. */
    private static Expr repeatEach(Expr x, Expr times, int axis) {
        Expr count = times.sum();
        Expr i = Build.dimshuffle(Build.iota(Build.length(times, 0)), List.of(0, Op.DimShuffle.NEW));
        Expr j = Build.dimshuffle(Build.iota(Build.length(times, 0)), List.of(Op.DimShuffle.NEW, 0));
        Expr ends = Build.scalar(
                        ScalarOp.WHERE,
                        Build.scalar(ScalarOp.LE, j, i),
                        Build.dimshuffle(times, List.of(Op.DimShuffle.NEW, 0)),
                        Build.whole(0))
                .sum(1);
        Expr place = Build.dimshuffle(Build.iota(count), List.of(0, Op.DimShuffle.NEW));
        Expr behind = Build.scalar(ScalarOp.LE, Build.dimshuffle(ends, List.of(Op.DimShuffle.NEW, 0)), place);
        return take(x, Build.cast(behind, DType.INT64).sum(1), axis);
    }

    /** The elements {@code shift} places further on along an axis; those that leave at the end come in at the start. */
    public static Expr roll(Expr x, Object shift, Integer axis) {
        if (Operands.there("roll", x).type().rank() != 1 && axis == null) {
            Expr flat = roll(Build.reshape(x, -1), shift, 0);
            return Build.reshape(flat, Build.shape(x), x.type().rank());
        }
        int at = Build.axis("roll", x, axis == null ? 0 : axis);
        Expr n = Build.length(x, at);
        Expr places = Build.iota(n).minus(ShapeOf.length("roll", shift)).rem(n);
        return take(x, places, at);
    }

    /** With {@code value} in front of and behind the elements along each axis: so many before, so many after. */
    public static Expr pad(Expr x, int[][] width, double value) {
        if (width == null || width.length != Operands.there("pad", x).type().rank()) {
            throw new IllegalArgumentException("pad needs two widths for each axis of " + Printer.quoted(x) + ", "
                    + x.type().described());
        }
        Expr result = x;
        for (int axis = 0; axis < width.length; axis++) {
            List<Expr> parts = new ArrayList<>();
            for (int side = 0; side < 2; side++) {
                if (width[axis].length != 2 || width[axis][side] < 0) {
                    throw new IllegalArgumentException("pad of " + Printer.quoted(x)
                            + ": widths are pairs of numbers of" + " 0 or more, not " + Arrays.toString(width[axis]));
                }
                if (width[axis][side] > 0) {
                    List<Expr> lengths = new ArrayList<>();
                    for (int i = 0; i < width.length; i++) {
                        lengths.add(i == axis ? Build.whole(width[axis][side]) : Build.length(result, i));
                    }
                    parts.add(Expr.of(
                            new Op.BroadcastTo(width.length),
                            List.of(Build.constant(HostArray.scalar(x.type().dtype(), value)), Build.vector(lengths))));
                }
                if (side == 0) {
                    parts.add(result);
                }
            }
            result = Build.join(axis, parts);
        }
        return result;
    }

    // Elements at arrays of indices

    /**
     * The elements at these places along an axis, in the places' shape there.
     *
     * @param axis null: of all elements, row by row
     */
    public static Expr take(Expr x, Object places, Integer axis) {
        Operands.there("take", x);
        Expr from = axis == null ? Build.reshape(x, -1) : x;
        int at = Build.axis("take", from, axis == null ? 0 : axis);
        Object[] index = new Object[at + 1];
        Arrays.fill(index, new Slice(null, null, null));
        index[at] = places instanceof List<?> ? Build.constant(Evaluator.get().literal(places, "the places")) : places;
        return Index.get(from, index);
    }

    /** For each axis where the elements are that are not 0: int64 vectors. */
    public static List<Expr> nonzero(Expr x) {
        Expr places = Nonzero.of(Operands.there("nonzero", x));
        return IntStream.range(0, x.type().rank())
                .mapToObj(axis -> Build.index(places, List.of(Build.whole(axis))))
                .toList();
    }

    static int atLeast(String what, Expr x, int rank) {
        if (Operands.there(what, x).type().rank() < rank) {
            throw new IllegalArgumentException(what + " needs at least " + rank + (rank == 1 ? " axis" : " axes")
                    + ", but " + Printer.quoted(x) + " is " + x.type().described());
        }
        return x.type().rank();
    }
}
