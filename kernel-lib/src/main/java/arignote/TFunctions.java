package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.DType;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;

/**
 * The mathematical functions of {@link T}, element by element. Of whole numbers and bools they are floating numbers, of
 * type floatX, but for those that say otherwise. All throw an IllegalArgumentException for an operand that is null.
 */
public abstract sealed class TFunctions extends TSpecial permits TElementwise {
    TFunctions() {}

    /** The absolute value; its gradient at 0 is 0. */
    public static Expr abs(Expr x) {
        return Build.scalar(ScalarOp.ABS, x);
    }

    /** -1, 0 or 1. */
    public static Expr sign(Expr x) {
        return Build.scalar(ScalarOp.SIGN, x);
    }

    /** The same as {@link #sign}: Theano's name. */
    public static Expr sgn(Expr x) {
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

    /** The same as {@link #sqr}, by NumPy's name. */
    public static Expr square(Expr x) {
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

    /** The smallest whole number that is not smaller. */
    public static Expr ceil(Expr x) {
        return Build.scalar(ScalarOp.CEIL, x);
    }

    /** The whole number next to it on its way to 0. */
    public static Expr trunc(Expr x) {
        return Build.scalar(ScalarOp.TRUNC, x);
    }

    /** The nearest whole number, of two the even one, as NumPy rounds; whole numbers stay what they are. */
    public static Expr round(Expr x) {
        return Composed.round(Operands.there("round", x));
    }

    /** The nearest whole number, of two the one farther from 0; whole numbers stay what they are. */
    public static Expr roundHalfAwayFromZero(Expr x) {
        return Composed.roundHalfAwayFromZero(Operands.there("roundHalfAwayFromZero", x));
    }

    /** {@link #round} as int64. */
    public static Expr iround(Expr x) {
        return Build.cast(Composed.round(Operands.there("iround", x)), DType.INT64);
    }

    /** Degrees as radians. */
    public static Expr deg2rad(Expr x) {
        return Build.elementwise(ScalarOp.MULTIPLY, x, Math.PI / 180);
    }

    /** Radians as degrees. */
    public static Expr rad2deg(Expr x) {
        return Build.elementwise(ScalarOp.MULTIPLY, x, 180 / Math.PI);
    }

    /** x log(x), 0 at 0. */
    public static Expr xlogx(Expr x) {
        return Build.scalar(ScalarOp.XLOGX, x);
    }

    /** x log(y), 0 where x is 0, whatever y is. */
    public static Expr xlogy0(Expr x, Expr y) {
        return Build.scalar(ScalarOp.XLOGY0, x, y);
    }

    /** The same with a number or an array on either side. */
    public static Expr xlogy0(Object x, Object y) {
        return Build.elementwise(ScalarOp.XLOGY0, x, y);
    }

    // Angles, hyperbolic functions, other bases

    /** The tangent, of radians. */
    public static Expr tan(Expr x) {
        return Build.scalar(ScalarOp.TAN, x);
    }

    /** The angle with this sine, from -pi/2 to pi/2; NaN beyond 1. */
    public static Expr arcsin(Expr x) {
        return Build.scalar(ScalarOp.ARCSIN, x);
    }

    /** The angle with this cosine, from 0 to pi; NaN beyond 1. */
    public static Expr arccos(Expr x) {
        return Build.scalar(ScalarOp.ARCCOS, x);
    }

    /** The angle with this tangent, from -pi/2 to pi/2. */
    public static Expr arctan(Expr x) {
        return Build.scalar(ScalarOp.ARCTAN, x);
    }

    /** The angle of the point (x, y), from -pi to pi. */
    public static Expr arctan2(Expr y, Expr x) {
        return Build.scalar(ScalarOp.ARCTAN2, y, x);
    }

    /** The same with a number or an array on either side. */
    public static Expr arctan2(Object y, Object x) {
        return Build.elementwise(ScalarOp.ARCTAN2, y, x);
    }

    /** The hyperbolic sine. */
    public static Expr sinh(Expr x) {
        return Build.scalar(ScalarOp.SINH, x);
    }

    /** The hyperbolic cosine. */
    public static Expr cosh(Expr x) {
        return Build.scalar(ScalarOp.COSH, x);
    }

    /** The inverse of {@link #sinh}. */
    public static Expr arcsinh(Expr x) {
        return Build.scalar(ScalarOp.ARCSINH, x);
    }

    /** The inverse of {@link #cosh}; NaN below 1. */
    public static Expr arccosh(Expr x) {
        return Build.scalar(ScalarOp.ARCCOSH, x);
    }

    /** The inverse of {@link #tanh}; NaN beyond 1. */
    public static Expr arctanh(Expr x) {
        return Build.scalar(ScalarOp.ARCTANH, x);
    }

    /** 2 to the power of each element. */
    public static Expr exp2(Expr x) {
        return Build.scalar(ScalarOp.EXP2, x);
    }

    /** The logarithm to the base 2, exact for its powers. */
    public static Expr log2(Expr x) {
        return Build.scalar(ScalarOp.LOG2, x);
    }

    /** The logarithm to the base 10. */
    public static Expr log10(Expr x) {
        return Build.scalar(ScalarOp.LOG10, x);
    }

    /** The third root, of negative numbers too. */
    public static Expr cbrt(Expr x) {
        return Build.scalar(ScalarOp.CBRT, x);
    }

    /** The root of the sum of two squares, without overflow; at the origin its gradient is 0. */
    public static Expr hypot(Expr a, Expr b) {
        return Build.scalar(ScalarOp.HYPOT, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr hypot(Object a, Object b) {
        return Build.elementwise(ScalarOp.HYPOT, a, b);
    }

    /** log(exp(a) + exp(b)), without overflow. */
    public static Expr logaddexp(Expr a, Expr b) {
        return Build.scalar(ScalarOp.LOGADDEXP, a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr logaddexp(Object a, Object b) {
        return Build.elementwise(ScalarOp.LOGADDEXP, a, b);
    }
}
