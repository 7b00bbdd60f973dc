package arignote;

import arignote.expr.Build;
import arignote.expr.ScalarOp;

/** The special functions of {@link Expr}, the same as in {@link T}. */
public abstract sealed class ExprSpecial extends ExprLooking permits ExprFunctions {
    ExprSpecial() {}

    final Expr with(ScalarOp op) {
        return Build.scalar(op, (Expr) this);
    }

    final Expr with(ScalarOp op, Object other) {
        return Build.elementwise(op, this, other);
    }

    /** The error function. */
    public Expr erf() {
        return with(ScalarOp.ERF);
    }

    /** 1 - erf(x), exact where it is small. */
    public Expr erfc() {
        return with(ScalarOp.ERFC);
    }

    /** exp(x ** 2) erfc(x), which neither overflows nor vanishes for a large x. */
    public Expr erfcx() {
        return with(ScalarOp.ERFCX);
    }

    /** The inverse of {@link #erf}; NaN beyond 1. */
    public Expr erfinv() {
        return with(ScalarOp.ERFINV);
    }

    /** The inverse of {@link #erfc}; NaN outside of 0 to 2. */
    public Expr erfcinv() {
        return with(ScalarOp.ERFCINV);
    }

    /** The gamma function; NaN at negative whole numbers. */
    public Expr gamma() {
        return with(ScalarOp.GAMMA);
    }

    /** The logarithm of the absolute value of the gamma function. */
    public Expr gammaln() {
        return with(ScalarOp.GAMMALN);
    }

    /** The digamma function, the derivative of {@link #gammaln}. */
    public Expr psi() {
        return with(ScalarOp.PSI);
    }

    /** The derivative of {@link #psi}. */
    public Expr triGamma() {
        return Build.elementwise(ScalarOp.POLYGAMMA, 1, this);
    }

    /** The modified Bessel function of order 0. */
    public Expr i0() {
        return Build.elementwise(ScalarOp.IV, 0, this);
    }

    /** The modified Bessel function of order 1. */
    public Expr i1() {
        return Build.elementwise(ScalarOp.IV, 1, this);
    }

    /** The Bessel function of order 0. */
    public Expr j0() {
        return Build.elementwise(ScalarOp.JV, 0, this);
    }

    /** The Bessel function of order 1. */
    public Expr j1() {
        return Build.elementwise(ScalarOp.JV, 1, this);
    }

    /** The derivative of psi of this order at the other: {@link T#polygamma(Expr, Expr) T.polygamma}. */
    public Expr polygamma(Object other) {
        return with(ScalarOp.POLYGAMMA, other);
    }

    /** P(this, other): {@link T#gammainc(Expr, Expr) T.gammainc}. */
    public Expr gammainc(Object other) {
        return with(ScalarOp.GAMMAINC, other);
    }

    /** Q(this, other): {@link T#gammaincc(Expr, Expr) T.gammaincc}. */
    public Expr gammaincc(Object other) {
        return with(ScalarOp.GAMMAINCC, other);
    }

    /** The derivative of P(this, other) by this: {@link T#gammaincGrad(Expr, Expr) T.gammaincGrad}. */
    public Expr gammaincGrad(Object other) {
        return with(ScalarOp.GAMMAINC_GRAD, other);
    }

    /** The modified Bessel function of this order at the other. */
    public Expr iv(Object other) {
        return with(ScalarOp.IV, other);
    }

    /** The Bessel function of this order at the other. */
    public Expr jv(Object other) {
        return with(ScalarOp.JV, other);
    }
}
