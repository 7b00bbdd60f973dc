package arignote.compile.lower;

import static arignote.expr.DType.INT64;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.Along;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PartViews of arrays, and arrays made of parts: which elements are read is told by index maps. */
final class PartViews {
    private final Nodes nodes;
    private final DimensionConstraints constraints;
    private final Lengths lengths;
    private final Map<Node, List<List<Extent>>> extents =
            new IdentityHashMap<>(); // of arrays with gaps, by part and axis

    PartViews(Nodes nodes, Lengths lengths) {
        this.nodes = nodes;
        this.lengths = lengths;
        constraints = nodes.constraints;
    }

    /** The index along an axis, or the bound of a slice. */
    record Bound(View index, Dimension slice) {}

    /** A slice of an axis: where it starts, how long it is, and its step. */
    private record Slice(Dimension start, Dimension length, long step) {}

    /** Where a part lies at most along an axis, whatever the axis is long: from its start on, before its end. */
    private record Extent(long start, long end) {
        static final Extent UNKNOWN = new Extent(0, Long.MAX_VALUE);

        static Extent of(Along.Axis<Bound> axis) {
            if (!(axis.along() instanceof Along.Slice s) || s.step() < 0) {
                return UNKNOWN;
            }
            long start = number(axis.at(), 0);
            long end = number(axis.stop(), Long.MAX_VALUE);
            return start < 0 || end < 0 ? UNKNOWN : new Extent(start, end);
        }

        /** A bound that is the same in each call; else a negative number. */
        private static long number(Bound bound, long none) {
            return bound == null ? none : bound.slice().root().source() instanceof Dimension.Fixed f ? f.value() : -1;
        }

        boolean meets(Extent other) {
            return start < other.end && other.start < end;
        }
    }

    private Slice slice(Dimension n, Along.Axis<Bound> axis) {
        long step = ((Along.Slice) axis.along()).step();
        Dimension by = DimensionConstraints.fixed(step);
        Dimension from = axis.at() == null
                ? DimensionConstraints.fixed(Along.firstStart(step))
                : axis.at().slice();
        Dimension to = axis.stop() != null
                ? axis.stop().slice()
                : step > 0
                        ? n
                        : lengths.computed(Dimension.Arithmetic.SUBTRACT, List.of(DimensionConstraints.fixed(-1), n));
        boolean all = axis.at() == null && axis.stop() == null && Math.abs(step) == 1;
        boolean first = step > 0 && from.root().source() instanceof Dimension.Fixed f && f.value() == 0;
        return new Slice(
                first ? from : lengths.computed(Dimension.Arithmetic.SLICE_START, List.of(n, from, by)),
                all ? n : lengths.computed(Dimension.Arithmetic.SLICE_LENGTH, List.of(n, from, to, by)),
                step);
    }

    /**
     * Where along an axis of dimension {@code n} a slice lies, as a function of axis {@code by}. What is shorter than the axis does not
     * follow it index by index, even from 0 on.
     */
    private IndexMap<Integer, Node.Read> slice(Dimension start, Dimension length, long step, Dimension n, int by) {
        View from = count(start);
        if (from == null && length.root() != n.root()) {
            from = nodes.number(INT64, 0);
        }
        return IndexMap.Linear.slice(from == null ? null : from.read(), step, by);
    }

    /** A number that is known before the loops; null for 0. */
    private View count(Dimension n) {
        if (n.root().source() instanceof Dimension.Fixed f) {
            return f.value() == 0 ? null : nodes.number(INT64, f.value());
        }
        return View.of(nodes.node(new Node.Count(n), INT64, List.of(), List.of()));
    }

    /** An index counted from the front, which has to lie in an axis of this dimension. */
    private View within(View index, Dimension n) {
        View whole = nodes.converted(index, INT64);
        if (whole.node().kind instanceof Node.Number k && Math.abs(k.whole()) <= Integer.MAX_VALUE) {
            constraints.least(n, k.whole() < 0 ? -k.whole() : k.whole() + 1);
            return k.whole() < 0 ? nodes.apply(ScalarOp.ADD, nodes.count(List.of(n)), whole) : whole;
        }
        View place = nodes.pointwise(new Node.Within(n.root()), INT64, List.of(whole));
        nodes.asked.add(place.node());
        return place;
    }

    /** The part of {@code x} that is taken along its first axes. */
    View part(View x, List<Along.Axis<Bound>> taken) {
        List<IndexMap<Integer, Node.Read>> maps = new ArrayList<>();
        List<Dimension> dims = new ArrayList<>();
        boolean computed = false;
        for (int i = 0; i < x.rank(); i++) {
            Dimension n = x.dims().get(i);
            if (i >= taken.size()) {
                maps.add(new IndexMap.Axis<>(dims.size()));
                dims.add(n);
            } else if (taken.get(i).along() instanceof Along.At) {
                View place = within(taken.get(i).at().index(), n);
                boolean zero = place.node().kind instanceof Node.Number k && k.whole() == 0;
                maps.add(zero ? new IndexMap.Zero<>() : new IndexMap.At<>(place.read()));
                computed = true;
            } else {
                Slice s = slice(n, taken.get(i));
                maps.add(slice(s.start, s.length, s.step, n, dims.size()));
                dims.add(s.length);
            }
        }
        View from = computed ? complete(x, taken.size()) : x;
        return from.moved(maps::get, dims);
    }

    /**
     * The same elements where they can be read at any index: computed once, and not for each that is read. What is in memory already is read
     * there, in another type, too: that takes less time than to write all of it anew.
     */
    private View complete(View x, int indexed) {
        boolean repeated = false;
        for (int i = 0; i < indexed; i++) {
            int axis = i;
            repeated |= x.read().axes().stream()
                    .noneMatch(m -> Integer.valueOf(axis).equals(m.linear().axis()));
        }
        boolean there = x.node().isReadInPlace() && !repeated;
        return there ? x : new View(View.of(nodes.inMemory(x)).read(), x.dims());
    }

    /** The elements of {@code x} at arrays of indices along its first axes. */
    View gather(View x, List<View> indices) {
        List<View> places = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            places.add(within(indices.get(i), x.dims().get(i)));
        }
        // all broadcast to one shape, which the first axes of the result have
        View common = nodes.pointwise(new Node.Convert(), INT64, places);
        List<Dimension> dims = new ArrayList<>(common.dims());
        List<IndexMap<Integer, Node.Read>> maps = new ArrayList<>();
        for (View place : places) {
            maps.add(new IndexMap.At<>(Nodes.broadcastRead(place, common.dims())));
        }
        for (int i = indices.size(); i < x.rank(); i++) {
            maps.add(new IndexMap.Axis<>(dims.size()));
            dims.add(x.dims().get(i));
        }
        return complete(x, indices.size()).moved(maps::get, dims);
    }

    /** Zeros in this shape but for the part that is taken along the first axes. */
    View place(View part, List<Dimension> dims, List<Along.Axis<Bound>> taken) {
        return part.rank() == 0 ? atOne(part, dims, taken) : assembled(part, dims, taken);
    }

    /** A number at one index, zeros elsewhere. */
    private View atOne(View part, List<Dimension> dims, List<Along.Axis<Bound>> taken) {
        View here = null;
        for (int i = 0; i < dims.size(); i++) {
            View place = within(taken.get(i).at().index(), dims.get(i));
            View inside = nodes.apply(ScalarOp.EQ, Nodes.position(i, dims), place);
            here = here == null ? inside : nodes.apply(ScalarOp.MULTIPLY, here, inside);
        }
        return here == null ? part : nodes.apply(ScalarOp.WHERE, here, part, nodes.number(part.dtype(), 0));
    }

    private View assembled(View part, List<Dimension> dims, List<Along.Axis<Bound>> taken) {
        List<IndexMap<Integer, Node.Read>> places = new ArrayList<>(); // by the axes of the part
        int axis = 0;
        for (int i = 0; i < dims.size(); i++) {
            Dimension n = dims.get(i);
            if (i < taken.size() && taken.get(i).along() instanceof Along.At) {
                places.add(
                        new IndexMap.At<>(within(taken.get(i).at().index(), n).read()));
                continue;
            }
            Dimension own = part.dims().get(axis);
            if (i < taken.size()) {
                Slice s = slice(n, taken.get(i));
                constraints.same(own, s.length);
                places.add(slice(s.start, s.length, s.step, n, axis));
            } else {
                constraints.same(own, n);
                places.add(new IndexMap.Axis<>(axis));
            }
            axis++;
        }
        View zerosAround = assembled(read(List.of(part)), List.of(places), dims, true);
        extents.put(zerosAround.node(), List.of(taken.stream().map(Extent::of).toList()));
        return zerosAround;
    }

    /**
     * The sum of two arrays of zeros with parts in them, such as the gradients of two slices of one array: one array with the parts of
     * both.
     *
     * @param dims of the sum
     * @return null if it is no such sum, or if the parts may meet
     */
    View sum(View a, View b, List<Dimension> dims) {
        if (!isWhole(a, dims) || !isWhole(b, dims)) {
            return null;
        }
        List<List<Extent>> left = extents.get(a.node());
        List<List<Extent>> right = extents.get(b.node());
        if (!left.stream().allMatch(p -> right.stream().allMatch(q -> areApart(p, q)))) {
            return null;
        }
        List<List<IndexMap<Integer, Node.Read>>> places =
                joined(((Node.Assembled) a.node().kind).places(), ((Node.Assembled) b.node().kind).places());
        View sum = assembled(joined(a.node().reads, b.node().reads), places, dims, true);
        extents.put(sum.node(), joined(left, right));
        return sum;
    }

    /** Whether it is, as it stands, an array of zeros with parts in it. */
    private boolean isWhole(View v, List<Dimension> dims) {
        boolean same = extents.containsKey(v.node()) && v.rank() == dims.size();
        for (int i = 0; same && i < dims.size(); i++) {
            same = v.dims().get(i).root() == dims.get(i).root();
        }
        return same && v.read().axes().equals(IndexMap.identity(v.rank()));
    }

    private static boolean areApart(List<Extent> a, List<Extent> b) {
        for (int axis = 0; axis < Math.min(a.size(), b.size()); axis++) {
            if (!a.get(axis).meets(b.get(axis))) {
                return true;
            }
        }
        return false;
    }

    private static <E> List<E> joined(List<E> a, List<E> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private List<Node.Read> read(List<View> parts) {
        return parts.stream()
                .map(part -> new Node.Read(nodes.inMemory(part), IndexMap.identity(part.rank())))
                .toList();
    }

    private View assembled(
            List<Node.Read> parts,
            List<List<IndexMap<Integer, Node.Read>>> places,
            List<Dimension> dims,
            boolean hasGaps) {
        Node.Kind kind = new Node.Assembled(places, hasGaps);
        Node assembled = nodes.node(kind, parts.get(0).node().dtype, List.copyOf(dims), parts);
        if (!nodes.kept.contains(assembled)) {
            nodes.kept.add(assembled);
        }
        return View.of(assembled);
    }

    /** Whether an axis has no element, which is then so in each call, or has some in each. */
    private boolean isEmpty(Dimension n) {
        boolean empty = n.actual() == 0;
        if (empty) {
            constraints.none(n);
        } else {
            constraints.some(n);
        }
        return empty;
    }

    /** Arrays one behind the other along an axis. */
    View join(int axis, List<View> all) {
        List<View> parts =
                all.stream().filter(p -> !isEmpty(p.dims().get(axis))).toList();
        List<Dimension> dims = new ArrayList<>(all.get(0).dims());
        Dimension end = DimensionConstraints.fixed(0);
        List<Dimension> starts = new ArrayList<>();
        for (View part : all) {
            for (int i = 0; i < dims.size(); i++) {
                if (i != axis) {
                    constraints.same(dims.get(i), part.dims().get(i));
                }
            }
        }
        if (parts.isEmpty()) {
            return all.get(0);
        }
        for (View part : parts) {
            starts.add(end);
            end = lengths.computed(
                    Dimension.Arithmetic.ADD, List.of(end, part.dims().get(axis)));
        }
        dims.set(axis, end);
        boolean numbers =
                dims.size() == 1 && parts.stream().allMatch(p -> p.dims().get(0).isOne());
        return numbers ? stacked(parts, dims) : joined(axis, parts, starts, dims);
    }

    private View joined(int axis, List<View> parts, List<Dimension> starts, List<Dimension> dims) {
        List<List<IndexMap<Integer, Node.Read>>> places = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            List<IndexMap<Integer, Node.Read>> place = new ArrayList<>(IndexMap.identity(dims.size()));
            Dimension own = parts.get(k).dims().get(axis);
            place.set(axis, slice(starts.get(k), own, 1, dims.get(axis), axis));
            places.add(place);
        }
        return assembled(read(parts), places, dims, false);
    }

    /** Single numbers as a vector: they are not worth memory. */
    private View stacked(List<View> numbers, List<Dimension> dims) {
        View position = Nodes.position(0, dims);
        View result = null;
        for (int i = numbers.size() - 1; i >= 0; i--) {
            View here = numbers.get(i).moved(axis -> new IndexMap.Zero<>(), dims);
            result = result == null
                    ? here
                    : nodes.apply(
                            ScalarOp.WHERE,
                            nodes.apply(ScalarOp.LT, position, nodes.number(INT64, i + 1)),
                            here,
                            result);
        }
        return result;
    }
}
