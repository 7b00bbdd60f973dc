package arignote.random;

/**
 * log(1 − u) with the very bits of glibc's {@code log1p(-u)}, which the rare draws from the tails of NumPy's normal and
 * exponential numbers contain.
 *
 * <p>The algorithm is {@code s_log1p.c} of Sun's fdlibm (freely distributable), its polynomial added in pairs as glibc
 * does: 1 − u = 2ᵏ·(1 + f), and log(1 + f) is a series in s = f/(2 + f). {@link Math#fma} stands wherever a C compiler
 * contracts a product and a sum, since there the last bit depends on it.
 */
final class GlibcLog1p {
    // Coefficients of the series in s²: s² first, then upwards.
    private static final double C1 = 0x1.5555555555593p-1;
    private static final double C2 = 0x1.999999997fa04p-2;
    private static final double C3 = 0x1.2492494229359p-2;
    private static final double C4 = 0x1.c71c51d8e78afp-3;
    private static final double C5 = 0x1.7466496cb03dep-3;
    private static final double C6 = 0x1.39a09d078c69fp-3;
    private static final double C7 = 0x1.2f112df3e5244p-3;

    /** ln 2 in two parts: the first has so many trailing zeros that a product with an exponent is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Up to here, about 1 − √½, no power of two is taken out. */
    private static final double NEAR = Double.longBitsToDouble(0x3fd2bec3_ffffffffL);

    private GlibcLog1p() {}

    /** log(1 − u), for a multiple u of 2⁻⁵³ in [0, 1), so that 1 − u is exact. */
    static double ofOneMinus(double u) {
        if (u < 0x1p-29) {
            return -u - u * u * 0.5;
        }
        if (u <= NEAR) {
            double half = 0.5 * u * u;
            return -u - (half - series(-u, half));
        }
        double z = 1 - u;
        int k = Math.getExponent(z);
        double f = Math.scalb(z, -k);
        if (f >= Double.longBitsToDouble(0x3ff6a09e_00000000L)) { // √2, cut off
            f *= 0.5;
            k++;
        }
        f -= 1;
        double half = 0.5 * f * f;
        double low = k * LN2_LOW;
        if (f >= -0x1.8p-20 && f < 0x1p-20) {
            double third = half * Math.fma(-f, 0x1.5555555555555p-1, 1.0);
            return f == 0 ? Math.fma(k, LN2_HIGH, low) : Math.fma(k, LN2_HIGH, -(third - low - f));
        }
        return Math.fma(k, LN2_HIGH, -(half - (series(f, half) + low) - f));
    }

    private static double series(double f, double half) {
        double s = f / (2 + f);
        double z = s * s;
        double z2 = z * z;
        double z4 = z2 * z2;
        double r = Math.fma(z, C1, z2 * Math.fma(z, C3, C2));
        r = Math.fma(z4, Math.fma(z, C5, C4), r);
        r = Math.fma(z2 * z4, Math.fma(z, C7, C6), r);
        return s * (half + r);
    }
}
