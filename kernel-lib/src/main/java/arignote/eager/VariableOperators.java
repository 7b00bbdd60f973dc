package arignote.eager;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.ScalarOp;

/**
 * What a {@link Variable} says element by element beside its operators and functions: the same as expressions. The other
 * operand is a variable, a number, which takes this one's type, or an array, which keeps its own.
 */
public abstract sealed class VariableOperators extends VariableElementwise permits VariableReductions {
    VariableOperators() {}

    private Variable self() {
        return (Variable) this;
    }

    // Comparisons and choices

    /** Whether each element is less. */
    public Variable lt(Object other) {
        return Application.one(o -> ((Expr) o[0]).lt(o[1]), this, other);
    }

    /** Whether each element is less or equal. */
    public Variable le(Object other) {
        return Application.one(o -> ((Expr) o[0]).le(o[1]), this, other);
    }

    /** Whether each element is greater. */
    public Variable gt(Object other) {
        return Application.one(o -> ((Expr) o[0]).gt(o[1]), this, other);
    }

    /** Whether each element is greater or equal. */
    public Variable ge(Object other) {
        return Application.one(o -> ((Expr) o[0]).ge(o[1]), this, other);
    }

    /** Whether each element is equal. */
    public Variable eq(Object other) {
        return Application.one(o -> ((Expr) o[0]).eq(o[1]), this, other);
    }

    /** Whether each element is not equal. */
    public Variable neq(Object other) {
        return Application.one(o -> ((Expr) o[0]).neq(o[1]), this, other);
    }

    /** The nearest number from {@code low} to {@code high}. */
    public Variable clip(Object low, Object high) {
        return Application.one(o -> Build.clip(o[0], o[1], o[2]), this, low, high);
    }

    /** The second where the first holds, else the third: variables, numbers, arrays. */
    public static Variable where(Object condition, Object yes, Object no) {
        return Application.one(o -> Build.where(o[0], o[1], o[2]), condition, yes, no);
    }

    // Bits of whole numbers, and bools

    /** Whether both hold, or the bits that both have: NumPy's {@code &amp;}. */
    public Variable and(Object other) {
        return Application.one(o -> ((Expr) o[0]).and(o[1]), this, other);
    }

    /** Whether one holds, or the bits that one has: NumPy's {@code |}. */
    public Variable or(Object other) {
        return Application.one(o -> ((Expr) o[0]).or(o[1]), this, other);
    }

    /** Whether just one holds, or the bits that differ: NumPy's {@code ^}. */
    public Variable xor(Object other) {
        return Application.one(o -> ((Expr) o[0]).xor(o[1]), this, other);
    }

    /** The bits moved up by so many places: NumPy's {@code <<}. */
    public Variable leftShift(Object other) {
        return Application.one(o -> ((Expr) o[0]).leftShift(o[1]), this, other);
    }

    /** The bits moved down by so many places: NumPy's {@code >>}. */
    public Variable rightShift(Object other) {
        return Application.one(o -> ((Expr) o[0]).rightShift(o[1]), this, other);
    }

    // The same with a number on the left, which takes the variable's type

    private static Variable with(ScalarOp op, Number a, Variable b) {
        return Application.one(o -> Build.elementwise(op, o[0], o[1]), a, b);
    }

    /** The bits that both have. */
    public static Variable and(Number a, Variable b) {
        return with(ScalarOp.AND, a, b);
    }

    /** The bits that one has. */
    public static Variable or(Number a, Variable b) {
        return with(ScalarOp.OR, a, b);
    }

    /** The bits that differ. */
    public static Variable xor(Number a, Variable b) {
        return with(ScalarOp.XOR, a, b);
    }

    /** The number's bits moved up by so many places. */
    public static Variable leftShift(Number a, Variable b) {
        return with(ScalarOp.LEFT_SHIFT, a, b);
    }

    /** The number's bits moved down by so many places. */
    public static Variable rightShift(Number a, Variable b) {
        return with(ScalarOp.RIGHT_SHIFT, a, b);
    }

    /** Whether it does not hold, or all bits the other way round: NumPy's {@code ~}. */
    public Variable invert() {
        return self().apply(x -> x.invert());
    }

    /** Whether it is 0, or of bools whether it does not hold; a bool. */
    public Variable not() {
        return self().apply(x -> x.not());
    }

    // Other names, and what is made of several operations

    /** The quotient, as {@link #div}. */
    public Variable trueDiv(Object other) {
        return Application.one(o -> ((Expr) o[0]).trueDiv(o[1]), this, other);
    }

    /** The quotient rounded down, as Python's {@code //}. */
    public Variable floorDiv(Object other) {
        return Application.one(o -> ((Expr) o[0]).floorDiv(o[1]), this, other);
    }

    /** The quotient rounded up. */
    public Variable ceilIntDiv(Object other) {
        return Application.one(o -> ((Expr) o[0]).ceilIntDiv(o[1]), this, other);
    }

    /** This to the power of the other. */
    public Variable power(Object other) {
        return Application.one(o -> ((Expr) o[0]).power(o[1]), this, other);
    }

    /** x · log(y), and 0 where x is 0. */
    public Variable xlogy0(Object other) {
        return Application.one(o -> ((Expr) o[0]).xlogy0(o[1]), this, other);
    }

    /** A value in this shape. */
    public Variable second(Object other) {
        return Application.one(o -> ((Expr) o[0]).second(o[1]), this, other);
    }

    /** A value in this shape. */
    public Variable fill(Object other) {
        return Application.one(o -> ((Expr) o[0]).fill(o[1]), this, other);
    }

    /** -1, 0 or 1. */
    public Variable sgn() {
        return self().apply(x -> x.sgn());
    }

    /** 1 / x. */
    public Variable inv() {
        return self().apply(x -> x.inv());
    }

    /** 1 / x. */
    public Variable reciprocal() {
        return self().apply(x -> x.reciprocal());
    }

    /** The square. */
    public Variable square() {
        return self().apply(x -> x.square());
    }

    /** The nearest whole number; halves go away from 0. */
    public Variable roundHalfAwayFromZero() {
        return self().apply(x -> x.roundHalfAwayFromZero());
    }

    /** The nearest whole number, halves to the even one, as int64. */
    public Variable iround() {
        return self().apply(x -> x.iround());
    }

    /** Degrees as radians. */
    public Variable deg2rad() {
        return self().apply(x -> x.deg2rad());
    }

    /** Radians as degrees. */
    public Variable rad2deg() {
        return self().apply(x -> x.rad2deg());
    }

    // Special functions beside those that are one operation

    /** The derivative of psi. */
    public Variable triGamma() {
        return self().apply(x -> x.triGamma());
    }

    /** The modified Bessel function of order 0. */
    public Variable i0() {
        return self().apply(x -> x.i0());
    }

    /** The modified Bessel function of order 1. */
    public Variable i1() {
        return self().apply(x -> x.i1());
    }

    /** The Bessel function of order 0. */
    public Variable j0() {
        return self().apply(x -> x.j0());
    }

    /** The Bessel function of order 1. */
    public Variable j1() {
        return self().apply(x -> x.j1());
    }

    /** The derivative of psi of this order at the other. */
    public Variable polygamma(Object other) {
        return Application.one(o -> ((Expr) o[0]).polygamma(o[1]), this, other);
    }

    /** The regularized lower incomplete gamma function of this and the other. */
    public Variable gammainc(Object other) {
        return Application.one(o -> ((Expr) o[0]).gammainc(o[1]), this, other);
    }

    /** The regularized upper incomplete gamma function of this and the other. */
    public Variable gammaincc(Object other) {
        return Application.one(o -> ((Expr) o[0]).gammaincc(o[1]), this, other);
    }

    /** The derivative of gammainc by this, at this and the other. */
    public Variable gammaincGrad(Object other) {
        return Application.one(o -> ((Expr) o[0]).gammaincGrad(o[1]), this, other);
    }

    /** The modified Bessel function of this order at the other. */
    public Variable iv(Object other) {
        return Application.one(o -> ((Expr) o[0]).iv(o[1]), this, other);
    }

    /** The Bessel function of this order at the other. */
    public Variable jv(Object other) {
        return Application.one(o -> ((Expr) o[0]).jv(o[1]), this, other);
    }

    /**
     * The same, if the condition holds.
     *
     * @throws IllegalArgumentException with the message if an element of the condition is 0 or false
     */
    public Variable asserting(Object condition, String message) {
        return Application.one(o -> ((Expr) o[0]).asserting(o[1], message), this, condition);
    }
}
