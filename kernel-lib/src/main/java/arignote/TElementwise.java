package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.ScalarOp;
import java.util.List;

/**
 * The functions of {@link T} that work element by element. An operand is an expression, a number, which takes the dtype
 * of the expressions beside it, or an array, which keeps its own.
 *
 * <p>Shapes broadcast as in NumPy. All throw an IllegalArgumentException for an operand that is null or holds no numbers.
 */
public abstract sealed class TElementwise extends TFunctions permits TReductions {
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

    /** The quotient, as {@link #div(Expr, Expr)}: Theano's {@code true_div}. */
    public static Expr trueDiv(Expr a, Expr b) {
        return Build.scalar(ScalarOp.DIVIDE, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr trueDiv(Object a, Object b) {
        return Build.elementwise(ScalarOp.DIVIDE, a, b);
    }

    /** The quotient rounded down, as Python's {@code //}: of whole numbers a whole one, 0 for a divisor of 0. It has no gradient. */
    public static Expr intDiv(Expr a, Expr b) {
        return Build.scalar(ScalarOp.INT_DIV, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr intDiv(Object a, Object b) {
        return Build.elementwise(ScalarOp.INT_DIV, a, b);
    }

    /** The same as {@link #intDiv(Expr, Expr)}, by NumPy's name. */
    public static Expr floorDiv(Expr a, Expr b) {
        return Build.scalar(ScalarOp.INT_DIV, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr floorDiv(Object a, Object b) {
        return Build.elementwise(ScalarOp.INT_DIV, a, b);
    }

    /** The quotient rounded up: how many parts of length {@code b} cover {@code a}. */
    public static Expr ceilIntDiv(Expr a, Expr b) {
        return Composed.ceilIntDiv(a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr ceilIntDiv(Object a, Object b) {
        return Composed.ceilIntDiv(a, b);
    }

    /** The quotient rounded down and the remainder, as Python's {@code divmod}. */
    public static List<Expr> divmod(Object a, Object b) {
        return List.of(intDiv(a, b), mod(a, b));
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

    /** The same as {@link #pow(Expr, Expr)}, by NumPy's name. */
    public static Expr power(Expr base, Expr exponent) {
        return Build.scalar(ScalarOp.POWER, base, exponent);
    }

    /** The same with a number or an array on either side. */
    public static Expr power(Object base, Object exponent) {
        return Build.elementwise(ScalarOp.POWER, base, exponent);
    }

    /** 1 / x. */
    public static Expr inv(Expr x) {
        return Composed.inverse(x);
    }

    /** The same as {@link #inv}, by NumPy's name. */
    public static Expr reciprocal(Expr x) {
        return Composed.inverse(x);
    }

    // Bits of whole numbers, and bools

    /** Whether both hold, of bools; of whole numbers the bits that both have: NumPy's {@code &amp;}. */
    public static Expr and(Expr a, Expr b) {
        return Build.scalar(ScalarOp.AND, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr and(Object a, Object b) {
        return Build.elementwise(ScalarOp.AND, a, b);
    }

    /** Whether one holds, of bools; of whole numbers the bits that one has: NumPy's {@code |}. */
    public static Expr or(Expr a, Expr b) {
        return Build.scalar(ScalarOp.OR, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr or(Object a, Object b) {
        return Build.elementwise(ScalarOp.OR, a, b);
    }

    /** Whether just one holds, of bools; of whole numbers the bits that differ: NumPy's {@code ^}. */
    public static Expr xor(Expr a, Expr b) {
        return Build.scalar(ScalarOp.XOR, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr xor(Object a, Object b) {
        return Build.elementwise(ScalarOp.XOR, a, b);
    }

    /** Whether it does not hold, of bools; of whole numbers all bits the other way round: NumPy's {@code ~}. */
    public static Expr invert(Expr x) {
        return Composed.invert(x);
    }

    /** Whether it is 0, or of bools whether it does not hold; a bool. */
    public static Expr not(Expr x) {
        return Build.scalar(ScalarOp.NOT, x);
    }

    /** The bits of whole numbers moved up by so many places, where 0 comes in; 0 where no bit is left. */
    public static Expr leftShift(Expr x, Expr places) {
        return Build.scalar(ScalarOp.LEFT_SHIFT, x, places);
    }

    /** The same with a number or an array on either side. */
    public static Expr leftShift(Object x, Object places) {
        return Build.elementwise(ScalarOp.LEFT_SHIFT, x, places);
    }

    /** The bits of whole numbers moved down by so many places, where the sign comes in. */
    public static Expr rightShift(Expr x, Expr places) {
        return Build.scalar(ScalarOp.RIGHT_SHIFT, x, places);
    }

    /** The same with a number or an array on either side. */
    public static Expr rightShift(Object x, Object places) {
        return Build.elementwise(ScalarOp.RIGHT_SHIFT, x, places);
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

    /** Whether it is NaN, a bool. */
    public static Expr isnan(Expr x) {
        return Build.scalar(ScalarOp.ISNAN, x);
    }

    /** Whether it is plus or minus infinity, a bool. */
    public static Expr isinf(Expr x) {
        return Build.scalar(ScalarOp.ISINF, x);
    }

    /**
     * Whether the two are nearly equal, a bool: {@code |a - b| <= absolute + relative |b|}, as NumPy has it. Equal
     * infinities are; NaN is near nothing.
     */
    public static Expr isclose(Object a, Object b, double relative, double absolute) {
        return Composed.isclose(a, b, relative, absolute);
    }

    /** The same with the tolerances 1e-5 and 1e-8. */
    public static Expr isclose(Object a, Object b) {
        return Composed.isclose(a, b, 1e-5, 1e-8);
    }

    /** The same where NaN is near NaN, if {@code equalNan} holds. */
    public static Expr isclose(Object a, Object b, double relative, double absolute, boolean equalNan) {
        return Composed.isclose(a, b, relative, absolute, equalNan);
    }

    /**
     * {@code yes} where the condition holds, else {@code no}: Theano's {@code switch}, which Java keeps for itself. A
     * number holds unless it is 0.
     */
    public static Expr where(Expr condition, Expr yes, Expr no) {
        return Build.where(condition, yes, no);
    }

    /**
     * The same with numbers or arrays in any place. Of two numbers the result is int64, or floatX if one is a fraction.
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

    /** The second in the shape of the first, to which it broadcasts: Theano's {@code second}. */
    public static Expr second(Object like, Object value) {
        return Composed.second(like, value);
    }

    /** The same as {@link #second}. */
    public static Expr fill(Object like, Object value) {
        return Composed.second(like, value);
    }
}
