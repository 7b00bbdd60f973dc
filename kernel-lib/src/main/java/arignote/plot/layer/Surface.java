package arignote.plot.layer;

import arignote.plot.axes.Range;

/**
 * Values over a grid.
 *
 * @param x where the columns stand, ascending
 * @param y where the rows stand, ascending or descending
 * @param z one row a y, one column an x; values that are not finite are gaps
 */
public record Surface(double[] x, double[] y, double[][] z) {
    /** @throws IllegalArgumentException if the lengths do not fit, or x or y does not run one way */
    public Surface {
        int columns = z.length == 0 ? 0 : z[0].length;
        if (z.length != y.length || columns != x.length) {
            throw new IllegalArgumentException("z has " + z.length + " rows and " + columns + " columns, but y has "
                    + y.length + " values and x has " + x.length + "; z needs a row for each y, a column for each x");
        }
        requireOneWay("x", x);
        requireOneWay("y", y);
    }

    private static void requireOneWay(String name, double[] at) {
        for (int i = 0; i < at.length; i++) {
            if (!Double.isFinite(at[i])) {
                throw new IllegalArgumentException(name + " must be finite, but value " + i + " is " + at[i]);
            }
        }
        for (int i = 1; i < at.length; i++) {
            boolean rises = at[i] > at[i - 1];
            boolean falls = at[i] < at[i - 1];
            if (!(rises || falls) || rises != at[1] > at[0]) {
                throw new IllegalArgumentException(name + " must rise, or fall, from each value to the next, but value "
                        + i + " is " + at[i] + " after " + at[i - 1]);
            }
        }
    }

    /** The range of the finite values. */
    Range values() {
        Range range = Range.EMPTY;
        for (double[] row : z) {
            for (double v : row) {
                if (Double.isFinite(v)) {
                    range = range.with(v);
                }
            }
        }
        return range;
    }

    Range range(boolean alongX) {
        double[] at = alongX ? x : y;
        double first = at[0];
        double last = at[at.length - 1];
        return new Range(Math.min(first, last), Math.max(first, last));
    }
}
