package arignote;

import arignote.plot.PlotChart;
import arignote.run.Values;

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
public final class Figure {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int PNG_SCALE = 2;
    private static final double AREA = 36;

    private final PlotChart chart;
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
        if (Math.min(width, height) < 50 || Math.max(width, height) > 10_000) {
            throw new IllegalArgumentException(
                    "A figure of " + width + " by " + height + " pixels cannot be drawn; each may be 50 to 10000");
        }
        chart = new PlotChart(width, height);
    }

    /** Values against 0, 1, 2 …, as a line. */
    public Figure plot(Object y) {
        return series(null, y, null, null);
    }

    /** Values against 0, 1, 2 …, in a format such as {@code "r-"}. */
    public Figure plot(Object y, String format) {
        return series(null, y, format, null);
    }

    /** A line through points, in the next of matplotlib's colours, the first of which is blue. */
    public Figure plot(Object x, Object y) {
        return series(x, y, null, null);
    }

    /**
     * Points, a line, or both.
     *
     * @param format a colour (b g r c m y k w, C0 to C9), a marker (o . , + x s ^ v &lt; &gt; d D *) and a line
     *     (- -- -. :), in any order and each only if wanted: {@code "ro"} is red circles, {@code "k--"} a dashed black
     *     line, {@code "b"} a blue line
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
        double[] xs = Values.doubles(x, "x");
        double[] ys = Values.doubles(y, "y");
        sameLength(xs, ys);
        chart.scatter(xs, ys, area);
        return this;
    }

    private Figure series(Object x, Object y, String format, String label) {
        double[] ys = Values.doubles(y, "y");
        double[] xs = x == null ? indices(ys.length) : Values.doubles(x, "x");
        sameLength(xs, ys);
        chart.plot(xs, ys, format, label);
        return this;
    }

    private static double[] indices(int count) {
        double[] indices = new double[count];
        for (int i = 0; i < count; i++) {
            indices[i] = i;
        }
        return indices;
    }

    private static void sameLength(double[] xs, double[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException(
                    "x has " + xs.length + " values and y has " + ys.length + "; a point needs one of each");
        }
    }

    /** Names the series drawn last for the legend. */
    public Figure label(String label) {
        chart.label(label);
        return this;
    }

    /**
     * Colours the series drawn last.
     *
     * @param color a letter of bgrcmykw, C0 to C9, a name such as {@code "orange"}, or {@code "#rrggbb"}
     */
    public Figure color(String color) {
        chart.color(color);
        return this;
    }

    /** Sizes the markers of the series drawn last: their diameter in points, 6 by default. */
    public Figure markersize(double points) {
        chart.markerSize(points);
        return this;
    }

    /** The width of the line drawn last, in points, 1.5 by default. */
    public Figure linewidth(double points) {
        chart.lineWidth(points);
        return this;
    }

    /** The words above the plot; a line break in them is one there. */
    public Figure title(String title) {
        chart.setTitle(title);
        return this;
    }

    /** The words below the x axis. */
    public Figure xlabel(String label) {
        chart.setXAxisTitle(label);
        return this;
    }

    /** The words beside the y axis. */
    public Figure ylabel(String label) {
        chart.setYAxisTitle(label);
        return this;
    }

    /** The values at the left and at the right end of the x axis; without it the data decide. */
    public Figure xlim(double left, double right) {
        chart.limitX(left, right);
        return this;
    }

    /** The values at the lower and at the upper end of the y axis; without it the data decide. */
    public Figure ylim(double bottom, double top) {
        chart.limitY(bottom, top);
        return this;
    }

    /** {@code "log"} or {@code "linear"}; values that have no place on a logarithmic axis are gaps. */
    public Figure xscale(String scale) {
        chart.scaleX(scale);
        return this;
    }

    /** {@code "log"} or {@code "linear"}; values that have no place on a logarithmic axis are gaps. */
    public Figure yscale(String scale) {
        chart.scaleY(scale);
        return this;
    }

    /** Lines across the plot at the ticks, or none. */
    public Figure grid(boolean on) {
        chart.grid(on);
        return this;
    }

    /** A box with the names of the series, where it hides least. */
    public Figure legend() {
        return legend("best");
    }

    /** A box with the names of the series, at {@code "upper left"}, {@code "lower right"} and so on. */
    public Figure legend(String place) {
        chart.legend(place);
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
    public String captionText() {
        return caption;
    }

    /** What the picture shows, in words. */
    public String altText() {
        return alt == null ? chart.describe() : alt;
    }

    /** The width in pixels. */
    public int width() {
        return chart.getWidth();
    }

    /** The height in pixels. */
    public int height() {
        return chart.getHeight();
    }

    /** The chart behind the figure, which may be changed by XChart's own methods. */
    public PlotChart chart() {
        return chart;
    }

    /** The figure as a PNG file with two pixels for each of its own, for sharp screens. The same data give the same bytes. */
    public byte[] png() {
        return chart.png(PNG_SCALE);
    }

    /** The figure as one SVG element, with letters as outlines and without ids. */
    public String svg() {
        return chart.svg(altText());
    }

    /** The words of {@link #altText()}. */
    @Override
    public String toString() {
        return "Figure: " + altText();
    }
}
