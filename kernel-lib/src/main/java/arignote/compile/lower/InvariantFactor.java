package arignote.compile.lower;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * A node as numbers times another node of the same axes.
 *
 * @param factor of moderate size, so that it makes no difference to what overflows
 * @param counts numbers that follow from dimensions alone, as the 1/n of a mean does
 */
record InvariantFactor(double factor, List<Node> counts, Node rest) {
    private static final double LARGEST = 0x1p64;

    /** Looks no deeper than a formula that somebody writes. */
    private static final int DEPTH = 8;

    /** Makes the product of two nodes, like another one. */
    interface Product {
        Node of(Node like, List<Node.Read> reads);
    }

    /**
     * The node without the fixed factors in its products, or null if there are none.
     *
     * @param product makes what is left of a product
     */
    static InvariantFactor of(Node n, Product product) {
        InvariantFactor f = n.dtype.isFloat() ? factored(n, product, 0) : whole(n);
        double size = Math.abs(f.factor);
        return f.rest == n || !(size <= LARGEST && size >= 1 / LARGEST) ? null : f;
    }

    private static InvariantFactor whole(Node n) {
        return new InvariantFactor(1, List.of(), n);
    }

    private static InvariantFactor factored(Node n, Product product, int depth) {
        if (!(n.kind instanceof Node.Apply a) || depth > DEPTH) {
            return whole(n);
        }
        Node.Read left = n.reads.get(0);
        if (a.op() == ScalarOp.NEGATE) {
            InvariantFactor f = factored(left.node(), product, depth + 1);
            return isWhole(n, left) ? new InvariantFactor(-f.factor, f.counts, f.rest) : whole(n);
        }
        boolean isProduct = a.op() == ScalarOp.MULTIPLY;
        if (!isProduct && a.op() != ScalarOp.DIVIDE) {
            return whole(n);
        }
        Node.Read right = n.reads.get(1);
        if (right.node().kind instanceof Node.Number k && isWhole(n, left)) {
            InvariantFactor f = factored(left.node(), product, depth + 1);
            return scaled(n, isProduct ? f.factor * k.real() : f.factor / k.real(), f.counts, f.rest);
        }
        if (!isProduct) {
            return whole(n);
        }
        for (Node.Read[] pair : new Node.Read[][] {{left, right}, {right, left}}) {
            Node by = pair[0].node();
            if (isWhole(n, pair[1]) && (by.kind instanceof Node.Number || isCount(by, 0))) {
                InvariantFactor f = factored(pair[1].node(), product, depth + 1);
                return by.kind instanceof Node.Number k
                        ? scaled(n, k.real() * f.factor, f.counts, f.rest)
                        : new InvariantFactor(f.factor, joined(f.counts, List.of(by)), f.rest);
            }
        }
        InvariantFactor f = factored(left.node(), product, depth + 1);
        InvariantFactor g = factored(right.node(), product, depth + 1);
        if (f.rest == left.node() && g.rest == right.node()) {
            return whole(n);
        }
        List<Node.Read> reads = List.of(new Node.Read(f.rest, left.axes()), new Node.Read(g.rest, right.axes()));
        return scaled(n, f.factor * g.factor, joined(f.counts, g.counts), product.of(n, reads));
    }

    private static InvariantFactor scaled(Node n, double factor, List<Node> counts, Node rest) {
        double rounded = n.dtype == DType.FLOAT32 ? (float) factor : factor;
        return Double.isFinite(rounded) && rounded != 0 ? new InvariantFactor(rounded, counts, rest) : whole(n);
    }

    private static List<Node> joined(List<Node> a, List<Node> b) {
        List<Node> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** Whether it is a product or a quotient of positive numbers that follow from dimensions. */
    private static boolean isCount(Node n, int depth) {
        if (!n.dims.isEmpty() || depth > DEPTH) {
            return false;
        }
        if (n.kind instanceof Node.Count) {
            return true;
        }
        if (n.kind instanceof Node.Number k) {
            return depth > 0 && k.real() > 0 && k.real() <= LARGEST && k.real() >= 1 / LARGEST;
        }
        boolean passes = n.kind instanceof Node.Convert
                || (n.kind instanceof Node.Apply a && (a.op() == ScalarOp.MULTIPLY || a.op() == ScalarOp.DIVIDE));
        return passes && n.reads.stream().allMatch(r -> isCount(r.node(), depth + 1));
    }

    /** The dimensions that a count is made of. */
    static List<Dimension> dimensions(Node count) {
        List<Dimension> dimensions = new ArrayList<>();
        if (count.kind instanceof Node.Count c) {
            dimensions.add(c.length());
        }
        count.reads.forEach(r -> dimensions.addAll(dimensions(r.node())));
        return dimensions;
    }

    /** Whether the operand has all the axes of the node. */
    private static boolean isWhole(Node n, Node.Read read) {
        return read.axes().equals(IndexMap.identity(n.dims.size()))
                && read.node().dims.size() == n.dims.size();
    }
}
