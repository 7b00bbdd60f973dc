package arignote.plot.layer;

import arignote.plot.axes.Range;
import java.util.Arrays;

/**
 * How many values lie in each bin, as NumPy counts: a bin holds its lower edge and not its upper one; the last holds
 * both.
 */
public record Histogram(double[] edges, double[] counts) {
    private static final int MOST = 100_000;

    /**
     * Bins of one width from the least to the greatest value; those that are not finite are left out.
     *
     * @throws IllegalArgumentException if there are no bins
     */
    public static Histogram of(double[] values, int bins) {
        if (bins < 1 || bins > MOST) {
            throw new IllegalArgumentException("A histogram has 1 to " + MOST + " bins, not " + bins);
        }
        Range range = Range.EMPTY;
        for (double v : values) {
            range = Double.isFinite(v) ? range.with(v) : range;
        }
        double lo = range.isEmpty() ? 0 : range.lo();
        double hi = range.isEmpty() ? 1 : range.hi();
        if (lo == hi) {
            Range around = Range.around(lo, 0.5);
            lo = around.lo();
            hi = around.hi();
        }
        // Halves, where the whole is more than a double holds.
        double half = Double.isFinite(hi - lo) ? 1 : 0.5;
        double width = (half * hi - half * lo) / bins;
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = i == bins ? hi : (half * lo + i * width) / half;
            if (i > 0 && !(edges[i - 1] < edges[i])) {
                throw new IllegalArgumentException("There are not enough numbers between " + lo + " and " + hi + " for "
                        + bins + " bins; give fewer bins, or edges");
            }
        }
        return of(values, edges);
    }

    /**
     * Bins between edges.
     *
     * @throws IllegalArgumentException if there are fewer than two edges, or they do not rise
     */
    public static Histogram of(double[] values, double[] edges) {
        if (edges.length < 2) {
            throw new IllegalArgumentException("A histogram needs 2 edges or more, not " + edges.length);
        }
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i - 1] < edges[i]) || !Double.isFinite(edges[i]) || !Double.isFinite(edges[i - 1])) {
                throw new IllegalArgumentException("The edges of a histogram must be finite and rise, but " + edges[i]
                        + " follows " + edges[i - 1]);
            }
        }
        double[] counts = new double[edges.length - 1];
        for (double v : values) {
            if (v >= edges[0] && v <= edges[counts.length]) {
                int found = Arrays.binarySearch(edges, v);
                int bin = found >= 0 ? found : -found - 2;
                counts[Math.min(bin, counts.length - 1)]++;
            }
        }
        return new Histogram(edges, counts);
    }
}
