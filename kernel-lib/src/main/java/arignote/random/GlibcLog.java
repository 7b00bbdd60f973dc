package arignote.random;

import static arignote.random.LogTable.*;

/**
 * The natural logarithm with the very bits of glibc's {@code log}, which NumPy's normal draws contain.
 *
 * <p>The algorithm is {@code log.c} of ARM's optimized-routines (MIT licence; glibc has it since 2.28): x = 2ᵏ·z, z near
 * the point c of one of 128 intervals, log x = k·ln 2 + log c + log(1 + r) with r = z/c − 1. {@link Math#fma} stands
 * wherever a C compiler contracts a product and a sum, since there the last bit depends on it. {@link StrictMath#log}
 * would make 3 % of the normals differ.
 */
final class GlibcLog {
    /** From here to {@link #NEAR_ONE_END} the sum above would lose digits, and one polynomial around 1 is used. */
    private static final double NEAR_ONE_START = 1 - 0x1p-4;

    private static final double NEAR_ONE_END = 1 + 0x1.09p-4;

    /** The bits of the lower end of the range in which z lies: about 0.7 to 1.4, so that k = 0 around 1. */
    private static final long OFFSET = 0x3fe6000000000000L;

    private GlibcLog() {}

    /** log x, for a positive x that is neither subnormal nor infinite: no other is ever drawn. */
    static double log(double x) {
        return x >= NEAR_ONE_START && x < NEAR_ONE_END ? nearOne(x) : elsewhere(x);
    }

    /** The same, and for 0 and negative numbers what C has. */
    static double logOfAny(double x) {
        return x > 0 ? log(x) : StrictMath.log(x);
    }

    private static double nearOne(double x) {
        double r = x - 1;
        double r2 = r * r;
        double r3 = r * r2;
        double p = Math.fma(r3, NEAR_12, Math.fma(r2, NEAR_11, Math.fma(r, NEAR_10, NEAR_9)));
        p = Math.fma(r3, p, Math.fma(r2, NEAR_8, Math.fma(r, NEAR_7, NEAR_6)));
        p = Math.fma(r3, p, Math.fma(r2, NEAR_5, Math.fma(r, NEAR_4, NEAR_3)));

        // -r²/2 is the largest correction: r is cut to 27 bits, so that the square of that part is exact
        double shift = r * 0x1p27;
        double rHigh = r + shift - shift;
        double rLow = r - rHigh;
        double square = rHigh * rHigh * NEAR_2;
        double high = r + square;
        double low = Math.fma(NEAR_2 * rLow, rHigh + r, r - high + square);
        return Math.fma(r3, p, low) + high;
    }

    private static double elsewhere(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long distance = bits - OFFSET;
        int interval = (int) (distance >> 45) & 127;
        double k = distance >> 52;
        double z = Double.longBitsToDouble(bits - (distance & 0xfffL << 52));

        double r = Math.fma(z, INVERSE_AND_LOG[2 * interval], -1);
        double whole = Math.fma(k, LN2_HIGH, INVERSE_AND_LOG[2 * interval + 1]);
        double high = whole + r;
        double low = Math.fma(k, LN2_LOW, whole - high + r);
        double r2 = r * r;
        double p = Math.fma(r2, Math.fma(r, TAIL_6, TAIL_5), Math.fma(r, TAIL_4, TAIL_3));
        return Math.fma(r * r2, p, Math.fma(r2, TAIL_2, low)) + high;
    }
}
