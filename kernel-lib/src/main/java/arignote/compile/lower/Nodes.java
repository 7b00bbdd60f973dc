package arignote.compile.lower;

import static arignote.expr.DType.BOOL;
import static arignote.expr.DType.INT64;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the nodes of a computation, from views of others. There is one node for one computation, however often it is
 * asked for: definitions such as softmax and its logarithm have parts in common.
 */
final class Nodes {
    final DimensionConstraints constraints = new DimensionConstraints();

    /** Nodes that must be in memory as a whole before they are read. */
    final List<Node> kept = new ArrayList<>();

    /** Nodes that are computed because they may refuse a call, whether or not they are read. */
    final List<Node> asked = new ArrayList<>();

    /** Whether only constraints and {@link #asked} nodes count of what is made. */
    boolean refusing;

    private final Map<Value, Node> byValue = new HashMap<>();

    /** A node by value: what is computed from what, with which dimensions. */
    private record Value(Object kind, DType dtype, List<Dimension> dims, List<Object> reads) {
        static Value of(Node.Kind kind, DType dtype, List<Dimension> dims, List<Node.Read> reads) {
            Object what = kind instanceof Node.Reduce r ? List.of(r.kind(), roots(r.reduced())) : kind;
            List<Object> of = new ArrayList<>();
            reads.forEach(r -> of.addAll(List.of(new Node.Identity(r.node()), r.axes())));
            return new Value(what, dtype, roots(dims), of);
        }

        private static List<Dimension> roots(List<Dimension> dims) {
            return dims.stream().map(Dimension::root).toList();
        }
    }

    Node node(Node.Kind kind, DType dtype, List<Dimension> dims, List<Node.Read> reads) {
        return byValue.computeIfAbsent(Value.of(kind, dtype, dims, reads), v -> new Node(kind, dtype, dims, reads));
    }

    private View scalar(Node.Kind kind, DType dtype) {
        return View.of(node(kind, dtype, List.of(), List.of()));
    }

    View number(DType dtype, long value) {
        return scalar(new Node.Number(value, value), dtype);
    }

    View number(DType dtype, double real, long whole) {
        return scalar(new Node.Number(real, whole), dtype);
    }

    View real(DType dtype, double value) {
        return number(dtype, value, 0);
    }

    /** The number of elements along several axes. */
    View count(List<Dimension> along) {
        return scalar(new Node.Count(DimensionConstraints.product(along)), INT64);
    }

    /** The index along an axis of an array with these dimensions; a node of its own each time. */
    static View position(int axis, List<Dimension> dims) {
        return View.of(new Node(new Node.Position(axis), INT64, List.copyOf(dims), List.of()));
    }

    /** The elements in an array of their own; a node of its own each time. */
    static Node copy(View v, DType dtype) {
        return new Node(new Node.Convert(), dtype, v.dims(), List.of(v.read()));
    }

    /** The value in memory, row by row. */
    Node inMemory(View v) {
        Node n = v.node();
        boolean straight = v.read().axes().equals(IndexMap.identity(v.rank()));
        if (straight && (n.isMemory() || kept.contains(n))) {
            return n;
        }
        boolean itself = straight && !refusing && (n.isReduce() || n.kind instanceof Node.Apply);
        Node node = itself ? n : copy(v, v.dtype());
        kept.add(node);
        return node;
    }

    /** An operation on numbers, at each index of axes to which all operands broadcast. */
    View pointwise(Node.Kind kind, DType dtype, List<View> operands) {
        int rank = operands.stream().mapToInt(View::rank).max().orElse(0);
        List<Dimension> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            List<Dimension> meet = new ArrayList<>();
            for (View v : operands) {
                int own = axis - (rank - v.rank());
                if (own >= 0) {
                    meet.add(v.dims().get(own));
                }
            }
            dims.add(constraints.broadcast(meet));
        }
        List<Node.Read> reads =
                operands.stream().map(v -> broadcastRead(v, dims)).toList();
        return View.of(node(kind, dtype, List.copyOf(dims), reads));
    }

    /** Reads {@code v} as if it were repeated to {@code dims}. */
    static Node.Read broadcastRead(View v, List<Dimension> dims) {
        int shift = dims.size() - v.rank();
        return v.read()
                .through(axis ->
                        v.dims().get(axis).root() == dims.get(axis + shift).root()
                                ? new IndexMap.Axis<>(axis + shift)
                                : new IndexMap.Zero<>());
    }

    /** A scalar operation on operands whose type it has, or is of bools. */
    View apply(ScalarOp op, View... operands) {
        DType dtype = op.result() == ScalarOp.Result.BOOL ? BOOL : operands[operands.length - 1].dtype();
        return pointwise(new Node.Apply(op), dtype, List.of(operands));
    }

    View converted(View v, DType to) {
        if (v.dtype() == to) {
            return v;
        }
        if (v.node().kind instanceof Node.Number n) {
            boolean fromFloat = v.dtype().isFloat();
            double real = fromFloat ? n.real() : n.whole();
            real = to == DType.FLOAT32 ? (float) real : real;
            long whole = to == BOOL ? (real != 0 ? 1 : 0) : fromFloat ? (long) real : n.whole();
            whole = to == DType.INT32 ? (fromFloat ? (int) n.real() : (int) whole) : whole;
            return v.with(number(to, real, whole).node());
        }
        return View.of(node(new Node.Convert(), to, v.dims(), List.of(v.read())));
    }

    /** One value from all along some axes, which are gone then. */
    View reduced(ReduceOp kind, DType dtype, View x, List<Integer> axes) {
        List<Dimension> dims = new ArrayList<>();
        int[] at = new int[x.rank()];
        for (int i = 0; i < at.length; i++) {
            if (!axes.contains(i)) {
                at[i] = dims.size();
                dims.add(x.dims().get(i));
            }
        }
        for (int i = 0; i < axes.size(); i++) {
            at[axes.get(i)] = dims.size() + i;
        }
        Node.Read read = x.read().through(axis -> new IndexMap.Axis<>(at[axis]));
        return View.of(node(new Node.Reduce(kind, x.dims(axes)), dtype, List.copyOf(dims), List.of(read)));
    }
}
