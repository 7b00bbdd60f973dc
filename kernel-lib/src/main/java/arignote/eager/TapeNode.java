package arignote.eager;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.function.interpret.TensorOps;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value on the tape: given, or computed by an operation from others when it is first asked for. Its elements never
 * change once an operation reads them, so it does not matter when that operation is computed.
 */
class TapeNode {
    /** The operations on elements, each one object. */
    private static final Op[] ELEMENTWISE =
            Arrays.stream(ScalarOp.values()).map(Op.Elementwise::new).toArray(Op[]::new);

    private static final long[] SCALAR = {};

    private static final TapeNode[] NONE = {};

    /** Each reduction along all of so many axes. */
    private static final Op[][] ALONG_ALL =
            Arrays.stream(ReduceOp.values()).map(TapeNode::along).toArray(Op[][]::new);

    /** What was done; null if the value was given. */
    final Op op;

    final DType dtype;

    /** The lengths of the axes, not to be written to. */
    final long[] shape;

    /** The parameter that has or had this value, or null. */
    final Variable parameter;

    /** Whether it was computed from a parameter, or is one. */
    boolean tracked;

    /** The first two arguments; null if there are none, or nobody will ask for them again. */
    TapeNode left;

    TapeNode right;

    /** The value; null until it is asked for. Its elements are not written to once an operation has read them. */
    HostArray value;

    /** Whether an operation was recorded that reads this. */
    boolean read;

    /** So many operations at most have to be computed for this. */
    int waiting;

    /** The gradients that were computed beside this value, until {@code backward()} uses them. */
    Tape.Slopes slopes;

    // where the walk that came here last met this
    long walk;
    int place;

    TapeNode(Op op, TapeNode left, TapeNode right, DType dtype, long[] shape, Variable parameter, HostArray value) {
        this.op = op;
        this.left = left;
        this.right = right;
        this.dtype = dtype;
        this.shape = shape;
        this.parameter = parameter;
        this.value = value;
        tracked = parameter != null || (left != null && left.tracked) || (right != null && right.tracked);
    }

    private static Op[] along(ReduceOp kind) {
        return IntStream.range(0, 4)
                .mapToObj(rank ->
                        new Op.Reduce(kind, IntStream.range(0, rank).boxed().toList(), false))
                .toArray(Op[]::new);
    }

    /** A value that is given. */
    static TapeNode given(HostArray value, Variable parameter) {
        return new TapeNode(null, null, null, value.dtype(), value.shape(), parameter, value);
    }

    /** A number, of the type that it has beside {@code other}. */
    static TapeNode number(double value, TapeNode other) {
        DType dtype = other.dtype.isFloat() ? other.dtype : arignote.Config.floatX();
        return given(HostArray.scalar(dtype, value), null);
    }

    /** A number that is part of the structure, as exponents are: small ones need no logarithm. */
    static TapeNode exponent(double value, TapeNode other) {
        DType dtype = other.dtype.isFloat() ? other.dtype : arignote.Config.floatX();
        return structure(HostArray.scalar(dtype, value));
    }

    /** A fixed value that is part of the structure: with another one, other code computes. */
    static TapeNode structure(HostArray value) {
        return new TapeNode(new Op.Constant(value), null, null, value.dtype(), value.shape(), null, null);
    }

    /** A fixed value that is none: messages print it as it stands, and code reads it. */
    static TapeNode constant(HostArray value) {
        return new TapeNode(new Op.Constant(value), null, null, value.dtype(), value.shape(), null, value);
    }

    /**
     * An operation on any number of values; it is computed later.
     *
     * @param e the operation on any expressions, which has passed the checks of types
     * @param shape of the result
     */
    static TapeNode recorded(Expr e, List<TapeNode> args, long[] shape) {
        DType dtype = e.type().dtype();
        TapeNode n = args.size() <= 2
                ? recorded(e.op(), args.get(0), args.size() < 2 ? null : args.get(1), dtype, shape)
                : WideNode.recorded(e.op(), args, dtype, shape);
        if (dtype.isFloat() && args.stream().noneMatch(a -> a.dtype.isFloat())) {
            Tape.compute(n); // its type is a setting, which may change
        }
        return n;
    }

    /** An operation that was computed already; gradients find the way to its arguments. */
    static TapeNode computed(Op op, List<TapeNode> args, HostArray value) {
        if (args.stream().noneMatch(a -> a.tracked)) {
            return given(value, null);
        }
        args.forEach(a -> a.read = true);
        return args.size() <= 2
                ? new TapeNode(
                        op,
                        args.get(0),
                        args.size() < 2 ? null : args.get(1),
                        value.dtype(),
                        value.shape(),
                        null,
                        value)
                : new WideNode(op, args, value.dtype(), value.shape(), value);
    }

    /**
     * One operation on elements; it is computed later.
     *
     * @param right null for an operation on one value
     * @throws IllegalArgumentException if types or shapes do not fit
     */
    static TapeNode elementwise(ScalarOp op, TapeNode left, TapeNode right) {
        Op done = ELEMENTWISE[op.ordinal()];
        boolean keeps = op.result() != ScalarOp.Result.BOOL;
        if (keeps && left.dtype.isFloat() && (right == null || right.dtype == left.dtype)) {
            long[] shape = right == null || right.shape.length == 0 || Arrays.equals(left.shape, right.shape)
                    ? left.shape
                    : left.shape.length == 0 ? right.shape : null;
            if (shape != null) {
                return recorded(done, left, right, left.dtype, shape);
            }
        }
        return checked(done, left, right);
    }

    /** A reduction; it is computed later. */
    static TapeNode reduced(ReduceOp kind, TapeNode of, int... axes) {
        Op[] known = ALONG_ALL[kind.ordinal()];
        boolean floats = of.dtype.isFloat() && kind.dtype(of.dtype) == of.dtype;
        if (axes.length == 0 && of.shape.length < known.length && floats) {
            return recorded(known[of.shape.length], of, null, of.dtype, SCALAR);
        }
        Op op;
        try {
            op = Build.reduce(kind, of.alone(), axes).op();
        } catch (IllegalArgumentException e) {
            op = Build.reduce(kind, Tape.expr(of), axes).op();
        }
        return checked(op, of, null);
    }

    /** NumPy's dot; it is computed later. */
    static TapeNode dot(TapeNode left, TapeNode right) {
        return checked(Build.dot(left.alone(), right.alone()).op(), left, right);
    }

    /** The same place on the tape with another value. */
    TapeNode revalued(HostArray now) {
        return new TapeNode(op, left, right, dtype, shape, parameter, now);
    }

    /** The arguments from the third on. */
    TapeNode[] more() {
        return NONE;
    }

    /** The first argument that a walk has not come to, or null. */
    TapeNode ahead(long walk) {
        return left.walk != walk ? left : right != null && right.walk != walk ? right : null;
    }

    /** Forgets how the value was computed. */
    void forget() {
        left = null;
        right = null;
    }

    /** The value, which is computed now if it is not there. */
    final HostArray known() {
        if (value == null && op instanceof Op.Constant c) {
            return c.value();
        }
        Tape.compute(this);
        return value;
    }

    private static TapeNode checked(Op op, TapeNode left, TapeNode right) {
        List<TapeNode> args = right == null ? List.of(left) : List.of(left, right);
        List<long[]> shapes = args.stream().map(a -> a.shape).toList();
        Expr e;
        long[] shape;
        try {
            e = Expr.of(op, args.stream().map(TapeNode::alone).toList());
            shape = TensorOps.shape(e, shapes);
        } catch (IllegalArgumentException wrong) {
            // once more, with all that it was computed from, for the sentence
            List<Expr> whole = Tape.exprs(args);
            shape = TensorOps.shape(Expr.of(op, whole), shapes);
            throw new AssertionError(Arrays.toString(shape), wrong);
        }
        TapeNode n = recorded(op, left, right, e.type().dtype(), shape);
        if (n.dtype.isFloat() && args.stream().noneMatch(a -> a.dtype.isFloat())) {
            Tape.compute(n); // its type is a setting, which may change
        }
        return n;
    }

    private static TapeNode recorded(Op op, TapeNode left, TapeNode right, DType dtype, long[] shape) {
        TapeNode n = new TapeNode(op, left, right, dtype, shape, null, null);
        n.waiting = 1 + left.reading();
        if (right != null && right != left) {
            n.waiting += right.reading();
        }
        n.shorten();
        return n;
    }

    /** Notes that an operation reads this, and says how many operations at most have to be computed before. */
    final int reading() {
        read = true;
        return value == null ? waiting : 0;
    }

    /** Sees that not too many operations wait. */
    final void shorten() {
        if (waiting > Tape.CAP) {
            Tape.shorten(this);
        }
    }

    /** Whether the value is not there yet, and has to be computed. */
    boolean isOpen() {
        return value == null && left != null;
    }

    /** The number of elements. */
    int size() {
        int n = 1;
        for (long length : shape) {
            n *= (int) length;
        }
        return n;
    }

    TensorType type() {
        return new TensorType(dtype, shape.length);
    }

    /** An expression of this type, whatever it was computed from. */
    private Expr alone() {
        return op instanceof Op.Constant c ? Build.constant(c.value()) : Build.input(null, type());
    }
}
