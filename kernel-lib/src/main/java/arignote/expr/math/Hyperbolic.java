package arignote.expr.math;

/**
 * Hyperbolic functions and their inverses, of the same arithmetic as {@link Elementary} and for the same reason. Results
 * are so many ulp at most from the correctly rounded ones. The inverses are those of fdlibm's s_asinh.c, e_acosh.c and e_atanh.c, by log1p alone.
 */
public final class Hyperbolic {
    /** From here on 1 is lost beside the square, and the function is ln 2x. */
    private static final double LARGE = 0x1p28;

    private Hyperbolic() {}

    /** sinh x; 1 ulp. Below 1 it is x + x³·P(x²), where the polynomial is 2⁻⁵⁶·⁶ off. */
    public static double sinh(double x) {
        double a = Math.abs(x);
        double z = a * a;
        double p = 0x1.b412332956b36p-41;
        p = p * z + 0x1.611cb32fcb39ep-33;
        p = p * z + 0x1.ae6460fae56b4p-26;
        p = p * z + 0x1.71de3a4e14f23p-19;
        p = p * z + 0x1.a01a01a01ee70p-13;
        p = p * z + 0x1.11111111110fdp-7;
        p = p * z + 0x1.5555555555555p-3;
        double half = Elementary.halfExp(a);
        double far = half - 0.25 / half;
        return Elementary.signed(a < 1 ? a + a * (z * p) : far, x);
    }

    /** cosh x; 1 ulp. */
    public static double cosh(double x) {
        double half = Elementary.halfExp(Math.abs(x));
        return half + 0.25 / half;
    }

    /** arsinh x; 1 ulp. */
    public static double arcsinh(double x) {
        double a = Math.abs(x);
        double z = a * a;
        boolean large = a > LARGE;
        double w = large ? a - 1 : a + z / (1 + Math.sqrt(1 + z));
        return Elementary.signed(Elementary.log1p(w) + (large ? Elementary.LN2 : 0), x);
    }

    /** arcosh x, NaN below 1; 2 ulp. */
    public static double arccosh(double x) {
        double t = x - 1;
        boolean large = x > LARGE;
        double w = large ? t : t + Math.sqrt(2 * t + t * t);
        double result = Elementary.log1p(w) + (large ? Elementary.LN2 : 0);
        return x < 1 ? Double.NaN : result;
    }

    /** artanh x, NaN beyond 1; 1 ulp. */
    public static double arctanh(double x) {
        double a = Math.abs(x);
        double d = 1 - a;
        double t = a + a;
        double w = a < 0.5 ? t + t * a / d : t / d;
        return Elementary.signed(0.5 * Elementary.log1p(w), x);
    }
}
