package arignote;

import arignote.expr.Build;
import arignote.expr.ScalarOp;

/**
 * The operators and functions of {@link Expr} that work element by element, the same as in {@link T}. The other operand
 * is an expression, a number, which takes this one's dtype, or an array, which keeps its own.
 *
 * <p>Shapes broadcast as in NumPy. All throw an IllegalArgumentException for an operand that is null or holds no numbers.
 */
public abstract sealed class ExprElementwise extends ExprLooking permits ExprReductions {
    ExprElementwise() {}

    private Expr with(ScalarOp op) {
        return Build.scalar(op, (Expr) this);
    }

    private Expr with(ScalarOp op, Object other) {
        return Build.elementwise(op, this, other);
    }

    // Operators

    /** The sum. */
    public Expr plus(Object other) {
        return with(ScalarOp.ADD, other);
    }

    /** The difference. */
    public Expr minus(Object other) {
        return with(ScalarOp.SUBTRACT, other);
    }

    /** The product, element by element. */
    public Expr times(Object other) {
        return with(ScalarOp.MULTIPLY, other);
    }

    /** The quotient; of whole numbers too it is a fraction, of type floatX. */
    public Expr div(Object other) {
        return with(ScalarOp.DIVIDE, other);
    }

    /** The remainder, with the divisor's sign as in NumPy and Theano (and not as Java's {@code %}). */
    public Expr rem(Object other) {
        return with(ScalarOp.REMAINDER, other);
    }

    /** This to the power of the other. */
    public Expr pow(Object other) {
        return with(ScalarOp.POWER, other);
    }

    /** The negative. */
    public Expr negate() {
        return with(ScalarOp.NEGATE);
    }

    /** {@link #negate()}, by the name that Kotlin's {@code -x} looks for. */
    public Expr unaryMinus() {
        return negate();
    }

    // Functions of one element

    /** The absolute value; its gradient at 0 is 0. */
    public Expr abs() {
        return with(ScalarOp.ABS);
    }

    /** -1, 0 or 1. */
    public Expr sign() {
        return with(ScalarOp.SIGN);
    }

    /** e to the power of each element. */
    public Expr exp() {
        return with(ScalarOp.EXP);
    }

    /** exp(x) - 1, exact near 0. */
    public Expr expm1() {
        return with(ScalarOp.EXPM1);
    }

    /** The natural logarithm. */
    public Expr log() {
        return with(ScalarOp.LOG);
    }

    /** log(1 + x), exact near 0. */
    public Expr log1p() {
        return with(ScalarOp.LOG1P);
    }

    /** The square. */
    public Expr sqr() {
        return with(ScalarOp.SQR);
    }

    /** The square root. */
    public Expr sqrt() {
        return with(ScalarOp.SQRT);
    }

    /** The sine, of radians. */
    public Expr sin() {
        return with(ScalarOp.SIN);
    }

    /** The cosine, of radians. */
    public Expr cos() {
        return with(ScalarOp.COS);
    }

    /** The hyperbolic tangent. */
    public Expr tanh() {
        return with(ScalarOp.TANH);
    }

    /** 1 / (1 + exp(-x)), computed without overflow. */
    public Expr sigmoid() {
        return with(ScalarOp.SIGMOID);
    }

    /** log(1 + exp(x)), computed without overflow. */
    public Expr softplus() {
        return with(ScalarOp.SOFTPLUS);
    }

    /** The greatest whole number that is not greater. */
    public Expr floor() {
        return with(ScalarOp.FLOOR);
    }

    // The greater, the smaller, comparisons

    /** The greater of two elements; NaN if one is. */
    public Expr maximum(Object other) {
        return with(ScalarOp.MAXIMUM, other);
    }

    /** The smaller of two elements; NaN if one is. */
    public Expr minimum(Object other) {
        return with(ScalarOp.MINIMUM, other);
    }

    /** The elements, but none below {@code low} or above {@code high}: {@link T#clip T.clip}. */
    public Expr clip(Object low, Object high) {
        return Build.clip(this, low, high);
    }

    /** Whether this is less, a bool. */
    public Expr lt(Object other) {
        return with(ScalarOp.LT, other);
    }

    /** Whether this is less or equal, a bool. */
    public Expr le(Object other) {
        return with(ScalarOp.LE, other);
    }

    /** Whether this is greater, a bool. */
    public Expr gt(Object other) {
        return with(ScalarOp.GT, other);
    }

    /** Whether this is greater or equal, a bool. */
    public Expr ge(Object other) {
        return with(ScalarOp.GE, other);
    }

    /** Whether the two are equal, a bool. */
    public Expr eq(Object other) {
        return with(ScalarOp.EQ, other);
    }

    /** Whether the two differ, a bool. */
    public Expr neq(Object other) {
        return with(ScalarOp.NEQ, other);
    }

    /** The elements in another dtype: {@link T#cast T.cast}. */
    public Expr cast(String dtype) {
        return Build.cast((Expr) this, dtype);
    }
}
