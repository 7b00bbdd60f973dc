package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.ScalarOp;

/**
 * The operators and functions of {@link Expr} that work element by element, the same as in {@link T}. The other operand
 * is an expression, a number, which takes this one's dtype, or an array, which keeps its own.
 *
 * <p>Shapes broadcast as in NumPy. All throw an IllegalArgumentException for an operand that is null or holds no numbers.
 */
public abstract sealed class ExprElementwise extends ExprFunctions permits ExprReductions {
    ExprElementwise() {}

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

    /** The quotient, as {@link #div}. */
    public Expr trueDiv(Object other) {
        return with(ScalarOp.DIVIDE, other);
    }

    /** The quotient rounded down, as Python's {@code //}: {@link T#intDiv(Expr, Expr) T.intDiv}. */
    public Expr intDiv(Object other) {
        return with(ScalarOp.INT_DIV, other);
    }

    /** The same as {@link #intDiv}. */
    public Expr floorDiv(Object other) {
        return with(ScalarOp.INT_DIV, other);
    }

    /** The quotient rounded up. */
    public Expr ceilIntDiv(Object other) {
        return Composed.ceilIntDiv(this, other);
    }

    /** This to the power of the other. */
    public Expr pow(Object other) {
        return with(ScalarOp.POWER, other);
    }

    /** The same as {@link #pow}. */
    public Expr power(Object other) {
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

    // Bits of whole numbers, and bools

    /** Whether both hold, or the bits that both have: NumPy's {@code &amp;}. */
    public Expr and(Object other) {
        return with(ScalarOp.AND, other);
    }

    /** Whether one holds, or the bits that one has: NumPy's {@code |}. */
    public Expr or(Object other) {
        return with(ScalarOp.OR, other);
    }

    /** Whether just one holds, or the bits that differ: NumPy's {@code ^}. */
    public Expr xor(Object other) {
        return with(ScalarOp.XOR, other);
    }

    /** Whether it does not hold, or all bits the other way round: NumPy's {@code ~}. */
    public Expr invert() {
        return Composed.invert((Expr) this);
    }

    /** Whether it is 0, or of bools whether it does not hold; a bool. */
    public Expr not() {
        return with(ScalarOp.NOT);
    }

    /** The bits moved up by so many places: NumPy's {@code <<}. */
    public Expr leftShift(Object other) {
        return with(ScalarOp.LEFT_SHIFT, other);
    }

    /** The bits moved down by so many places: NumPy's {@code >>}. */
    public Expr rightShift(Object other) {
        return with(ScalarOp.RIGHT_SHIFT, other);
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

    /** A value in the shape of this: {@link T#second T.second}. */
    public Expr second(Object value) {
        return Composed.second(this, value);
    }

    /** The same as {@link #second}: Theano's {@code x.fill(value)}. */
    public Expr fill(Object value) {
        return Composed.second(this, value);
    }
}
