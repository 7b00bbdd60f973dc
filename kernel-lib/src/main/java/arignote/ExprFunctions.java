package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.DType;
import arignote.expr.ScalarOp;

/** The mathematical functions of {@link Expr}, element by element, the same as in {@link T}. */
public abstract sealed class ExprFunctions extends ExprSpecial permits ExprElementwise {
    ExprFunctions() {}

    /** The absolute value; its gradient at 0 is 0. */
    public Expr abs() {
        return with(ScalarOp.ABS);
    }

    /** -1, 0 or 1. */
    public Expr sign() {
        return with(ScalarOp.SIGN);
    }

    /** The same as {@link #sign}. */
    public Expr sgn() {
        return with(ScalarOp.SIGN);
    }

    /** 1 / this. */
    public Expr inv() {
        return Composed.inverse((Expr) this);
    }

    /** The same as {@link #inv}. */
    public Expr reciprocal() {
        return Composed.inverse((Expr) this);
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

    /** The same as {@link #sqr}. */
    public Expr square() {
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

    /** The smallest whole number that is not smaller. */
    public Expr ceil() {
        return with(ScalarOp.CEIL);
    }

    /** The whole number next to it on its way to 0. */
    public Expr trunc() {
        return with(ScalarOp.TRUNC);
    }

    /** The nearest whole number, of two the even one: {@link T#round T.round}. */
    public Expr round() {
        return Composed.round((Expr) this);
    }

    /** The nearest whole number, of two the one farther from 0. */
    public Expr roundHalfAwayFromZero() {
        return Composed.roundHalfAwayFromZero((Expr) this);
    }

    /** {@link #round} as int64. */
    public Expr iround() {
        return Build.cast(Composed.round((Expr) this), DType.INT64);
    }

    /** Degrees as radians. */
    public Expr deg2rad() {
        return with(ScalarOp.MULTIPLY, Math.PI / 180);
    }

    /** Radians as degrees. */
    public Expr rad2deg() {
        return with(ScalarOp.MULTIPLY, 180 / Math.PI);
    }

    /** x log(x), 0 at 0. */
    public Expr xlogx() {
        return with(ScalarOp.XLOGX);
    }

    /** This times the logarithm of the other, 0 where this is 0. */
    public Expr xlogy0(Object other) {
        return with(ScalarOp.XLOGY0, other);
    }

    /** Whether it is NaN, a bool. */
    public Expr isnan() {
        return with(ScalarOp.ISNAN);
    }

    /** Whether it is plus or minus infinity, a bool. */
    public Expr isinf() {
        return with(ScalarOp.ISINF);
    }

    // Angles, hyperbolic functions, other bases

    /** The tangent, of radians. */
    public Expr tan() {
        return with(ScalarOp.TAN);
    }

    /** The angle with this sine; NaN beyond 1. */
    public Expr arcsin() {
        return with(ScalarOp.ARCSIN);
    }

    /** The angle with this cosine; NaN beyond 1. */
    public Expr arccos() {
        return with(ScalarOp.ARCCOS);
    }

    /** The angle with this tangent. */
    public Expr arctan() {
        return with(ScalarOp.ARCTAN);
    }

    /** The angle of the point with this as y and the other as x: {@link T#arctan2(Expr, Expr) T.arctan2}. */
    public Expr arctan2(Object other) {
        return with(ScalarOp.ARCTAN2, other);
    }

    /** The hyperbolic sine. */
    public Expr sinh() {
        return with(ScalarOp.SINH);
    }

    /** The hyperbolic cosine. */
    public Expr cosh() {
        return with(ScalarOp.COSH);
    }

    /** The inverse of {@link #sinh}. */
    public Expr arcsinh() {
        return with(ScalarOp.ARCSINH);
    }

    /** The inverse of {@link #cosh}; NaN below 1. */
    public Expr arccosh() {
        return with(ScalarOp.ARCCOSH);
    }

    /** The inverse of {@link #tanh}; NaN beyond 1. */
    public Expr arctanh() {
        return with(ScalarOp.ARCTANH);
    }

    /** 2 to the power of each element. */
    public Expr exp2() {
        return with(ScalarOp.EXP2);
    }

    /** The logarithm to the base 2. */
    public Expr log2() {
        return with(ScalarOp.LOG2);
    }

    /** The logarithm to the base 10. */
    public Expr log10() {
        return with(ScalarOp.LOG10);
    }

    /** The third root. */
    public Expr cbrt() {
        return with(ScalarOp.CBRT);
    }

    /** The root of the sum of two squares: {@link T#hypot(Expr, Expr) T.hypot}. */
    public Expr hypot(Object other) {
        return with(ScalarOp.HYPOT, other);
    }

    /** log(exp(this) + exp(other)), without overflow. */
    public Expr logaddexp(Object other) {
        return with(ScalarOp.LOGADDEXP, other);
    }
}
