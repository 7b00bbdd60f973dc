package arignote.expr.math;

/**
 * Sine and cosine, of the same arithmetic as {@link Elementary} and for the same reason; 0.79 ulp.
 *
 * <p>An angle up to 2²⁰·π/2 is reduced by Cody and Waite's method: π/2 has four parts, the first three of 33 bits, so
 * that their products with the number of quarter turns are exact, and what a difference loses is carried along. A larger
 * angle, which is rare, takes whole-number arithmetic of 1216 bits: {@link HugeAngle}. That is the one branch which is
 * not a select.
 *
 * <p>The polynomials and their arrangement around the low part of the angle are those of fdlibm's k_sin.c and k_cos.c,
 * one term longer, with coefficients from {@code kernel-lib/src/test/python/elementary.py constants}.
 */
public final class Trigonometry {
    private static final double LARGEST = 0x1p20 * 1.5707963267948966;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double PI_HALF_1 = 0x1.921fb54400000p+0;
    private static final double PI_HALF_2 = 0x1.0b4611a600000p-34;
    private static final double PI_HALF_3 = 0x1.3198a2e000000p-69;
    private static final double PI_HALF_4 = 0x1.b839a252049c1p-104;

    private Trigonometry() {}

    /** sin x; NaN for an infinite x. */
    public static double sin(double x) {
        // below 2⁻²⁷ x is nearest; and −0 stays −0
        return Math.abs(x) < 0x1p-27 ? x : turned(x, 0);
    }

    /** cos x; NaN for an infinite x. */
    public static double cos(double x) {
        return turned(x, 1);
    }

    /** tan x, the quotient of the two; at most 2 ulp from the correctly rounded value. NaN for an infinite x. */
    public static double tan(double x) {
        return Math.abs(x) < 0x1p-27 ? x : turned(x, 0) / turned(x, 1);
    }

    /** sin(x + quarters·π/2). */
    private static double turned(double x, long quarters) {
        if (Math.abs(x) > LARGEST && Math.abs(x) < Double.POSITIVE_INFINITY) {
            HugeAngle angle = HugeAngle.of(x);
            return sine(angle.high(), angle.low(), angle.quarters() + quarters);
        }
        double t = x * TWO_OVER_PI + Elementary.ROUND;
        double n = t - Elementary.ROUND;
        double a = x - n * PI_HALF_1;
        double second = n * PI_HALF_2;
        double b = a - second;
        double bLost = lost(a, second, b);
        double third = n * PI_HALF_3;
        double c = b - third;
        double cLost = lost(b, third, c);
        double rest = (bLost + cLost) - n * PI_HALF_4;
        double high = c + rest;
        double low = (c - high) + rest;
        return sine(high, low, Double.doubleToRawLongBits(t) + quarters);
    }

    /** a − b less its rounded value, exactly (Knuth). */
    private static double lost(double a, double b, double difference) {
        double v = difference - a;
        return (a - (difference - v)) - (b + v);
    }

    /** sin(high + low + quarters·π/2) for an angle of at most π/4; the two lowest bits of quarters count. */
    private static double sine(double high, double low, long quarters) {
        double z = high * high;

        double p = -0x1.ab17d3985bccep-41;
        p = p * z + 0x1.61217f0ac7f98p-33;
        p = p * z - 0x1.ae645412c4787p-26;
        p = p * z + 0x1.71de3a5460952p-19;
        p = p * z - 0x1.a01a01a019938p-13;
        p = p * z + 0x1.1111111111110p-7;
        double cube = z * high;
        double sine = high - ((z * (0.5 * low - cube * p) - low) + cube * 0x1.5555555555555p-3);

        double q = 0x1.ab785aa02d659p-45;
        q = q * z - 0x1.9394ba0c332d9p-37;
        q = q * z + 0x1.1eed8deb97423p-29;
        q = q * z - 0x1.27e4fb7712d61p-22;
        q = q * z + 0x1.a01a01a019d0ap-16;
        q = q * z - 0x1.6c16c16c16c16p-10;
        q = q * z + 0x1.5555555555555p-5;
        double half = 0.5 * z;
        double w = 1 - half;
        double cosine = w + (((1 - w) - half) + (z * (z * q) - high * low));

        double value = (quarters & 1) == 0 ? sine : cosine;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (quarters & 2) << 62);
    }
}
