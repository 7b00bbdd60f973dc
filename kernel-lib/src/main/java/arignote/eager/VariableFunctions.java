package arignote.eager;

import arignote.expr.ScalarOp;

/** The mathematical functions of {@link Variable}, element by element, by the names that {@code T} has. */
public abstract sealed class VariableFunctions permits VariableElementwise {
    VariableFunctions() {}

    /** The value now. */
    abstract TapeNode node();

    final Variable with(ScalarOp op, Variable other) {
        return new Variable(TapeNode.elementwise(op, node(), other.node()));
    }

    final Variable with(ScalarOp op, double number) {
        TapeNode left = node();
        return new Variable(TapeNode.elementwise(op, left, TapeNode.number(number, left)));
    }

    final Variable with(ScalarOp op) {
        return new Variable(TapeNode.elementwise(op, node(), null));
    }

    /** The absolute value. */
    public Variable abs() {
        return with(ScalarOp.ABS);
    }

    /** -1, 0 or 1. */
    public Variable sign() {
        return with(ScalarOp.SIGN);
    }

    /** exp(x) - 1. */
    public Variable expm1() {
        return with(ScalarOp.EXPM1);
    }

    /** log(1 + x). */
    public Variable log1p() {
        return with(ScalarOp.LOG1P);
    }

    /** log(1 + exp(x)). */
    public Variable softplus() {
        return with(ScalarOp.SOFTPLUS);
    }

    /** The greatest whole number that is not greater. */
    public Variable floor() {
        return with(ScalarOp.FLOOR);
    }

    /** The smallest whole number that is not smaller. */
    public Variable ceil() {
        return with(ScalarOp.CEIL);
    }

    /** The whole number next to it on its way to 0. */
    public Variable trunc() {
        return with(ScalarOp.TRUNC);
    }

    /** The nearest whole number, of two the even one. */
    public Variable round() {
        return with(ScalarOp.ROUND);
    }

    /** The sine. */
    public Variable sin() {
        return with(ScalarOp.SIN);
    }

    /** The cosine. */
    public Variable cos() {
        return with(ScalarOp.COS);
    }

    /** The tangent. */
    public Variable tan() {
        return with(ScalarOp.TAN);
    }

    /** The angle with this sine. */
    public Variable arcsin() {
        return with(ScalarOp.ARCSIN);
    }

    /** The angle with this cosine. */
    public Variable arccos() {
        return with(ScalarOp.ARCCOS);
    }

    /** The angle with this tangent. */
    public Variable arctan() {
        return with(ScalarOp.ARCTAN);
    }

    /** The hyperbolic sine. */
    public Variable sinh() {
        return with(ScalarOp.SINH);
    }

    /** The hyperbolic cosine. */
    public Variable cosh() {
        return with(ScalarOp.COSH);
    }

    /** The inverse of {@link #sinh}. */
    public Variable arcsinh() {
        return with(ScalarOp.ARCSINH);
    }

    /** The inverse of {@link #cosh}. */
    public Variable arccosh() {
        return with(ScalarOp.ARCCOSH);
    }

    /** The inverse of {@code tanh}. */
    public Variable arctanh() {
        return with(ScalarOp.ARCTANH);
    }

    /** 2 to the power of each element. */
    public Variable exp2() {
        return with(ScalarOp.EXP2);
    }

    /** The logarithm to the base 2. */
    public Variable log2() {
        return with(ScalarOp.LOG2);
    }

    /** The logarithm to the base 10. */
    public Variable log10() {
        return with(ScalarOp.LOG10);
    }

    /** The third root. */
    public Variable cbrt() {
        return with(ScalarOp.CBRT);
    }

    /** x log(x), 0 at 0. */
    public Variable xlogx() {
        return with(ScalarOp.XLOGX);
    }

    /** The error function. */
    public Variable erf() {
        return with(ScalarOp.ERF);
    }

    /** 1 - erf(x). */
    public Variable erfc() {
        return with(ScalarOp.ERFC);
    }

    /** exp(x ** 2) erfc(x). */
    public Variable erfcx() {
        return with(ScalarOp.ERFCX);
    }

    /** The inverse of {@link #erf}. */
    public Variable erfinv() {
        return with(ScalarOp.ERFINV);
    }

    /** The inverse of {@link #erfc}. */
    public Variable erfcinv() {
        return with(ScalarOp.ERFCINV);
    }

    /** The gamma function. */
    public Variable gamma() {
        return with(ScalarOp.GAMMA);
    }

    /** The logarithm of the absolute value of the gamma function. */
    public Variable gammaln() {
        return with(ScalarOp.GAMMALN);
    }

    /** The digamma function. */
    public Variable psi() {
        return with(ScalarOp.PSI);
    }

    /** Whether it is NaN, a bool. */
    public Variable isnan() {
        return with(ScalarOp.ISNAN);
    }

    /** Whether it is infinite, a bool. */
    public Variable isinf() {
        return with(ScalarOp.ISINF);
    }

    /** The greater of two elements. */
    public Variable maximum(Variable other) {
        return with(ScalarOp.MAXIMUM, other);
    }

    /** The greater of two elements. */
    public Variable maximum(double other) {
        return with(ScalarOp.MAXIMUM, other);
    }

    /** The smaller of two elements. */
    public Variable minimum(Variable other) {
        return with(ScalarOp.MINIMUM, other);
    }

    /** The smaller of two elements. */
    public Variable minimum(double other) {
        return with(ScalarOp.MINIMUM, other);
    }

    /** The quotient rounded down, as Python's {@code //}. */
    public Variable intDiv(Variable other) {
        return with(ScalarOp.INT_DIV, other);
    }

    /** The quotient rounded down, as Python's {@code //}. */
    public Variable intDiv(double other) {
        return with(ScalarOp.INT_DIV, other);
    }

    /** The angle of the point with this as y and the other as x. */
    public Variable arctan2(Variable other) {
        return with(ScalarOp.ARCTAN2, other);
    }

    /** The angle of the point with this as y and the other as x. */
    public Variable arctan2(double other) {
        return with(ScalarOp.ARCTAN2, other);
    }

    /** The root of the sum of two squares. */
    public Variable hypot(Variable other) {
        return with(ScalarOp.HYPOT, other);
    }

    /** The root of the sum of two squares. */
    public Variable hypot(double other) {
        return with(ScalarOp.HYPOT, other);
    }

    /** log(exp(this) + exp(other)). */
    public Variable logaddexp(Variable other) {
        return with(ScalarOp.LOGADDEXP, other);
    }

    /** log(exp(this) + exp(other)). */
    public Variable logaddexp(double other) {
        return with(ScalarOp.LOGADDEXP, other);
    }
}
