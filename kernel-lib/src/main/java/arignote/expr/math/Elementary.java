package arignote.expr.math;

/**
 * Exponentials and logarithms, each one formula of + − · ÷, comparisons and moves of bits, so that the same bits come
 * out of every Java, of scalar and SIMD code and of other languages. {@link Math} promises 1 to 2.5 ulp and no bits.
 *
 * <p>No step is fused and none looks a number up. A choice stands as {@code condition ? a : b} between numbers that may
 * both be computed, which is a select a lane. Every result is within 2 ulp of the correctly rounded one, results below
 * 2⁻¹⁰²² included; NaN, infinities and −0 give what IEEE 754-2019, 9.2.1 says. The errors told below are the greatest
 * ones of eight million arguments a function, in units of the result's last place, beside values of 64 bits.
 *
 * <p>The reductions are those of Cody and Waite, Software Manual for the Elementary Functions (1980). The coefficients
 * are interpolated at Chebyshev's nodes: {@code kernel-lib/src/test/python/elementary.py constants} prints them with
 * their errors.
 */
public final class Elementary {
    static final double LOG2_E = 0x1.71547652b82fep+0;

    /** ln 2 in two parts; the product of the first, of 42 bits, and an exponent is exact. */
    static final double LN2_HIGH = 0x1.62e42fefa3800p-1;

    static final double LN2_LOW = 0x1.ef35793c76730p-45;

    /** ln 2 rounded, and what that leaves. */
    static final double LN2 = 0x1.62e42fefa39efp-1;

    private static final double LN2_REST = 0x1.abc9e3b39803fp-56;

    /** 1.5·2⁵²: v + ROUND has the whole number nearest to v in its low bits, and less ROUND is that number. */
    static final double ROUND = 0x1.8p52;

    private static final long ONE = 0x3ff0000000000000L;
    private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
    private static final long MANTISSA = 0x000fffffffffffffL;
    private static final long SIGN = 0x8000000000000000L;

    /** Below, x itself is nearest to f(x) of every f with f(0) = 0 and f'(0) = 1. */
    private static final double TINY = 0x1p-54;

    private Elementary() {}

    /** eˣ; 0.76 ulp. */
    public static double exp(double x) {
        double c = clamped(x, -746, 710);
        double t = c * LOG2_E + ROUND;
        double n = t - ROUND;
        double r = remainder(c, n);
        // 1 + r rounded, and what that loses, so that little more than the last rounding is felt
        double first = 1 + r;
        double rest = (r - (first - 1)) + expTail(r, remainderLow(c, n, r));
        return scaled(first + rest, t);
    }

    /** eˣ for x ≥ 0 if all numbers above 2⁶⁰ will do as well: as exact, and faster as 2ⁿ is one factor. */
    private static double smallExp(double x) {
        double c = x > 44 ? 44 : x;
        double t = c * LOG2_E + ROUND;
        double n = t - ROUND;
        double r = remainder(c, n);
        double first = 1 + r;
        double rest = (r - (first - 1)) + expTail(r, remainderLow(c, n, r));
        return (first + rest) * powerOfTwo(t);
    }

    /** eˣ / 2, which overflows later than eˣ; as exact. */
    static double halfExp(double x) {
        double c = clamped(x, -746, 712);
        double t = c * LOG2_E + ROUND;
        double n = t - ROUND;
        double r = remainder(c, n);
        double first = 1 + r;
        double rest = (r - (first - 1)) + expTail(r, remainderLow(c, n, r));
        return scaled(first + rest, t - 1);
    }

    /** 2ˣ; at most 1 ulp from the correctly rounded value. */
    public static double exp2(double x) {
        double c = clamped(x, -1076, 1025);
        double t = c + ROUND;
        double f = c - (t - ROUND);
        double r = f * LN2;
        double first = 1 + r;
        double rest = (r - (first - 1)) + expTail(r, f * LN2_REST);
        return scaled(first + rest, t);
    }

    /** eˣ − 1; 0.93 ulp. */
    public static double expm1(double x) {
        double c = clamped(x, -50, 710);
        double t = c * LOG2_E + ROUND;
        double n = t - ROUND;
        double r = remainder(c, n);
        double tail = expTail(r, remainderLow(c, n, r));
        // half of 2ⁿ·(eʳ − 1) + 2ⁿ − 1, the largest terms first, with what their sum loses
        double half = powerOfTwo(t - 1);
        double whole = half - 0.5;
        double first = half * r;
        double sum = whole + first;
        double lost = (first - (sum - whole)) + ((half - whole) - 0.5);
        double result = 2 * (sum + (lost + half * tail));
        return Math.abs(x) < TINY ? x : result;
    }

    /** 1 / (1 + e⁻ˣ); 1.1 ulp. */
    public static double sigmoid(double x) {
        double c = clamped(-Math.abs(x), -746, 0);
        double t = c * LOG2_E + ROUND;
        double n = t - ROUND;
        double r = remainder(c, n);
        // e + eLow = exp(-|x|), d + dLow = 1 + exp(-|x|)
        double first = 1 + r;
        double rest = (r - (first - 1)) + expTail(r, remainderLow(c, n, r));
        double p = first + rest;
        double e = scaled(p, t);
        double eLow = scaled(rest - (p - first), t);
        double d = 1 + e;
        double dLow = (e - (d - 1)) + eLow;
        boolean right = x >= 0;
        double q = (right ? 1 : e) / d;
        return q + ((right ? 0 : eLow) - q * dLow) * (right ? q : 1 - q);
    }

    /** tanh x; 1.5 ulp. For |x| < 0.55 it is x + x³·P(x²)/Q(x²), beyond it 1 − 2 / (e²ˣ + 1). */
    public static double tanh(double x) {
        double a = Math.abs(x);
        double g = a * a;
        boolean near = a < 0.55;
        double p = -0x1.a20035ef23742p-13;
        p = p * g - 0x1.4fe779417ca4cp-6;
        p = p * g - 0x1.5555555555555p-2;
        double q = 0x1.b1729f0576ce3p-13;
        q = q * g + 0x1.7dac9f72fde20p-6;
        q = q * g + 0x1.d8950055e0f76p-2;
        q = q * g + 1;
        double over = near ? a * g * p : -2;
        double under = near ? q : smallExp(2 * a) + 1;
        double result = (near ? a : 1) + over / under;
        return x < 0 ? -result : x == 0 ? x : result; // faster than by the bit, and as right for -0
    }

    /** A number that is not negative, with the sign of x. */
    static double signed(double result, double x) {
        long sign = Double.doubleToRawLongBits(x) & SIGN;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(result) | sign);
    }

    /** ln x; 0.84 ulp. */
    public static double log(double x) {
        boolean subnormal = x < 0x1p-1022;
        long bits = exponentFirst(subnormal ? x * 0x1p54 : x);
        double f = mantissa(bits) - 1;
        double result = logarithm(f, exponent(bits) - (subnormal ? 54 : 0), 0);
        return logarithmAt(x, result);
    }

    /** ln(1 + x); 0.85 ulp. */
    public static double log1p(double x) {
        double u = 1 + x;
        long bits = exponentFirst(u);
        double k = exponent(bits);
        // what 1 + x has lost
        double lost = k >= 2 ? 1 - (u - x) : x - (u - 1);
        boolean one = k == 0;
        double result = logarithm(one ? x : mantissa(bits) - 1, k, one ? 0 : lost / u);
        return Math.abs(x) < TINY ? x : logarithmAt(u, result);
    }

    /** The logarithm to the base 2, exact for its powers; at most 1 ulp from the correctly rounded value. */
    public static double log2(double x) {
        return logarithmTo(x, 0x1.7154760000000p+0, 0x1.4ae0bf85ddf44p-26, 1, 0);
    }

    /** The logarithm to the base 10; at most 1 ulp from the correctly rounded value. */
    public static double log10(double x) {
        return logarithmTo(x, 0x1.bcb7b10000000p-2, 0x1.49b9438ca9aaep-28, 0x1.34413509f7800p-2, 0x1.fef311f12b358p-46);
    }

    /** ln(eˣ + eʸ), without overflow. */
    public static double logaddexp(double x, double y) {
        double d = x == y ? 0 : x - y;
        return Math.max(x, y) + log1p(exp(-Math.abs(d)));
    }

    /** ln(1 + eˣ) = max(x, 0) + ln(1 + exp(−|x|)); 1.6 ulp. */
    public static double softplus(double x) {
        return (x > 0 ? x : 0) + log1p(exp(-Math.abs(x)));
    }

    /** x ln x, 0 at 0; at most 1 ulp from the correctly rounded value. */
    public static double xlogx(double x) {
        double result = x * log(x);
        return x == 0 ? 0 : result;
    }

    /** x ln y, 0 for an x of 0, whatever y is. */
    public static double xlogy0(double x, double y) {
        double result = x * log(y);
        return x == 0 ? 0 : result;
    }

    /** A NaN stays one. */
    static double clamped(double x, double low, double high) {
        double c = x < low ? low : x;
        return c > high ? high : c;
    }

    /** x − n ln 2, at most ln 2 / 2. */
    private static double remainder(double x, double n) {
        return (x - n * LN2_HIGH) - n * LN2_LOW;
    }

    /** What rounding the remainder r has left. */
    private static double remainderLow(double x, double n, double r) {
        return ((x - n * LN2_HIGH) - r) - n * LN2_LOW;
    }

    /** exp(r + low) − 1 − r for |r| ≤ ln 2 / 2 and a low below half an ulp of r. The polynomial is 2⁻⁵⁹·⁸ eʳ off. */
    static double expTail(double r, double low) {
        // even and odd powers apart, so that the two sums can go on at once
        double z = r * r;
        double odd = 0x1.af389eea54156p-26;
        double even = 0x1.1f66d957d0ef0p-29;
        odd = odd * z + 0x1.71de0db2eb873p-19;
        even = even * z + 0x1.27e4e1f71bcbbp-22;
        odd = odd * z + 0x1.a01a01a7c2f2cp-13;
        even = even * z + 0x1.a01a01a47a5abp-16;
        odd = odd * z + 0x1.11111111109b5p-7;
        even = even * z + 0x1.6c16c16c167e2p-10;
        odd = odd * z + 0x1.5555555555556p-3;
        even = even * z + 0x1.5555555555555p-5;
        return z * (0.5 + (odd * r + even * z)) + (low + low * r);
    }

    /** 2ⁿ from t = n + ROUND, for −1022 ≤ n ≤ 1023. */
    private static double powerOfTwo(double t) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(t) << 52) + ONE);
    }

    /** p·2ⁿ from t = n + ROUND, in two steps, so that 2ⁿ may be too large or too small and it is rounded once. */
    static double scaled(double p, double t) {
        double n = t - ROUND;
        double half = n * 0.5 + ROUND;
        double other = (n - (half - ROUND)) + ROUND;
        return p * powerOfTwo(half) * powerOfTwo(other);
    }

    /** The bits of x moved so that the exponent changes at √½, not at 1: the mantissa lies in √½ … √2. */
    static long exponentFirst(double x) {
        return Double.doubleToRawLongBits(x) + (ONE - SQRT_HALF);
    }

    static double exponent(long bits) {
        return Double.longBitsToDouble((bits >>> 52) + 0x4330000000000000L) - (0x1p52 + 1023);
    }

    static double mantissa(long bits) {
        return Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF);
    }

    /**
     * k ln 2 + ln(1 + f) + c for 1 + f in √½ … √2 and a small c. ln(1 + f) is f − f²/2 + s(f²/2 + R) with s = f/(2 + f)
     * and 2 artanh s = 2s + sR, as in fdlibm's e_log.c. The polynomial is 2⁻⁶⁰·⁷ off.
     */
    private static double logarithm(double f, double k, double c) {
        double h = 0.5 * f * f;
        return k * LN2_HIGH - ((h - (logarithmTail(f, h) + (k * LN2_LOW + c))) - f);
    }

    /** ln(1 + f) − f + h for h = f²/2. */
    private static double logarithmTail(double f, double h) {
        double s = f / (2 + f);
        double z = s * s;
        double p = 0x1.0c039fe4bea01p-3;
        p = p * z + 0x1.0fbe957ed02d3p-3;
        p = p * z + 0x1.3b1c355ddb480p-3;
        p = p * z + 0x1.745cf9047e55ep-3;
        p = p * z + 0x1.c71c7201593cap-3;
        p = p * z + 0x1.2492492476ccap-2;
        p = p * z + 0x1.9999999999a38p-2;
        p = p * z + 0x1.5555555555555p-1;
        return s * (h + z * p);
    }

    /** log2 and log10: one over the logarithm of the base, and the logarithm of 2 to it, are in two parts each. */
    private static double logarithmTo(double x, double high, double low, double twoHigh, double twoLow) {
        boolean subnormal = x < 0x1p-1022;
        long bits = exponentFirst(subnormal ? x * 0x1p54 : x);
        double k = exponent(bits) - (subnormal ? 54 : 0);
        double f = mantissa(bits) - 1;
        double h = 0.5 * f * f;
        // 26 bits of ln(1 + f), so that their product with the first part is exact, and the rest
        double first = Double.longBitsToDouble(Double.doubleToRawLongBits(f - h) & 0xfffffffff8000000L);
        double rest = ((f - first) - h) + logarithmTail(f, h);
        double product = first * high;
        double productLow = (first + rest) * low + rest * high;
        double whole = k * twoHigh;
        double sum = whole + product;
        double lost = (whole - sum) + product;
        return logarithmAt(x, sum + (lost + (productLow + k * twoLow)));
    }

    /** The result for x, or what a logarithm is where it is no ordinary number. */
    private static double logarithmAt(double x, double result) {
        double special = x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        return x > 0 && x < Double.POSITIVE_INFINITY ? result : special;
    }
}
