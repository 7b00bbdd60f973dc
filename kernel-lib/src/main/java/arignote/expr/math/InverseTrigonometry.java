package arignote.expr.math;

/**
 * Arc sine, arc cosine and arc tangent, of the same arithmetic as {@link Elementary} and for the same reason. The
 * results are so many ulp at most from the correctly rounded ones. The reductions are those of fdlibm's e_asin.c, e_acos.c and s_atan.c; every choice is a select. The coefficients come from
 * {@code kernel-lib/src/test/python/elementary.py constants}.
 */
public final class InverseTrigonometry {
    private static final double PI = 0x1.921fb54442d18p+1;
    private static final double PI_LOW = 0x1.1a62633145c07p-53;
    private static final double PI_HALF = 0x1.921fb54442d18p+0;
    private static final double PI_HALF_LOW = 0x1.1a62633145c07p-54;
    private static final double PI_QUARTER = 0x1.921fb54442d18p-1;

    private InverseTrigonometry() {}

    /** arcsin x, NaN beyond 1; 1 ulp. Beyond ½ it is π/2 − 2 arcsin √((1 − |x|)/2). */
    public static double arcsin(double x) {
        double a = Math.abs(x);
        boolean small = a < 0.5;
        double z = small ? a * a : 0.5 * (1 - a);
        double r = arcsinTail(z);
        double s = Math.sqrt(z);
        double high = upper(s);
        double low = z == 0 ? 0 : (z - high * high) / (s + high);
        double rest = 2 * s * r - (PI_HALF_LOW - 2 * low);
        double far = PI_QUARTER - (rest - (PI_QUARTER - 2 * high));
        return Elementary.signed(small ? a + a * r : far, x);
    }

    /** arccos x, NaN beyond 1; 1 ulp. */
    public static double arccos(double x) {
        double a = Math.abs(x);
        boolean small = a < 0.5;
        double z = small ? a * a : 0.5 * (1 - a);
        double r = arcsinTail(z);
        double s = Math.sqrt(z);
        double high = upper(s);
        double low = z == 0 ? 0 : (z - high * high) / (s + high);
        double near = PI_HALF - (x - (PI_HALF_LOW - x * r));
        double left = PI - 2 * (s + (r * s - PI_HALF_LOW));
        double right = 2 * (high + (r * s + low));
        return small ? near : x < 0 ? left : right;
    }

    /** arctan x; 1 ulp. */
    public static double arctan(double x) {
        return Elementary.signed(arctanOf(Math.abs(x)), x);
    }

    /** The angle of the point (x, y), from −π to π, with the special numbers of IEEE 754; 2 ulp. */
    public static double arctan2(double y, double x) {
        double a = Math.abs(y);
        double b = Math.abs(x);
        double quotient = a == b ? 1 : a / b;
        double angle = arctanOf(a == 0 && x == x ? 0 : quotient);
        boolean left = Double.doubleToRawLongBits(x) < 0;
        return Elementary.signed(left ? PI - (angle - PI_LOW) : angle, y);
    }

    /** arcsin s / s − 1 for z = s² up to ¼. The polynomial is 2⁻⁵⁷·⁴ off. */
    private static double arcsinTail(double z) {
        double p = 0x1.d72b607951510p-6;
        p = p * z - 0x1.e6ab3fb0d203fp-7;
        p = p * z + 0x1.1d18c34c93e7bp-6;
        p = p * z + 0x1.65a98110e1f6cp-8;
        p = p * z + 0x1.524212b594f30p-7;
        p = p * z + 0x1.782650a48274cp-7;
        p = p * z + 0x1.c9cf07847f27ep-7;
        p = p * z + 0x1.1c4d35cea1980p-6;
        p = p * z + 0x1.6e8bb1c82a9fcp-6;
        p = p * z + 0x1.f1c71c1db0244p-6;
        p = p * z + 0x1.6db6db6e31f19p-5;
        p = p * z + 0x1.3333333332ecap-4;
        p = p * z + 0x1.5555555555556p-3;
        return z * p;
    }

    /** The upper 26 bits. */
    private static double upper(double s) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(s) & 0xfffffffff8000000L);
    }

    /**
     * arctan a for an a that is not negative: that of a point near it, 0, ½, 1, 3/2 or infinity, in two parts, and arctan
     * ((a − point)/(1 + a·point)). The polynomial is 2⁻⁵⁸ off.
     */
    private static double arctanOf(double a) {
        boolean first = a < 0.4375;
        boolean second = a < 0.6875;
        boolean third = a < 1.1875;
        boolean fourth = a < 2.4375;
        double over = first ? a : second ? 2 * a - 1 : third ? a - 1 : fourth ? a - 1.5 : -1;
        double under = first ? 1 : second ? 2 + a : third ? a + 1 : fourth ? 1 + 1.5 * a : a;
        double high = first
                ? 0
                : second ? 0x1.dac670561bb4fp-2 : third ? PI_QUARTER : fourth ? 0x1.f730bd281f69bp-1 : PI_HALF;
        double low = first
                ? 0
                : second
                        ? 0x1.a2b7f222f65e2p-56
                        : third ? 0x1.1a62633145c07p-55 : fourth ? 0x1.007887af0cbbdp-56 : PI_HALF_LOW;
        double t = over / under;
        double z = t * t;
        double p = 0x1.e416581ba2a6ep-7;
        p = p * z - 0x1.0f62b487f7287p-5;
        p = p * z + 0x1.70017e5903ab2p-5;
        p = p * z - 0x1.ab59b356407c5p-5;
        p = p * z + 0x1.e1707fecf707fp-5;
        p = p * z - 0x1.110c9ce6443dbp-4;
        p = p * z + 0x1.3b1375ce453d0p-4;
        p = p * z - 0x1.745d154c84182p-4;
        p = p * z + 0x1.c71c71bd2b86bp-4;
        p = p * z - 0x1.2492492485503p-3;
        p = p * z + 0x1.99999999998c5p-3;
        p = p * z - 0x1.5555555555555p-2;
        return high + (t + (t * (z * p) + low));
    }
}
