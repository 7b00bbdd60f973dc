package arignote;

import arignote.plot.Canvas;
import arignote.plot.Panel;
import arignote.plot.PlotChart;
import arignote.plot.Series;
import arignote.value.Labels;
import arignote.value.OptionalLibrary;
import arignote.value.Values;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A plot in matplotlib's manner and look.
 *
 * <pre>{@code
 * new Figure().plot(x, y, "ro").plot(grid, line).xlabel("x").ylabel("y");
 * }</pre>
 *
 * <p>Data are arrays, INDArrays, numeric columns or lists of numbers. Values that are not finite are gaps. Every method
 * returns the figure itself.
 */
public final class Figure extends FigureLook implements Canvas {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final double AREA = 36;
    private static final double BAR_WIDTH = 0.8;
    private static final int BINS = 10;

    private String alt;
    private String caption = "";

    /** An empty figure, 640 pixels wide and 480 high. */
    public Figure() {
        this(WIDTH, HEIGHT);
    }

    /**
     * An empty figure.
     *
     * @param width in pixels
     * @param height in pixels
     * @throws IllegalArgumentException if either is not from 50 to 10 000
     */
    public Figure(int width, int height) {
        super(chart(width, height));
    }

    private static PlotChart chart(int width, int height) {
        if (Math.min(width, height) < 50 || Math.max(width, height) > 10_000) {
            throw new IllegalArgumentException(
                    "A figure of " + width + " by " + height + " pixels cannot be drawn; each may be 50 to 10000");
        }
        OptionalLibrary.XCHART.need("a figure");
        return new PlotChart(width, height);
    }

    /** Values against 0, 1, 2 …, as a line; a matrix is one line for each of its columns. */
    public Figure plot(Object y) {
        return series(null, y, null, null);
    }

    /** Values against 0, 1, 2 …, in a format such as {@code "r-"}. */
    public Figure plot(Object y, String format) {
        return series(null, y, format, null);
    }

    /**
     * A line through points, in the next of matplotlib's colours, the first of which is blue; a matrix is one line for
     * each of its columns.
     */
    public Figure plot(Object x, Object y) {
        return series(x, y, null, null);
    }

    /**
     * Points, a line, or both.
     *
     * @param format matplotlib's characters for a colour, a marker and a line, in any order and each only if wanted:
     *     {@code "ro"} is red circles, {@code "k--"} a dashed black line, {@code "b"} a blue line; one that is none is
     *     refused in a sentence that lists them all
     * @throws IllegalArgumentException if the format is none, or x and y differ in length
     */
    public Figure plot(Object x, Object y, String format) {
        return series(x, y, format, null);
    }

    /** The same with a name for the legend. */
    public Figure plot(Object x, Object y, String format, String label) {
        return series(x, y, format, label);
    }

    /** Points as circles of matplotlib's default area, 36 square points. */
    public Figure scatter(Object x, Object y) {
        return scatter(x, y, AREA);
    }

    /**
     * Points as circles.
     *
     * @param area of one, in square points
     * @throws IllegalArgumentException if it is not above 0, or x and y differ in length
     */
    public Figure scatter(Object x, Object y, double area) {
        Series points = Series.points(Values.doubles(x, "x"), Values.doubles(y, "y"));
        chart.scatter(points.x(), points.y(), area);
        return this;
    }

    /**
     * Bars 0.8 wide, from 0 up to their heights, or down.
     *
     * @param x their middles, or their names: an array, a list or a column of strings
     * @throws IllegalArgumentException if x and the heights differ in length
     */
    public Figure bar(Object x, Object heights) {
        return bar(x, heights, BAR_WIDTH);
    }

    /**
     * Bars from 0 up to their heights, or down.
     *
     * @param x their middles, or their names: an array, a list or a column of strings
     * @param width of each, in units of x
     * @throws IllegalArgumentException if x and the heights differ in length, or the width is not above 0
     */
    public Figure bar(Object x, Object heights, double width) {
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("Bars " + width + " wide cannot be seen; give a finite width above 0");
        }
        List<String> names = Labels.of(x, "x");
        double[] tops = Values.vector(heights, "heights");
        double[] at = names == null ? Values.vector(x, "x") : null;
        int count = names == null ? at.length : names.size();
        if (count != tops.length) {
            throw new IllegalArgumentException(
                    "x has " + count + " values and heights has " + tops.length + "; a bar needs one of each");
        }
        if (names == null) {
            chart.bars(at, tops, width);
        } else {
            chart.bars(names, tops, width);
        }
        return this;
    }

    /** How many values lie in each of ten bins of one width. */
    public Figure hist(Object values) {
        return hist(values, BINS);
    }

    /**
     * How many values lie in each of so many bins of one width, from the least to the greatest value.
     *
     * @throws IllegalArgumentException if there are no bins
     */
    public Figure hist(Object values, int bins) {
        chart.histogram(Values.vector(values, "values"), bins);
        return this;
    }

    /**
     * How many values lie between each edge and the next; a bin holds its lower edge, the last one both.
     *
     * @throws IllegalArgumentException if there are fewer than two edges, or they do not rise
     */
    public Figure hist(Object values, double[] edges) {
        chart.histogram(Values.vector(values, "values"), edges.clone());
        return this;
    }

    /**
     * An image: a square of colour for each value, the first row on top.
     *
     * @param z a matrix; values that are not finite stay white
     */
    public Figure imshow(Object z) {
        chart.image(Values.matrix(z, "z"));
        return this;
    }

    /**
     * A heat map: a rectangle of colour for each value.
     *
     * @param x the middles of the columns, evenly spaced
     * @param y the middles of the rows, evenly spaced
     * @param z a matrix with a row for each y and a column for each x
     * @throws IllegalArgumentException if these do not fit together
     */
    public Figure pcolormesh(Object x, Object y, Object z) {
        chart.heatMap(Values.vector(x, "x"), Values.vector(y, "y"), Values.matrix(z, "z"));
        return this;
    }

    /** Lines of equal value, at round values. */
    public Figure contour(Object x, Object y, Object z) {
        return contour(x, y, z, null);
    }

    /**
     * Lines of equal value.
     *
     * @param x where the columns stand, ascending
     * @param y where the rows stand
     * @param z a matrix with a row for each y and a column for each x
     * @param levels the values that have lines, ascending; null for round ones
     * @throws IllegalArgumentException if these do not fit together
     */
    public Figure contour(Object x, Object y, Object z, double[] levels) {
        return contours(x, y, Values.matrix(z, "z"), levels, false);
    }

    /** Lines of equal value of {@code f(x, y)}, at round values. */
    public Figure contour(Object x, Object y, DoubleBinaryOperator f) {
        return contour(x, y, f, null);
    }

    /** Lines of equal value of {@code f(x, y)}, computed where each x and each y meet. */
    public Figure contour(Object x, Object y, DoubleBinaryOperator f, double[] levels) {
        return contours(x, y, values(x, y, f), levels, false);
    }

    /** The areas between lines of equal value, at round values. */
    public Figure contourf(Object x, Object y, Object z) {
        return contourf(x, y, z, null);
    }

    /** The areas between lines of equal value, as {@link #contour(Object, Object, Object, double[])} has them. */
    public Figure contourf(Object x, Object y, Object z, double[] levels) {
        return contours(x, y, Values.matrix(z, "z"), levels, true);
    }

    /** The areas between lines of equal value of {@code f(x, y)}, at round values. */
    public Figure contourf(Object x, Object y, DoubleBinaryOperator f) {
        return contourf(x, y, f, null);
    }

    /** The areas between lines of equal value of {@code f(x, y)}. */
    public Figure contourf(Object x, Object y, DoubleBinaryOperator f, double[] levels) {
        return contours(x, y, values(x, y, f), levels, true);
    }

    private Figure contours(Object x, Object y, double[][] z, double[] levels, boolean filled) {
        double[] own = levels == null ? null : levels.clone();
        chart.contours(Values.vector(x, "x"), Values.vector(y, "y"), z, own, filled);
        return this;
    }

    private static double[][] values(Object x, Object y, DoubleBinaryOperator f) {
        double[] xs = Values.vector(x, "x");
        double[] ys = Values.vector(y, "y");
        double[][] z = new double[ys.length][xs.length];
        for (int i = 0; i < ys.length; i++) {
            for (int j = 0; j < xs.length; j++) {
                z[i][j] = f.applyAsDouble(xs[j], ys[i]);
            }
        }
        return z;
    }

    private Figure series(Object x, Object y, String format, String label) {
        for (Series line : Series.lines(x, y)) {
            chart.plot(line.x(), line.y(), format, label);
        }
        return this;
    }

    /** What a reader hears who does not see the picture, in place of the sentences made from the data. */
    public Figure alt(String text) {
        alt = text;
        return this;
    }

    /** A line of text shown under the figure where it has sliders or is a frame of an animation. */
    public Figure caption(String text) {
        caption = text;
        return this;
    }

    /** The text under the figure; empty where there is none. */
    @Override
    public String captionText() {
        return caption;
    }

    /** What the picture shows, in words. */
    @Override
    public String altText() {
        return alt == null ? chart.describe() : alt;
    }

    /** The width in pixels. */
    @Override
    public int width() {
        return chart.getWidth();
    }

    /** The height in pixels. */
    @Override
    public int height() {
        return chart.getHeight();
    }

    /** The chart behind the figure, which may be changed by XChart's own methods. */
    public PlotChart chart() {
        return chart;
    }

    @Override
    public List<Panel> panels() {
        return List.of(new Panel(chart, 0, 0));
    }

    /** Empty: a figure's title belongs to its chart. */
    @Override
    public String heading() {
        return "";
    }

    /** The words of {@link #altText()}. */
    @Override
    public String toString() {
        return "Figure: " + altText();
    }
}
