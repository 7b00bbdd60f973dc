package arignote.expr;

/** Arithmetic on single numbers with NumPy's meaning, where Java's own differs or has none. */
final class Numbers {
    private Numbers() {}

    /** The remainder with the divisor's sign, as {@code numpy.remainder}. */
    static double remainder(double a, double b) {
        double r = a % b;
        if (r == 0) {
            return Math.copySign(0.0, b);
        }
        return (r < 0) != (b < 0) ? r + b : r;
    }

    /** @throws ArithmeticException for a negative exponent, as NumPy does */
    static long power(long base, long exponent) {
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

    static double sign(double a) {
        return a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a;
    }
}
