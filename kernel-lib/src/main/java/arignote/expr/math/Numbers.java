package arignote.expr.math;

/** Arithmetic on single numbers with NumPy's meaning, where Java's own differs or has none. */
public final class Numbers {
    private static final long SIGN = 0x8000000000000000L;

    private Numbers() {}

    /** The remainder with the divisor's sign, as {@code numpy.remainder}. */
    public static double remainder(double a, double b) {
        double r = a % b;
        double zero = Double.longBitsToDouble(Double.doubleToRawLongBits(b) & SIGN);
        return r == 0 ? zero : (r < 0) != (b < 0) ? r + b : r;
    }

    /** {@link Math#floor} of arithmetic, for what has no instruction for it. */
    static double floor(double x) {
        double a = Math.abs(x);
        // from 2⁵² on there are whole numbers alone, so that the sum is rounded to one
        double nearest = (a + 0x1p52) - 0x1p52;
        long sign = Double.doubleToRawLongBits(x) & SIGN;
        double signed = Double.longBitsToDouble(Double.doubleToRawLongBits(nearest) | sign);
        double result = signed > x ? signed - 1 : signed;
        return a < 0x1p52 ? result : x;
    }

    /** @throws ArithmeticException for a negative exponent, as NumPy does */
    public static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new ArithmeticException("whole numbers to a negative power (" + base + " ** " + exponent
                    + ") are no whole numbers; use a floating type");
        }
        long result = 1;
        for (long b = base, e = exponent; e > 0; e >>= 1, b *= b) {
            if ((e & 1) == 1) {
                result *= b;
            }
        }
        return result;
    }

    /** −1, 0 or 1; NaN stays. */
    public static double sign(double a) {
        return a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a;
    }
}
