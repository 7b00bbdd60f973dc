package arignote;

import arignote.expr.Build;
import arignote.expr.ScalarOp;

/**
 * The functions of {@link T} that work element by element. An operand is an expression, a number, which takes the dtype
 * of the expressions beside it, or an array, which keeps its own.
 *
 * <p>Shapes broadcast as in NumPy. All throw an IllegalArgumentException for an operand that is null or holds no numbers.
 */
public abstract sealed class TElementwise extends TVariables permits TReductions {
    TElementwise() {}

    // Arithmetic: the operators of Expr by name

    /** The sum. */
    public static Expr add(Expr a, Expr b) {
        return Build.scalar(ScalarOp.ADD, a, b);
    }

    /** The same of any number of operands, from left to right; numbers and arrays may be among them. */
    public static Expr add(Object... operands) {
        return Build.chain(ScalarOp.ADD, operands);
    }

    /** The difference. */
    public static Expr sub(Expr a, Expr b) {
        return Build.scalar(ScalarOp.SUBTRACT, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr sub(Object a, Object b) {
        return Build.elementwise(ScalarOp.SUBTRACT, a, b);
    }

    /** The product, element by element. */
    public static Expr mul(Expr a, Expr b) {
        return Build.scalar(ScalarOp.MULTIPLY, a, b);
    }

    /** The same of any number of operands, from left to right; numbers and arrays may be among them. */
    public static Expr mul(Object... operands) {
        return Build.chain(ScalarOp.MULTIPLY, operands);
    }

    /** The quotient, a floating number also of whole ones. */
    public static Expr div(Expr a, Expr b) {
        return Build.scalar(ScalarOp.DIVIDE, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr div(Object a, Object b) {
        return Build.elementwise(ScalarOp.DIVIDE, a, b);
    }

    /** The remainder, with the divisor's sign as in NumPy and Theano (and not as Java's {@code %}). */
    public static Expr mod(Expr a, Expr b) {
        return Build.scalar(ScalarOp.REMAINDER, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr mod(Object a, Object b) {
        return Build.elementwise(ScalarOp.REMAINDER, a, b);
    }

    /** The negative. */
    public static Expr neg(Expr x) {
        return Build.scalar(ScalarOp.NEGATE, x);
    }

    /** The base to the power of the exponent. */
    public static Expr pow(Expr base, Expr exponent) {
        return Build.scalar(ScalarOp.POWER, base, exponent);
    }

    /** The same with a number or an array on either side. */
    public static Expr pow(Object base, Object exponent) {
        return Build.elementwise(ScalarOp.POWER, base, exponent);
    }

    // Functions of one element

    /** The absolute value; its gradient at 0 is 0. */
    public static Expr abs(Expr x) {
        return Build.scalar(ScalarOp.ABS, x);
    }

    /** -1, 0 or 1. */
    public static Expr sign(Expr x) {
        return Build.scalar(ScalarOp.SIGN, x);
    }

    /** e to the power of each element. */
    public static Expr exp(Expr x) {
        return Build.scalar(ScalarOp.EXP, x);
    }

    /** exp(x) - 1, exact near 0. */
    public static Expr expm1(Expr x) {
        return Build.scalar(ScalarOp.EXPM1, x);
    }

    /** The natural logarithm. */
    public static Expr log(Expr x) {
        return Build.scalar(ScalarOp.LOG, x);
    }

    /** log(1 + x), exact near 0. */
    public static Expr log1p(Expr x) {
        return Build.scalar(ScalarOp.LOG1P, x);
    }

    /** The square. */
    public static Expr sqr(Expr x) {
        return Build.scalar(ScalarOp.SQR, x);
    }

    /** The square root. */
    public static Expr sqrt(Expr x) {
        return Build.scalar(ScalarOp.SQRT, x);
    }

    /** The sine, of radians. */
    public static Expr sin(Expr x) {
        return Build.scalar(ScalarOp.SIN, x);
    }

    /** The cosine, of radians. */
    public static Expr cos(Expr x) {
        return Build.scalar(ScalarOp.COS, x);
    }

    /** The hyperbolic tangent. */
    public static Expr tanh(Expr x) {
        return Build.scalar(ScalarOp.TANH, x);
    }

    /** 1 / (1 + exp(-x)), computed without overflow. */
    public static Expr sigmoid(Expr x) {
        return Build.scalar(ScalarOp.SIGMOID, x);
    }

    /** log(1 + exp(x)), computed without overflow. */
    public static Expr softplus(Expr x) {
        return Build.scalar(ScalarOp.SOFTPLUS, x);
    }

    /** The greatest whole number that is not greater. */
    public static Expr floor(Expr x) {
        return Build.scalar(ScalarOp.FLOOR, x);
    }

    // The greater, the smaller, comparisons, choices

    /** The greater of two elements; NaN if one is. */
    public static Expr maximum(Expr a, Expr b) {
        return Build.scalar(ScalarOp.MAXIMUM, a, b);
    }

    /** The same of any number of operands, from left to right; numbers and arrays may be among them. */
    public static Expr maximum(Object... operands) {
        return Build.chain(ScalarOp.MAXIMUM, operands);
    }

    /** The smaller of two elements; NaN if one is. */
    public static Expr minimum(Expr a, Expr b) {
        return Build.scalar(ScalarOp.MINIMUM, a, b);
    }

    /** The same of any number of operands, from left to right; numbers and arrays may be among them. */
    public static Expr minimum(Object... operands) {
        return Build.chain(ScalarOp.MINIMUM, operands);
    }

    /** Whether a &lt; b, a bool. */
    public static Expr lt(Expr a, Expr b) {
        return Build.scalar(ScalarOp.LT, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr lt(Object a, Object b) {
        return Build.elementwise(ScalarOp.LT, a, b);
    }

    /** Whether a &lt;= b, a bool. */
    public static Expr le(Expr a, Expr b) {
        return Build.scalar(ScalarOp.LE, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr le(Object a, Object b) {
        return Build.elementwise(ScalarOp.LE, a, b);
    }

    /** Whether a &gt; b, a bool. */
    public static Expr gt(Expr a, Expr b) {
        return Build.scalar(ScalarOp.GT, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr gt(Object a, Object b) {
        return Build.elementwise(ScalarOp.GT, a, b);
    }

    /** Whether a &gt;= b, a bool. */
    public static Expr ge(Expr a, Expr b) {
        return Build.scalar(ScalarOp.GE, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr ge(Object a, Object b) {
        return Build.elementwise(ScalarOp.GE, a, b);
    }

    /** Whether a equals b, a bool. */
    public static Expr eq(Expr a, Expr b) {
        return Build.scalar(ScalarOp.EQ, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr eq(Object a, Object b) {
        return Build.elementwise(ScalarOp.EQ, a, b);
    }

    /** Whether a differs from b, a bool. */
    public static Expr neq(Expr a, Expr b) {
        return Build.scalar(ScalarOp.NEQ, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr neq(Object a, Object b) {
        return Build.elementwise(ScalarOp.NEQ, a, b);
    }

    /** {@code yes} where the condition, a bool, holds, else {@code no}: Theano's {@code switch}. */
    public static Expr where(Expr condition, Expr yes, Expr no) {
        return Build.scalar(ScalarOp.WHERE, condition, yes, no);
    }

    /**
     * The same with numbers or arrays in any place. Of two numbers the result is int64, or floatX if one is a fraction; a
     * number as the condition holds unless it is 0.
     */
    public static Expr where(Object condition, Object yes, Object no) {
        return Build.where(condition, yes, no);
    }

    /**
     * The nearest number that is no less than {@code low} and no greater than {@code high}; each of the three may be a
     * number, an array or an expression.
     */
    public static Expr clip(Object x, Object low, Object high) {
        return Build.clip(x, low, high);
    }

    /**
     * The same elements in another dtype.
     *
     * @param dtype {@code float64}, {@code float32}, {@code int64}, {@code int32}, {@code bool} or {@code floatX}
     */
    public static Expr cast(Expr x, String dtype) {
        return Build.cast(x, dtype);
    }
}
