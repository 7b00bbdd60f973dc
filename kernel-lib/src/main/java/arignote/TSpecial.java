package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;

/**
 * The special functions of {@link T}: error functions, gamma functions, Bessel functions. Of whole numbers they are
 * floating numbers, of type floatX.
 */
public abstract sealed class TSpecial extends TVariables permits TFunctions {
    TSpecial() {}

    /** The error function. */
    public static Expr erf(Expr x) {
        return Build.scalar(ScalarOp.ERF, x);
    }

    /** 1 - erf(x), exact where it is small. */
    public static Expr erfc(Expr x) {
        return Build.scalar(ScalarOp.ERFC, x);
    }

    /** exp(x ** 2) erfc(x), which neither overflows nor vanishes for a large x. */
    public static Expr erfcx(Expr x) {
        return Build.scalar(ScalarOp.ERFCX, x);
    }

    /** The inverse of {@link #erf}; NaN beyond 1. */
    public static Expr erfinv(Expr x) {
        return Build.scalar(ScalarOp.ERFINV, x);
    }

    /** The inverse of {@link #erfc}; NaN outside of 0 to 2. */
    public static Expr erfcinv(Expr x) {
        return Build.scalar(ScalarOp.ERFCINV, x);
    }

    /** The gamma function; NaN at negative whole numbers. */
    public static Expr gamma(Expr x) {
        return Build.scalar(ScalarOp.GAMMA, x);
    }

    /** The logarithm of the absolute value of the gamma function. */
    public static Expr gammaln(Expr x) {
        return Build.scalar(ScalarOp.GAMMALN, x);
    }

    /** The digamma function, the derivative of {@link #gammaln}. */
    public static Expr psi(Expr x) {
        return Build.scalar(ScalarOp.PSI, x);
    }

    /** The derivative of {@link #psi}. */
    public static Expr triGamma(Expr x) {
        return Build.elementwise(ScalarOp.POLYGAMMA, 1, Operands.there("triGamma", x));
    }

    /** The n-th derivative of {@link #psi}, of a whole n from 0 to 150, else NaN. */
    public static Expr polygamma(Expr n, Expr x) {
        return Build.scalar(ScalarOp.POLYGAMMA, n, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr polygamma(Object n, Object x) {
        return Build.elementwise(ScalarOp.POLYGAMMA, n, x);
    }

    /** The regularized lower incomplete gamma function P(k, x). It has gradients by both, the one by k from {@link #gammaincGrad}. */
    public static Expr gammainc(Expr k, Expr x) {
        return Build.scalar(ScalarOp.GAMMAINC, k, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr gammainc(Object k, Object x) {
        return Build.elementwise(ScalarOp.GAMMAINC, k, x);
    }

    /** The regularized upper incomplete gamma function Q(k, x) = 1 - P(k, x). It has gradients by both. */
    public static Expr gammaincc(Expr k, Expr x) {
        return Build.scalar(ScalarOp.GAMMAINCC, k, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr gammaincc(Object k, Object x) {
        return Build.elementwise(ScalarOp.GAMMAINCC, k, x);
    }

    /**
     * The derivative of {@link #gammainc} by k, from 0 down: an integral by the double exponential formula (Takahasi and Mori,
     * 1974). Its gradient by x has every order; its gradient by k is NaN, as there is no formula for it here.
     */
    public static Expr gammaincGrad(Expr k, Expr x) {
        return Build.scalar(ScalarOp.GAMMAINC_GRAD, k, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr gammaincGrad(Object k, Object x) {
        return Build.elementwise(ScalarOp.GAMMAINC_GRAD, k, x);
    }

    /** The lower incomplete gamma function, not regularized: P(k, x) gamma(k). */
    public static Expr gammal(Object k, Object x) {
        return Composed.gammal(k, x);
    }

    /** The upper incomplete gamma function, not regularized: Q(k, x) gamma(k). */
    public static Expr gammau(Object k, Object x) {
        return Composed.gammau(k, x);
    }

    /** The probability that a chi-squared number of k degrees of freedom is greater than x. */
    public static Expr chi2sf(Object x, Object k) {
        return Composed.chi2sf(x, k);
    }

    /** The modified Bessel function of the first kind of a whole order n, else NaN. */
    public static Expr iv(Expr n, Expr x) {
        return Build.scalar(ScalarOp.IV, n, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr iv(Object n, Object x) {
        return Build.elementwise(ScalarOp.IV, n, x);
    }

    /** The Bessel function of the first kind of a whole order n, else NaN. */
    public static Expr jv(Expr n, Expr x) {
        return Build.scalar(ScalarOp.JV, n, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr jv(Object n, Object x) {
        return Build.elementwise(ScalarOp.JV, n, x);
    }

    /** The modified Bessel function of the first kind of order 0. */
    public static Expr i0(Expr x) {
        return Build.elementwise(ScalarOp.IV, 0, Operands.there("i0", x));
    }

    /** The modified Bessel function of the first kind of order 1. */
    public static Expr i1(Expr x) {
        return Build.elementwise(ScalarOp.IV, 1, Operands.there("i1", x));
    }

    /** The Bessel function of the first kind of order 0. */
    public static Expr j0(Expr x) {
        return Build.elementwise(ScalarOp.JV, 0, Operands.there("j0", x));
    }

    /** The Bessel function of the first kind of order 1. */
    public static Expr j1(Expr x) {
        return Build.elementwise(ScalarOp.JV, 1, Operands.there("j1", x));
    }
}
