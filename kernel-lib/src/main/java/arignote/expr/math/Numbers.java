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

    /** The quotient rounded down, as {@code numpy.floor_divide}: a whole number beside what {@link #remainder} leaves. */
    public static double quotient(double a, double b) {
        double r = a % b;
        double q = (a - r) / b;
        double below = r != 0 && (b < 0) != (r < 0) ? q - 1 : q;
        double whole = Math.floor(below);
        double result = below - whole > 0.5 ? whole + 1 : whole;
        double zero = Double.longBitsToDouble(Double.doubleToRawLongBits(a / b) & SIGN);
        return b == 0 ? a / b : below == 0 ? zero : result;
    }

    /** The whole number next to x on its way to 0, as {@code numpy.trunc}. */
    public static double trunc(double x) {
        long sign = Double.doubleToRawLongBits(x) & SIGN;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(Math.floor(Math.abs(x))) | sign);
    }

    /** The nearest whole number, of two the even one, as {@code numpy.round} and {@link Math#rint}. */
    public static double round(double x) {
        double a = Math.abs(x);
        // from 2⁵² on there are whole numbers alone, so that the sum is rounded to one
        double nearest = (a + 0x1p52) - 0x1p52;
        long sign = Double.doubleToRawLongBits(x) & SIGN;
        double signed = Double.longBitsToDouble(Double.doubleToRawLongBits(nearest) | sign);
        return a < 0x1p52 ? signed : x;
    }

    /** The bits moved up; 0 where no bit is left, for a negative number of places too, as {@code numpy.left_shift}. */
    public static long leftShift(long a, long places) {
        return places >= 0 && places < 64 ? a << places : 0;
    }

    /** The bits moved down, the sign kept, as {@code numpy.right_shift}; by a negative number of places all are gone. */
    public static long rightShift(long a, long places) {
        return a >> (places >= 0 && places < 64 ? places : 63);
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
