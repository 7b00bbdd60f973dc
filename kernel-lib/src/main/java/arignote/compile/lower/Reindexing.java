package arignote.compile.lower;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.NoNest;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Operations that compute no number: the elements of another array, at other indices. */
final class Reindexing {
    private final Nodes nodes;
    private final DimensionConstraints constraints;

    Reindexing(Nodes nodes) {
        this.nodes = nodes;
        constraints = nodes.constraints;
    }

    View dimshuffle(Op.DimShuffle d, View x) {
        d.dropped(x.rank()).forEach(axis -> constraints.same(x.dims().get(axis), DimensionConstraints.ONE));
        List<Dimension> dims = new ArrayList<>();
        for (int from : d.pattern()) {
            dims.add(
                    from == Op.DimShuffle.NEW
                            ? DimensionConstraints.ONE
                            : x.dims().get(from));
        }
        return x.moved(axis -> axisOrZero(d.pattern().indexOf(axis)), dims);
    }

    /** @param axis the axis, or less than 0 for none */
    private static IndexMap<Integer, Node.Read> axisOrZero(int axis) {
        return axis < 0 ? new IndexMap.Zero<>() : new IndexMap.Axis<>(axis);
    }

    /** @param wanted the dimensions, of which one may be null: it is what is left */
    View reshape(View x, List<Dimension> wanted) {
        List<Dimension> known = wanted.stream().filter(n -> n != null).toList();
        List<Dimension> dims = new ArrayList<>();
        for (Dimension n : wanted) {
            dims.add(n == null ? constraints.quotient(x.dims(), known) : n);
        }
        constraints.sameSize(x.dims(), dims);
        if (x.dims().stream().allMatch(Dimension::isOne)) {
            dims.forEach(n -> constraints.same(n, DimensionConstraints.ONE));
        }
        List<Dimension> before = x.dims().stream().filter(n -> !n.isOne()).toList();
        List<Dimension> after = dims.stream().filter(n -> !n.isOne()).toList();
        boolean onlyOnes = before.size() == after.size()
                && IntStream.range(0, before.size())
                        .allMatch(i -> before.get(i).root() == after.get(i).root());
        if (onlyOnes) {
            return withOtherOnes(x, dims);
        }
        Node memory = nodes.inMemory(x);
        return View.of(
                new Node(new Node.Reshaped(), x.dtype(), List.copyOf(dims), List.of(new Node.Read(memory, List.of()))));
    }

    /** Axes of length 1 come and go; the others stay in their order. */
    private static View withOtherOnes(View x, List<Dimension> dims) {
        int[] to = new int[x.rank()];
        int next = 0;
        for (int i = 0; i < to.length; i++) {
            to[i] = -1;
            if (!x.dims().get(i).isOne()) {
                while (dims.get(next).isOne()) {
                    next++;
                }
                to[i] = next++;
            }
        }
        return x.moved(axis -> axisOrZero(to[axis]), dims);
    }

    View broadcastTo(View x, List<Dimension> dims) {
        if (x.rank() > dims.size() || dims.stream().anyMatch(n -> n == null)) {
            throw new NoNest("shapes do not match");
        }
        int shift = dims.size() - x.rank();
        int[] to = new int[x.rank()];
        for (int i = 0; i < to.length; i++) {
            to[i] = constraints.repeats(x.dims().get(i), dims.get(i + shift)) ? -1 : i + shift;
        }
        return x.moved(axis -> axisOrZero(to[axis]), dims);
    }

    /** Sums over the axes that broadcasting from {@code dims} has repeated or put in front. */
    View sumTo(View x, List<Dimension> dims, Definitions definitions) {
        int shift = x.rank() - dims.size();
        if (shift < 0) {
            throw new NoNest("shapes do not match");
        }
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (i < shift || constraints.repeats(dims.get(i - shift), x.dims().get(i))) {
                axes.add(i);
            }
        }
        if (axes.isEmpty()) {
            return new View(x.read(), List.copyOf(dims));
        }
        View all = definitions.sum(x, axes).withOnes(axes);
        // the axes in front are gone; those that were broadcast stay with their length of 1
        return all.moved(axis -> new IndexMap.Axis<>(axis - shift), dims);
    }
}
