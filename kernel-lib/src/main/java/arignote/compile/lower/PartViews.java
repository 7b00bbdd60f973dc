package arignote.compile.lower;

import static arignote.expr.DType.FLOAT64;
import static arignote.expr.DType.INT64;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.Along;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/** PartViews of arrays, and arrays made of parts: which elements are read is told by index maps. */
final class PartViews {
    private final Nodes nodes;
    private final DimensionConstraints constraints;
    private final Lengths lengths;

    PartViews(Nodes nodes, Lengths lengths) {
        this.nodes = nodes;
        this.lengths = lengths;
        constraints = nodes.constraints;
    }

    /** The index along an axis, or the bound of a slice. */
    record Bound(View index, Dimension slice) {}

    /** A slice of an axis: where it starts, how long it is, and its step. */
    private record Slice(Dimension start, Dimension length, long step) {}

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
                View start = count(s.start);
                if (start == null && s.length.root() != n.root()) {
                    start = nodes.number(INT64, 0); // what is shorter than the axis does not follow it index by index
                }
                maps.add(IndexMap.Linear.slice(start == null ? null : start.read(), s.step, dims.size()));
                dims.add(s.length);
            }
        }
        View from = computed ? complete(x, taken.size()) : x;
        return from.moved(maps::get, dims);
    }

    /** The same elements where they can be read at any index: computed once, and not for each that is read. */
    private View complete(View x, int indexed) {
        boolean repeated = false;
        for (int i = 0; i < indexed; i++) {
            int axis = i;
            repeated |= x.read().axes().stream()
                    .noneMatch(m -> Integer.valueOf(axis).equals(m.linear().axis()));
        }
        boolean there = x.node().kind instanceof Node.Element && !repeated;
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
        View here = null;
        List<IndexMap<Integer, Node.Read>> maps = new ArrayList<>(); // along the axes of the part
        boolean sliced = false;
        for (int i = 0; i < dims.size(); i++) {
            Dimension n = dims.get(i);
            Dimension own = part.rank() > maps.size() ? part.dims().get(maps.size()) : null;
            if (i >= taken.size()) {
                constraints.same(own, n);
                maps.add(new IndexMap.Axis<>(i));
                continue;
            }
            View position = Nodes.position(i, dims);
            View inside;
            if (taken.get(i).along() instanceof Along.At) {
                inside = nodes.apply(
                        ScalarOp.EQ, position, within(taken.get(i).at().index(), n));
            } else {
                Slice s = slice(n, taken.get(i));
                constraints.same(own, s.length);
                if (isEmpty(own)) {
                    return new View(new Node.Read(nodes.number(part.dtype(), 0).node(), List.of()), List.copyOf(dims));
                }
                View offset = s.step > 0 ? less(position, count(s.start)) : less(count(s.start), position);
                inside = inside(offset, own, s.step);
                maps.add(new IndexMap.At<>(clamped(offset, own, s.step).read()));
                sliced = true;
            }
            here = here == null ? inside : nodes.apply(ScalarOp.MULTIPLY, here, inside);
        }
        if (here == null) {
            return part;
        }
        View from = sliced ? new View(View.of(nodes.inMemory(part)).read(), part.dims()) : part;
        return nodes.apply(ScalarOp.WHERE, here, from.moved(maps::get, dims), nodes.number(part.dtype(), 0));
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

    private View less(View a, View b) {
        return b == null ? a : nodes.apply(ScalarOp.SUBTRACT, a == null ? nodes.number(INT64, 0) : a, b);
    }

    /** Whether the elements at these distances from a slice's start, in its direction, belong to it. */
    private View inside(View offset, Dimension length, long step) {
        View some = nodes.apply(ScalarOp.GE, offset, nodes.number(INT64, 0));
        View fits = nodes.apply(ScalarOp.LT, steps(offset, step), nodes.count(List.of(length)));
        View inside = nodes.apply(ScalarOp.MULTIPLY, some, fits);
        if (Math.abs(step) == 1) {
            return inside;
        }
        View rest = nodes.apply(ScalarOp.REMAINDER, offset, nodes.number(INT64, Math.abs(step)));
        return nodes.apply(ScalarOp.MULTIPLY, inside, nodes.apply(ScalarOp.EQ, rest, nodes.number(INT64, 0)));
    }

    /** How many steps a distance is; exact where it is a whole number of them. */
    private View steps(View offset, long step) {
        if (Math.abs(step) == 1) {
            return offset;
        }
        View real = nodes.converted(offset, FLOAT64);
        return nodes.converted(nodes.apply(ScalarOp.DIVIDE, real, nodes.real(FLOAT64, Math.abs(step))), INT64);
    }

    /** The nearest index of an axis of this length, so that what is not inside reads something. */
    private View clamped(View offset, Dimension length, long step) {
        View last = nodes.apply(ScalarOp.SUBTRACT, nodes.count(List.of(length)), nodes.number(INT64, 1));
        View first = nodes.number(INT64, 0);
        return nodes.apply(ScalarOp.MINIMUM, nodes.apply(ScalarOp.MAXIMUM, steps(offset, step), first), last);
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
        View position = Nodes.position(axis, dims);
        View result = null;
        for (int i = parts.size() - 1; i >= 0; i--) {
            View part = parts.get(i);
            Dimension own = part.dims().get(axis);
            View offset = less(position, count(starts.get(i)));
            IndexMap<Integer, Node.Read> at = own.isOne()
                    ? new IndexMap.Zero<>()
                    : new IndexMap.At<>(clamped(offset, own, 1).read());
            View from =
                    own.isOne() ? part : new View(View.of(nodes.inMemory(part)).read(), part.dims());
            View here = from.moved(a -> a == axis ? at : new IndexMap.Axis<>(a), dims);
            result = result == null
                    ? here
                    : nodes.apply(
                            ScalarOp.WHERE, nodes.apply(ScalarOp.LT, position, count(starts.get(i + 1))), here, result);
        }
        return result;
    }
}
