package arignote.loop;

import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * A node as a fixed number times another node of the same axes.
 *
 * @param factor of moderate size, so that it makes no difference to what overflows
 */
record Factored(double factor, Node rest) {
    private static final double LARGEST = 0x1p64;

    /** Looks no deeper than a formula that somebody writes. */
    private static final int DEPTH = 8;

    /** The node without the fixed factors in its products, or null if there are none. */
    static Factored of(Node n) {
        Factored f = n.dtype.isFloat() ? factored(n, 0) : new Factored(1, n);
        double size = Math.abs(f.factor);
        return f.rest == n || !(size <= LARGEST && size >= 1 / LARGEST) ? null : f;
    }

    private static Factored factored(Node n, int depth) {
        Factored whole = new Factored(1, n);
        if (!(n.kind instanceof Node.Apply a) || depth > DEPTH) {
            return whole;
        }
        if (a.op() == ScalarOp.NEGATE) {
            Factored f = factored(n.reads.get(0).node(), depth + 1);
            return isWhole(n, n.reads.get(0)) ? new Factored(-f.factor, f.rest) : whole;
        }
        boolean product = a.op() == ScalarOp.MULTIPLY;
        boolean quotient = a.op() == ScalarOp.DIVIDE;
        if (!product && !quotient) {
            return whole;
        }
        Node.Read left = n.reads.get(0);
        Node.Read right = n.reads.get(1);
        if (right.node().kind instanceof Node.Number k && isWhole(n, left)) {
            Factored f = factored(left.node(), depth + 1);
            return scaled(n, product ? f.factor * k.real() : f.factor / k.real(), f.rest);
        }
        if (product && left.node().kind instanceof Node.Number k && isWhole(n, right)) {
            Factored f = factored(right.node(), depth + 1);
            return scaled(n, k.real() * f.factor, f.rest);
        }
        if (product) {
            Factored f = factored(left.node(), depth + 1);
            Factored g = factored(right.node(), depth + 1);
            if (f.rest == left.node() && g.rest == right.node()) {
                return whole;
            }
            List<Node.Read> reads = List.of(new Node.Read(f.rest, left.axes()), new Node.Read(g.rest, right.axes()));
            return scaled(n, f.factor * g.factor, new Node(n.kind, n.dtype, n.dims, reads));
        }
        return whole;
    }

    private static Factored scaled(Node n, double factor, Node rest) {
        double rounded = n.dtype == DType.FLOAT32 ? (float) factor : factor;
        return Double.isFinite(rounded) && rounded != 0 ? new Factored(rounded, rest) : new Factored(1, n);
    }

    /** Whether the operand has all the axes of the node. */
    private static boolean isWhole(Node n, Node.Read read) {
        List<Node.Follows> straight = new ArrayList<>();
        for (int i = 0; i < n.dims.size(); i++) {
            straight.add(new Node.Axis(i));
        }
        return read.axes().equals(straight) && read.node().dims.size() == n.dims.size();
    }
}
