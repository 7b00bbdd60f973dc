package arignote;

import arignote.expr.Build;
import arignote.expr.Evaluator;
import arignote.expr.Op;
import arignote.expr.Printer;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A symbolic tensor: what is to be computed, not yet a value. Expressions are made in {@link T} and by the operators
 * here, never change except for their name, and are equal only to themselves.
 *
 * <p>Operands are broadcast as in NumPy: shapes are aligned at the last axis, and a length of 1 is repeated. A number
 * beside an expression takes the expression's dtype; a fraction beside whole numbers is floatX.
 */
public sealed class Expr permits Shared {
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
     * An expression of an operation and its arguments; for the library's own use, readers write in {@link T}.
     *
     * @throws IllegalArgumentException if the arguments do not fit the operation
     */
    public static Expr of(Op op, List<Expr> args) {
        return new Expr(op, List.copyOf(args));
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

    // Operators

    /** The sum. */
    public Expr plus(Expr other) {
        return Build.scalar(ScalarOp.ADD, this, other);
    }

    /** The sum. */
    public Expr plus(int other) {
        return plus(number(other));
    }

    /** The sum. */
    public Expr plus(long other) {
        return plus(number(other));
    }

    /** The sum. */
    public Expr plus(float other) {
        return plus(number(other));
    }

    /** The sum. */
    public Expr plus(double other) {
        return plus(number(other));
    }

    /** The difference. */
    public Expr minus(Expr other) {
        return Build.scalar(ScalarOp.SUBTRACT, this, other);
    }

    /** The difference. */
    public Expr minus(int other) {
        return minus(number(other));
    }

    /** The difference. */
    public Expr minus(long other) {
        return minus(number(other));
    }

    /** The difference. */
    public Expr minus(float other) {
        return minus(number(other));
    }

    /** The difference. */
    public Expr minus(double other) {
        return minus(number(other));
    }

    /** The product, element by element. */
    public Expr times(Expr other) {
        return Build.scalar(ScalarOp.MULTIPLY, this, other);
    }

    /** The product, element by element. */
    public Expr times(int other) {
        return times(number(other));
    }

    /** The product, element by element. */
    public Expr times(long other) {
        return times(number(other));
    }

    /** The product, element by element. */
    public Expr times(float other) {
        return times(number(other));
    }

    /** The product, element by element. */
    public Expr times(double other) {
        return times(number(other));
    }

    /** The quotient; of whole numbers too it is a fraction, of type floatX. */
    public Expr div(Expr other) {
        return Build.scalar(ScalarOp.DIVIDE, this, other);
    }

    /** The quotient, a floating number also of whole ones. */
    public Expr div(int other) {
        return div(number(other));
    }

    /** The quotient, a floating number also of whole ones. */
    public Expr div(long other) {
        return div(number(other));
    }

    /** The quotient, a floating number also of whole ones. */
    public Expr div(float other) {
        return div(number(other));
    }

    /** The quotient, a floating number also of whole ones. */
    public Expr div(double other) {
        return div(number(other));
    }

    /** The remainder, with the divisor's sign as in NumPy and Theano (and not as Java's {@code %}). */
    public Expr rem(Expr other) {
        return Build.scalar(ScalarOp.REMAINDER, this, other);
    }

    /** The remainder, with the divisor's sign. */
    public Expr rem(int other) {
        return rem(number(other));
    }

    /** The remainder, with the divisor's sign. */
    public Expr rem(long other) {
        return rem(number(other));
    }

    /** The remainder, with the divisor's sign. */
    public Expr rem(float other) {
        return rem(number(other));
    }

    /** The remainder, with the divisor's sign. */
    public Expr rem(double other) {
        return rem(number(other));
    }

    /** This to the power of the other. */
    public Expr pow(Expr other) {
        return Build.scalar(ScalarOp.POWER, this, other);
    }

    /** This to the power of the other. */
    public Expr pow(int other) {
        return pow(number(other));
    }

    /** This to the power of the other. */
    public Expr pow(long other) {
        return pow(number(other));
    }

    /** This to the power of the other. */
    public Expr pow(float other) {
        return pow(number(other));
    }

    /** This to the power of the other. */
    public Expr pow(double other) {
        return pow(number(other));
    }

    /** The negative. */
    public Expr negate() {
        return Build.scalar(ScalarOp.NEGATE, this);
    }

    /** {@link #negate()}, by the name that Kotlin's {@code -x} looks for. */
    public Expr unaryMinus() {
        return negate();
    }

    private Expr number(Number value) {
        return Build.number(value, this);
    }

    // Methods beside the operators; the rest of the vocabulary is in T

    /** @see T#sum */
    public Expr sum(int... axes) {
        return Build.reduce(Op.Reduce.Kind.SUM, this, axes);
    }

    /** @see T#mean */
    public Expr mean(int... axes) {
        return Build.reduce(Op.Reduce.Kind.MEAN, this, axes);
    }

    /** @see T#max */
    public Expr max(int... axes) {
        return Build.reduce(Op.Reduce.Kind.MAX, this, axes);
    }

    /**
     * The same reduction with its axes left in place, of length 1, so that it broadcasts against what was reduced.
     *
     * @throws IllegalArgumentException if this is not the result of a reduction
     */
    public Expr keepDims() {
        return Build.keepDims(this);
    }

    /** @see T#dot */
    public Expr dot(Expr other) {
        return Build.dot(this, other);
    }

    /** The transpose: all axes in the opposite order. */
    public Expr T() {
        return Build.transpose(this);
    }

    /** The square. */
    public Expr sqr() {
        return Build.scalar(ScalarOp.SQR, this);
    }

    /** The part at these whole numbers, one for each leading axis; negative ones count from the end. */
    public Expr get(int... indices) {
        return Build.index(this, Arrays.stream(indices).mapToObj(Build::whole).toList());
    }

    /** The part at these symbolic whole numbers, one for each leading axis. */
    public Expr get(Expr... indices) {
        return Build.index(this, List.of(indices));
    }

    /** @see T#dimshuffle */
    public Expr dimshuffle(Object... pattern) {
        return Build.dimshuffle(this, pattern);
    }

    /** @see T#reshape */
    public Expr reshape(long... lengths) {
        return Build.reshape(this, lengths);
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
        return value.getDouble(0);
    }
}
