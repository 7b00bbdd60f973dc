package arignote.compile.lower;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.NoNest;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
        return reshaped(x, dims);
    }

    /**
     * The elements, row by row, with other axes. Of what is in memory, axes in front that stay as they are may be any part of it; all
     * behind them has to be there as a whole. Else it is brought into memory first.
     */
    private View reshaped(View x, List<Dimension> dims) {
        List<Integer> old = notOne(x.dims());
        List<Integer> now = notOne(dims);
        boolean all = x.read().axes().equals(IndexMap.identity(x.rank()));
        int front = 0;
        while (front < Math.min(old.size(), now.size()) && stays(x.dims(), old, dims, now, front, all)) {
            front++;
        }
        List<Integer> rest = old.subList(front, old.size());
        Node n = x.node();
        int kept = n.dims.size() - rest.size(); // axes of the memory that stay
        List<Dimension> of = x.dims(rest);
        List<Dimension> to =
                now.subList(front, now.size()).stream().map(dims::get).toList();
        if (!n.isReadInPlace()
                || kept < 0
                || !areWhole(x, kept, rest)
                || !constraints.haveSameSize(of, to, x.dims(old.subList(0, front)))) {
            return View.of(reshaped(nodes.inMemory(x), dims));
        }
        List<IndexMap<Integer, Node.Read>> maps = new ArrayList<>();
        Function<Integer, IndexMap<Integer, Node.Read>> there =
                axis -> axisOrZero(x.dims().get(axis).isOne() ? -1 : now.get(old.indexOf(axis)));
        for (IndexMap<Integer, Node.Read> m : x.read().axes().subList(0, kept)) {
            maps.add(m.through(there, index -> index.through(there)));
        }
        List<Dimension> axes = new ArrayList<>(n.dims.subList(0, kept));
        for (int axis = front == 0 ? 0 : now.get(front - 1) + 1; axis < dims.size(); axis++) {
            axes.add(dims.get(axis));
            maps.add(new IndexMap.Axis<>(axis));
        }
        Node memory = n.isMemory() ? reshaped(n, axes) : reshaped(n.reads.get(0).node(), axes);
        return nodes.converted(View.of(memory), x.dtype()).moved(maps::get, dims);
    }

    /**
     * Whether an axis stays as it is: it has the same dimension, or it must have, as what is behind has as many elements as before.
     *
     * @param all whether all of some memory gets other axes: then there is no need to ask for more than the same size
     */
    private boolean stays(
            List<Dimension> before, List<Integer> old, List<Dimension> after, List<Integer> now, int at, boolean all) {
        Dimension a = before.get(old.get(at));
        Dimension b = after.get(now.get(at));
        if (a.root() == b.root()) {
            return true;
        }
        List<Dimension> behind =
                old.subList(at + 1, old.size()).stream().map(before::get).toList();
        List<Dimension> then =
                now.subList(at + 1, now.size()).stream().map(after::get).toList();
        if (all || !constraints.sameSizeBeforehand(behind, then)) {
            return false;
        }
        constraints.same(a, b);
        return true;
    }

    /** Which axes are not of length 1. */
    private static List<Integer> notOne(List<Dimension> dims) {
        return IntStream.range(0, dims.size())
                .filter(axis -> !dims.get(axis).isOne())
                .boxed()
                .toList();
    }

    /** Whether the axes of the memory behind the first ones are these, which none of the first ones follows. */
    private static boolean areWhole(View x, int first, List<Integer> axes) {
        List<IndexMap<Integer, Node.Read>> maps = x.read().axes();
        boolean plain = x.node().isMemory()
                || x.node()
                        .reads
                        .get(0)
                        .axes()
                        .equals(IndexMap.identity(x.node().dims.size()));
        return plain
                && maps.subList(first, maps.size()).stream()
                        .map(IndexMap::unitAxis)
                        .toList()
                        .equals(axes)
                && maps.subList(0, first).stream().noneMatch(m -> follows(m, axes));
    }

    /** Whether an index, or one that is computed for it, changes along one of these axes. */
    private static boolean follows(IndexMap<Integer, Node.Read> map, List<Integer> axes) {
        IndexMap.Linear<Integer, Node.Read> index = map.linear();
        return axes.contains(index.axis())
                || index.values().stream().flatMap(read -> read.axes().stream()).anyMatch(m -> follows(m, axes));
    }

    private static Node reshaped(Node memory, List<Dimension> dims) {
        return new Node(
                new Node.Reshaped(),
                memory.dtype,
                List.copyOf(dims),
                List.of(new Node.Read(memory.memory(), List.of())));
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
