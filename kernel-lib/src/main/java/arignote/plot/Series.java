package arignote.plot;

import arignote.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The points of one line. */
public record Series(double[] x, double[] y) {
    /**
     * The lines through {@code x} and {@code y}: one for each column, as matplotlib has it. What is a vector serves for all
     * columns of the other.
     *
     * @param x null for 0, 1, 2 …
     * @throws IllegalArgumentException if their rows or columns do not fit together, or a line would have a single point
     *     because a matrix has a single row
     */
    public static List<Series> lines(Object x, Object y) {
        double[][] ys = several(y, "y");
        double[][] xs = x == null
                ? new double[][] {
                    IntStream.range(0, ys.length == 0 ? 0 : ys[0].length)
                            .asDoubleStream()
                            .toArray()
                }
                : several(x, "x");
        if (xs.length != ys.length && xs.length != 1 && ys.length != 1) {
            throw new IllegalArgumentException("x has " + xs.length + " columns and y has " + ys.length
                    + "; each line needs one of each, or a vector for all of them");
        }
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(xs.length, ys.length); i++) {
            lines.add(points(xs[xs.length == 1 ? 0 : i], ys[ys.length == 1 ? 0 : i]));
        }
        return lines;
    }

    private static double[][] several(Object data, String what) {
        double[][] columns = Values.columns(data, what);
        if (columns.length > 1 && columns[0].length == 1) {
            throw new IllegalArgumentException(what + " is a matrix with a single row, which would be " + columns.length
                    + " lines of a single point each; give the row as a vector, or transpose the matrix");
        }
        return columns;
    }

    /** @throws IllegalArgumentException if x and y differ in length */
    public static Series points(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "x has " + x.length + " values and y has " + y.length + "; a point needs one of each");
        }
        return new Series(x, y);
    }
}
