package arignote.expr.math;

/**
 * Powers, of the same arithmetic as {@link Elementary} and for the same reason: e to the exponent times the logarithm,
 * where the logarithm is a sum of two doubles, as its error grows with the exponent. At most 1 ulp from the correctly
 * rounded value.
 */
public final class Power {
    /** 2/3 in two parts. */
    private static final double TWO_THIRDS = 0x1.5555555555555p-1;

    private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;

    private Power() {}

    /**
     * aᵇ with the special numbers of C's pow, which NumPy has: 1 to the NaN and −1 to the infinity are 1, where Java says
     * NaN. A square is rounded once, as that of {@code sqr} is.
     */
    public static double power(double a, double b) {
        double x = Math.abs(a);
        boolean whole = whole(Math.abs(b));
        boolean odd = whole && !whole(Math.abs(b) * 0.5);
        // beyond 2⁷⁰ any number but 1 gives 0 or infinity
        double magnitude = exponential(x, Elementary.clamped(b, -0x1p70, 0x1p70));
        double end = (x == 0) == (b < 0) ? Double.POSITIVE_INFINITY : 0;
        magnitude = x == 0 || x == Double.POSITIVE_INFINITY ? end : magnitude;
        boolean negative = Double.doubleToRawLongBits(a) < 0;
        double signed = negative && odd ? -magnitude : magnitude;
        boolean undefined = a < 0 && a > Double.NEGATIVE_INFINITY && !whole;
        double result = undefined || a != a || b != b ? Double.NaN : signed;
        result = b == 2 ? a * a : result;
        return a == 1 || b == 0 ? 1 : result;
    }

    /** Whether a number that is not negative is whole. */
    private static boolean whole(double b) {
        return b >= 0x1p52 || (b + 0x1p52) - 0x1p52 == b;
    }

    /** exp(b·ln x) for a positive x. */
    private static double exponential(double x, double b) {
        boolean subnormal = x < 0x1p-1022;
        long bits = Elementary.exponentFirst(subnormal ? x * 0x1p54 : x);
        double k = Elementary.exponent(bits) - (subnormal ? 54 : 0);
        double f = Elementary.mantissa(bits) - 1;

        // s + sLow = f/(2 + f)
        double d = 2 + f;
        double dLow = f - (d - 2);
        double s = f / d;
        double product = s * d;
        double sLow = (((f - product) - lost(s, d, product)) - s * dLow) / d;

        // ln(1 + f) = 2s + s·z·(2/3 + z·p) with z = s², each factor and product in two parts
        double z = s * s;
        double zLow = lost(s, s, z) + 2 * (s * sLow);
        double p = 0x1.e02d20046aa16p-4;
        p = p * z + 0x1.df7ce906d1d6fp-4;
        p = p * z + 0x1.1118c74b1ff6bp-3;
        p = p * z + 0x1.3b1395d4ebd8ap-3;
        p = p * z + 0x1.745d177a8f41ap-3;
        p = p * z + 0x1.c71c71c6eaa8ap-3;
        p = p * z + 0x1.2492492492521p-2;
        p = p * z + 0x1.999999999999ap-2;
        double second = z * p;
        double w = TWO_THIRDS + second;
        double wLow = (second - (w - TWO_THIRDS)) + TWO_THIRDS_LOW;
        double cube = s * z;
        double cubeLow = lost(s, z, cube) + (s * zLow + sLow * z);
        double rest = cube * w;
        double restLow = lost(cube, w, rest) + (cube * wLow + cubeLow * w);

        // k ln 2 + 2s + rest, the largest first
        double first = k * Elementary.LN2_HIGH;
        double twice = 2 * s;
        double sum = first + twice;
        double sumLow = twice - (sum - first);
        double more = sum + rest;
        double moreLow = (rest - (more - sum)) + (sumLow + (2 * sLow + restLow + k * Elementary.LN2_LOW));
        double log = more + moreLow;
        double logLow = moreLow - (log - more);

        double y = b * log;
        double yLow = lost(b, log, y) + b * logLow;
        double c = Elementary.clamped(y, -746, 710);
        double t = c * Elementary.LOG2_E + Elementary.ROUND;
        double n = t - Elementary.ROUND;
        double high = c - n * Elementary.LN2_HIGH;
        double low = (c == y ? yLow : 0) - n * Elementary.LN2_LOW;
        double r = high + low;
        double one = 1 + r;
        double tail = Elementary.expTail(r, (high - r) + low);
        return Elementary.scaled(one + ((r - (one - 1)) + tail), t);
    }

    /** a·b less its rounded value, exactly (Dekker), unless it is below 2⁻¹⁰²². */
    static double lost(double a, double b, double product) {
        double aHigh = high(a);
        double aLow = a - aHigh;
        double bHigh = high(b);
        double bLow = b - bHigh;
        return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
    }

    /** The upper 26 bits of a (Veltkamp). */
    private static double high(double a) {
        double shifted = a * 0x1.0000002p27;
        return shifted - (shifted - a);
    }
}
