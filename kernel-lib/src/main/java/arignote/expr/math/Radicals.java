package arignote.expr.math;

/** Roots of third powers and of sums of squares, of the same arithmetic as {@link Elementary} and for the same reason. */
public final class Radicals {
    private Radicals() {}

    /** The third root; at most 1 ulp from the correctly rounded value. One step of Newton's from e to a third of the logarithm, whose rest is in two parts. */
    public static double cbrt(double x) {
        double a = Math.abs(x);
        boolean small = a < 0x1p-900;
        boolean large = a > 0x1p900;
        double v = a * (small ? 0x1p162 : large ? 0x1p-162 : 1);
        double y = Elementary.exp(Elementary.log(v) / 3);
        double square = y * y;
        double squareLow = Power.lost(y, y, square);
        double cube = square * y;
        double cubeLow = Power.lost(square, y, cube) + squareLow * y;
        double root = y - ((cube - v) + cubeLow) / (3 * square);
        double result = root * (small ? 0x1p-54 : large ? 0x1p54 : 1);
        boolean itself = a == 0 || !(a < Double.POSITIVE_INFINITY);
        return itself ? x : Elementary.signed(result, x);
    }

    /** √(x² + y²) where squares would overflow or vanish, too; infinite beside NaN, as in C. */
    public static double hypot(double x, double y) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        double most = Math.max(a, b);
        boolean large = most > 0x1p500;
        boolean small = most < 0x1p-500;
        double scale = large ? 0x1p-600 : small ? 0x1p600 : 1;
        double u = a * scale;
        double v = b * scale;
        double root = Math.sqrt(u * u + v * v) * (large ? 0x1p600 : small ? 0x1p-600 : 1);
        boolean infinite = a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY;
        return infinite ? Double.POSITIVE_INFINITY : root;
    }
}
