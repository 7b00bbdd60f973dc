package arignote;

import arignote.expr.Build;
import arignote.expr.Evaluator;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.ReduceOp;
import arignote.expr.TensorType;
import arignote.expr.TestValues;
import arignote.expr.print.Printer;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A symbolic tensor: what is to be computed, not yet a value. Expressions are made in {@link T} and by the operators
 * here, never change except for their name, and are equal only to themselves.
 *
 * <p>Operands are broadcast as in NumPy: shapes are aligned at the last axis, and a length of 1 is repeated. A number
 * beside an expression takes the expression's dtype; a fraction beside whole numbers is floatX.
 */
public sealed class Expr extends ExprLinearAlgebra permits Shared {
    private final Op op;
    private final List<Expr> args;
    private final TensorType type;
    private volatile String name;

    Expr(Op op, List<Expr> args) {
        this.op = op;
        this.args = args;
        this.type = op.type(args);
    }

    /**
     * An expression of an operation and its arguments; for the library's own use; programs use {@link T}.
     *
     * @throws IllegalArgumentException if the arguments do not fit the operation
     */
    public static Expr of(Op op, List<Expr> args) {
        Operands.check(op.label(), args);
        return TestValues.made(new Expr(op, List.copyOf(args)));
    }

    /** What is done. */
    public Op op() {
        return op;
    }

    /** What it is done with. */
    public List<Expr> args() {
        return args;
    }

    /** The dtype and the rank. */
    public TensorType type() {
        return type;
    }

    /** The name, or null. */
    public String name() {
        return name;
    }

    /** Gives this a name, also after it was used: prints, pictures and messages have it from now on. */
    public Expr name(String name) {
        this.name = name;
        return this;
    }

    /** The formula, as {@link Arignote#pp} prints it. */
    @Override
    public String toString() {
        return Printer.print(this);
    }

    // Along axes, linear algebra, shapes: the same as in T

    /** The sum along the axes, or of all elements: {@link T#sum T.sum}. */
    public Expr sum(int... axes) {
        return Build.reduce(ReduceOp.SUM, this, axes);
    }

    /** The mean along the axes, or of all elements: {@link T#mean T.mean}. */
    public Expr mean(int... axes) {
        return Build.reduce(ReduceOp.MEAN, this, axes);
    }

    /** The greatest element along the axes, or of all: {@link T#max T.max}. */
    public Expr max(int... axes) {
        return Build.reduce(ReduceOp.MAX, this, axes);
    }

    /** The smallest element along the axes, or of all: {@link T#min T.min}. */
    public Expr min(int... axes) {
        return Build.reduce(ReduceOp.MIN, this, axes);
    }

    /** The position of the first greatest element: {@link T#argmax T.argmax}. */
    public Expr argmax(int... axes) {
        return Build.reduce(ReduceOp.ARGMAX, this, axes);
    }

    /** The position of the first smallest element: {@link T#argmin T.argmin}. */
    public Expr argmin(int... axes) {
        return Build.reduce(ReduceOp.ARGMIN, this, axes);
    }

    /** log(sum(exp(this))) without overflow: {@link T#logsumexp T.logsumexp}. */
    public Expr logsumexp(int... axes) {
        return Build.reduce(ReduceOp.LOGSUMEXP, this, axes);
    }

    /**
     * The same reduction with its axes left in place, of length 1, so that it broadcasts against what was reduced.
     *
     * @throws IllegalArgumentException if this is not the result of a reduction
     */
    public Expr keepDims() {
        return Build.keepDims(this);
    }

    /** exp(this) / sum(exp(this)) over the last axis: {@link T#softmax T.softmax}. */
    public Expr softmax() {
        return Build.softmax(this);
    }

    /** log(softmax(this)) over the last axis: {@link T#logSoftmax T.logSoftmax}. */
    public Expr logSoftmax() {
        return Build.logSoftmax(this);
    }

    /** NumPy's dot, the matrix product for instance: {@link T#dot T.dot}. */
    public Expr dot(Object other) {
        return Build.dot(this, other);
    }

    /** The transpose: all axes in the opposite order. */
    public Expr T() {
        return Build.transpose(this);
    }

    /** The axes in the given order: {@link T#transpose T.transpose}. */
    public Expr transpose(int... axes) {
        return Build.transpose(this, axes);
    }

    /** The axes in another order, with new ones of length 1: {@link T#dimshuffle T.dimshuffle}. */
    public Expr dimshuffle(Object... pattern) {
        return Build.dimshuffle(this, pattern);
    }

    /** The lengths of all axes, an int64 vector: {@link T#shape T.shape}. */
    public Expr shape() {
        return Build.shape(this);
    }

    /** Ones in the shape and dtype of this: {@link T#onesLike T.onesLike}. */
    public Expr onesLike() {
        return Build.filled(this, 1);
    }

    /** Zeros in the shape and dtype of this: {@link T#zerosLike T.zerosLike}. */
    public Expr zerosLike() {
        return Build.filled(this, 0);
    }

    // Values

    /**
     * The value of an expression without inputs, a new array.
     *
     * @throws IllegalArgumentException if it has inputs
     */
    public INDArray eval() {
        return eval(Map.of());
    }

    /**
     * The value, a new array. Made for a look: each call prepares the whole computation, so a loop uses a function.
     *
     * @param values for each input its value, of the kinds that a function takes
     * @throws IllegalArgumentException if a value is missing, superfluous or of the wrong kind
     */
    public INDArray eval(Map<? extends Expr, ?> values) {
        if (values == null || values.keySet().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "eval got null where " + Printer.quoted(this) + " needs variables with values; give Map.of(x, …)");
        }
        return Evaluator.get().evaluate(this, values);
    }

    /**
     * The value of an expression without inputs, as a number.
     *
     * @throws IllegalArgumentException if it has inputs or more than one element
     */
    public double item() {
        return item(Map.of());
    }

    /**
     * The value as a number.
     *
     * @throws IllegalArgumentException as {@link #eval(Map)} does, and if there is more than one element
     */
    public double item(Map<? extends Expr, ?> values) {
        INDArray value = eval(values);
        if (value.length() != 1) {
            throw new IllegalArgumentException("item() is for one number, but " + Printer.quoted(this)
                    + " has the shape " + Arrays.toString(value.shape()) + "; use eval()");
        }
        double number = value.getDouble(0);
        Reference.reachabilityFence(value); // ND4J frees what nothing refers to
        return number;
    }
}
