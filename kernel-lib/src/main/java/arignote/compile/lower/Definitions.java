package arignote.compile.lower;

import static arignote.expr.DType.INT64;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What has a definition in simpler operations. */
final class Definitions {
    /** From so many multiplications on, a matrix product is computed in tiles. */
    private static final long TILES = 2_000;

    /** Products of fewer rows are not: most of a tile would be empty, and loops read the right matrix as fast. */
    private static final long ROWS = 4;

    /** Nor are those of fewer columns, if these lie one behind the other. */
    private static final long COLUMNS = 3;

    /** Nor are sums of fewer products: a tile reads and writes its sums as often as it multiplies then. */
    private static final long TERMS = 4;

    private final Nodes nodes;

    Definitions(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Dimensions as a vector: dimension i where the position is i. */
    View shape(List<Dimension> dims) {
        View here = Nodes.position(0, List.of(DimensionConstraints.fixed(dims.size())));
        View result = here;
        for (int i = dims.size() - 1; i >= 0; i--) {
            View isHere = nodes.apply(ScalarOp.EQ, here, nodes.number(INT64, i));
            result = nodes.apply(ScalarOp.WHERE, isHere, nodes.count(List.of(dims.get(i))), result);
        }
        return result;
    }

    View mean(View x, DType dtype, List<Integer> axes) {
        View sum = sum(nodes.converted(x, dtype), axes);
        return nodes.apply(ScalarOp.DIVIDE, sum, nodes.converted(nodes.count(x.dims(axes)), dtype));
    }

    /**
     * A sum, with fixed factors taken out of it: sum(0.01 x y) as 0.01 sum(x y). That rounds once instead of once a term,
     * and costs nothing. What follows from dimensions, such as 1/n, is taken out too unless one of them is 0.
     */
    View sum(View x, List<Integer> axes) {
        InvariantFactor f = InvariantFactor.of(x.node(), (n, reads) -> nodes.node(n.kind, n.dtype, n.dims, reads));
        List<Dimension> counted = f == null
                ? List.of()
                : f.counts().stream()
                        .flatMap(c -> InvariantFactor.dimensions(c).stream())
                        .toList();
        if (!nodes.refusing) {
            // else these loops would do for other lengths, too, and give a sum that is rounded in another way
            counted.stream().filter(n -> n.actual() == 0).forEach(nodes.constraints::none);
        }
        if (nodes.refusing || f == null || counted.stream().anyMatch(n -> n.actual() == 0)) {
            return nodes.reduced(ReduceOp.SUM, x.dtype(), x, axes);
        }
        counted.forEach(nodes.constraints::some);
        View product = nodes.reduced(ReduceOp.SUM, x.dtype(), x.with(f.rest()), axes);
        for (Node count : f.counts()) {
            product = nodes.apply(ScalarOp.MULTIPLY, product, View.of(count));
        }
        if (f.factor() != 1) {
            product = nodes.apply(ScalarOp.MULTIPLY, product, nodes.real(x.dtype(), f.factor()));
        }
        // a sum is never -0
        return f.factor() > 0 ? product : nodes.apply(ScalarOp.ADD, product, nodes.real(x.dtype(), 0));
    }

    /** The logarithm of the sum of exponentials, with the greatest taken off first unless that is infinite. */
    View logSumExp(View x, List<Integer> axes) {
        DType dtype = x.dtype();
        View max = nodes.reduced(ReduceOp.MAX, dtype, x, axes);
        View infinity = nodes.real(dtype, Double.POSITIVE_INFINITY);
        View isInfinite = nodes.apply(ScalarOp.EQ, nodes.apply(ScalarOp.ABS, max), infinity);
        View off = nodes.apply(ScalarOp.WHERE, isInfinite, nodes.real(dtype, 0), max);
        View power = nodes.apply(ScalarOp.EXP, nodes.apply(ScalarOp.SUBTRACT, x, off.withOnes(axes)));
        View sum = nodes.reduced(ReduceOp.SUM, dtype, power, axes);
        return nodes.apply(ScalarOp.ADD, nodes.apply(ScalarOp.LOG, sum), off);
    }

    /** Softmax over the last axis, or its logarithm, with the greatest taken off first. */
    View softmax(View x, boolean log) {
        List<Integer> axis = List.of(x.rank() - 1);
        View max = nodes.reduced(ReduceOp.MAX, x.dtype(), x, axis).withOnes(axis);
        View less = nodes.apply(ScalarOp.SUBTRACT, x, max);
        View power = nodes.apply(ScalarOp.EXP, less);
        View sum = nodes.reduced(ReduceOp.SUM, x.dtype(), power, axis).withOnes(axis);
        return log
                ? nodes.apply(ScalarOp.SUBTRACT, less, nodes.apply(ScalarOp.LOG, sum))
                : nodes.apply(ScalarOp.DIVIDE, power, sum);
    }

    /** Products summed over pairs of axes: large products of matrices in tiles, others as a sum of products. */
    View dot(Op.Dot d, DType dtype, View a, View b) {
        View left = nodes.converted(a, dtype);
        View right = nodes.converted(b, dtype);
        for (int i = 0; i < d.left().size(); i++) {
            nodes.constraints.same(
                    a.dims().get(d.left().get(i)), b.dims().get(d.right().get(i)));
        }
        List<Integer> freeA = Op.Dot.free(a.rank(), d.left());
        List<Integer> freeB = Op.Dot.free(b.rank(), d.right());
        List<Dimension> dims = new ArrayList<>(a.dims(freeA));
        dims.addAll(b.dims(freeB));
        List<Dimension> all = new ArrayList<>(dims);
        all.addAll(a.dims(d.left()));
        boolean matrices = !freeA.isEmpty() && !freeB.isEmpty() && areOne(d.left(), a) && areOne(d.right(), b);
        if (!nodes.refusing
                && dtype.isFloat()
                && matrices
                && nodes.constraints.atLeast(all, TILES)
                && nodes.constraints.atLeast(a.dims(freeA), ROWS)
                && nodes.constraints.atLeast(a.dims(d.left()), TERMS)
                && (d.right().get(0) == 0 || nodes.constraints.atLeast(b.dims(freeB), COLUMNS))) {
            return product(d, dims, freeA.size(), left, right);
        }
        if (!nodes.refusing && !d.left().isEmpty() && !freeA.isEmpty() && !freeB.isEmpty()) {
            left.node().reused |= left.rank() > 1;
            right.node().reused |= right.rank() > 1;
        }
        Node.Read x = left.read()
                .through(axis -> new IndexMap.Axis<>(
                        d.left().contains(axis) ? dims.size() + d.left().indexOf(axis) : freeA.indexOf(axis)));
        Node.Read y = right.read()
                .through(axis -> new IndexMap.Axis<>(
                        d.right().contains(axis)
                                ? dims.size() + d.right().indexOf(axis)
                                : freeA.size() + freeB.indexOf(axis)));
        View product = View.of(nodes.node(new Node.Apply(ScalarOp.MULTIPLY), dtype, List.copyOf(all), List.of(x, y)));
        List<Integer> summed = IntStream.range(dims.size(), all.size()).boxed().toList();
        return summed.isEmpty() ? product : nodes.reduced(ReduceOp.SUM, dtype, product, summed);
    }

    /** Whether axes lie side by side, in order, before or behind all others: an array with them is a matrix. */
    private static boolean areOne(List<Integer> axes, View x) {
        int first = axes.isEmpty() || axes.get(0) == 0 ? 0 : x.rank() - axes.size();
        return !axes.isEmpty()
                && axes.equals(
                        IntStream.range(first, first + axes.size()).boxed().toList());
    }

    /** @param rows how many of the axes are the first one's */
    private View product(Op.Dot d, List<Dimension> dims, int rows, View a, View b) {
        Node left = nodes.inMemory(a);
        Node right = nodes.inMemory(b);
        Node product = new Node(
                new Node.MatrixProduct(
                        DimensionConstraints.product(dims.subList(0, rows)),
                        DimensionConstraints.product(dims.subList(rows, dims.size())),
                        DimensionConstraints.product(a.dims(d.left())),
                        d.left().get(0) == 0,
                        d.right().get(0) != 0),
                a.dtype(),
                List.copyOf(dims),
                List.of(new Node.Read(left, List.of()), new Node.Read(right, List.of())));
        nodes.kept.add(product);
        return View.of(product);
    }
}
