package arignote.plot;

import arignote.plot.axes.AxisView;
import arignote.plot.axes.Categories;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.draw.Drawing;
import arignote.plot.draw.MarkerShape;
import arignote.plot.draw.Palette;
import arignote.plot.draw.PlotMarker;
import arignote.plot.draw.Points;
import arignote.plot.draw.RecordingGraphics;
import arignote.plot.layer.Bars;
import arignote.plot.layer.ColorMap;
import arignote.plot.layer.Contours;
import arignote.plot.layer.HeatMap;
import arignote.plot.layer.Histogram;
import arignote.plot.layer.Layer;
import arignote.plot.layer.Layers;
import arignote.plot.layer.Surface;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An XChart chart that looks like matplotlib's default.
 *
 * <p>XChart keeps the series and their styles and draws them; limits, ticks and words are drawn here, since XChart
 * puts ticks on the data where these are evenly spaced (its issue 731), and chooses limits of its own.
 */
public final class PlotChart extends XYChart {
    private static final double LINE_WIDTH = 1.5;
    private static final double MARKER_SIZE = 6;
    private static final double MARKER_EDGE = 1;

    private final AxisView x = new AxisView("x");
    private final AxisView y = new AxisView("y");
    private final Layers layers = new Layers();
    private final Categories categories = new Categories();
    boolean grid;
    boolean equal;
    boolean bare;
    LegendPlace legend; // null for none
    private int colorsUsed;
    private int fillColorsUsed; // matplotlib counts the two apart
    private final Latest latest = new Latest(layers);

    /** @param width in pixels; height likewise */
    public PlotChart(int width, int height) {
        super(width, height, ChartTheme.XChart);
        PlotStyle.apply(getStyler());
    }

    /**
     * Adds a series.
     *
     * @param format as {@link SeriesFormat#parse} reads it; null for a line in the next colour of the cycle
     * @param label its name in a legend; null for none
     */
    public void plot(double[] xs, double[] ys, String format, String label) {
        SeriesFormat f = format == null ? SeriesFormat.DEFAULT : SeriesFormat.parse(format);
        PlotMarker marker = f.marker() == null ? null : new PlotMarker(f.marker(), MARKER_SIZE, MARKER_EDGE);
        BasicStroke stroke = f.line() == null ? null : f.line().stroke((float) Points.toPixels(LINE_WIDTH));
        add(xs, ys, f.color() == null ? Palette.cycle(colorsUsed++) : f.color(), marker, stroke, label);
    }

    /** The series added last. */
    public XYSeries lastSeries() {
        return latest.series("this");
    }

    /** Puts other data in a series, as {@link #plot} takes them. */
    public static void replace(XYSeries series, double[] xs, double[] ys) {
        double[][] shown = finite(xs, ys);
        series.replaceData(shown[0], shown[1], null);
    }

    /**
     * Adds points.
     *
     * @param area of a point in square points, its edge not counted
     */
    public void scatter(double[] xs, double[] ys, double area) {
        if (!(area > 0 && area <= Latest.LARGEST * Latest.LARGEST)) {
            throw new IllegalArgumentException("The area of a point is " + area
                    + "; give square points above 0, and at most " + Latest.LARGEST * Latest.LARGEST);
        }
        PlotMarker marker = new PlotMarker(MarkerShape.CIRCLE, Math.sqrt(area), LINE_WIDTH);
        add(xs, ys, Palette.cycle(fillColorsUsed++), marker, null, null);
    }

    /** Adds bars between edges, in the next colour; {@code what} is their noun in words. */
    void bars(String what, double[] left, double[] right, double[] heights) {
        add(new Bars(what, left, right, heights, Palette.cycle(fillColorsUsed++), ""));
    }

    /** Adds bars with names. */
    public void bars(List<String> names, double[] heights, double width) {
        bars(categories.places(names), heights, width);
        List<String> all = categories.names();
        x.ticks(IntStream.range(0, all.size()).asDoubleStream().toArray(), all);
    }

    /** Adds bars around places. */
    public void bars(double[] at, double[] heights, double width) {
        double[] left = Arrays.stream(at).map(v -> edge(v, -width / 2)).toArray();
        double[] right = Arrays.stream(at).map(v -> edge(v, width / 2)).toArray();
        bars("bars", left, right, heights);
    }

    /** A bar's edge; beyond the largest double it is that. */
    private static double edge(double at, double half) {
        return Double.isFinite(at) ? Scale.LINEAR.back(at + half) : Double.NaN;
    }

    /** Adds a histogram with a number of bins of one width. */
    public void histogram(double[] values, int bins) {
        histogram(Histogram.of(values, bins));
    }

    /** Adds a histogram with bins between edges. */
    public void histogram(double[] values, double[] edges) {
        histogram(Histogram.of(values, edges));
    }

    private void histogram(Histogram h) {
        int bins = h.counts().length;
        bars("histogram bars", Arrays.copyOf(h.edges(), bins), Arrays.copyOfRange(h.edges(), 1, bins + 1), h.counts());
    }

    /** Adds an image, one square a value, the first row on top. */
    public void image(double[][] z) {
        int columns = z.length == 0 ? 0 : z[0].length;
        double[] across = IntStream.range(0, columns).asDoubleStream().toArray();
        double[] down = IntStream.range(0, z.length).asDoubleStream().toArray();
        HeatMap image = new HeatMap("Image", new Surface(across, down, z), ColorMap.VIRIDIS, null);
        add(image);
        y.limits(z.length - 0.5, -0.5);
        equal = true;
    }

    /** Adds a rectangle of colour for each value of a grid, around its x and y. */
    public void heatMap(double[] xs, double[] ys, double[][] z) {
        add(new HeatMap("Heat map", new Surface(xs, ys, z), ColorMap.VIRIDIS, null));
    }

    /** Adds contours of a grid's values; {@code levels} null for round ones. */
    public void contours(double[] xs, double[] ys, double[][] z, double[] levels, boolean filled) {
        add(Contours.of(new Surface(xs, ys, z), levels, filled));
    }

    private void add(Layer layer) {
        layers.add(layer);
        latest.set(null);
    }

    private void add(double[] xs, double[] ys, Color color, PlotMarker marker, BasicStroke stroke, String label) {
        String name = "series " + (getSeriesMap().size() + 1);
        double[][] shown = finite(xs, ys);
        XYSeries last = addSeries(name, shown[0], shown[1]);
        last.setXYSeriesRenderStyle(stroke == null ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
        last.setLineStyle(stroke == null ? SeriesLines.NONE : stroke);
        last.setMarker(marker == null ? SeriesMarkers.NONE : marker);
        latest.set(last);
        Latest.color(last, color);
        latest.label(label);
    }

    /** The points with gaps of those that are not finite. XChart knows a gap by a y that is NaN, and by nothing else. */
    private static double[][] finite(double[] xs, double[] ys) {
        double[] shownX = xs.length == 0 ? new double[1] : xs.clone();
        double[] shownY = xs.length == 0 ? new double[] {Double.NaN} : ys.clone();
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
                shownX[i] = 0;
                shownY[i] = Double.NaN;
            }
        }
        return new double[][] {shownX, shownY};
    }

    /** What was added last, to be named, coloured and so on. */
    public Latest latest() {
        return latest;
    }

    /** A bar beside the axes that says which number has which colour. */
    public void colorBar(String label) {
        layers.colorBar(label);
    }

    /** Limits the x axis, from its left to its right end. */
    public void limitX(double from, double to) {
        x.limits(from, to);
    }

    /** Limits the y axis, from its lower to its upper end. */
    public void limitY(double from, double to) {
        y.limits(from, to);
    }

    /** @param scale {@code "linear"} or {@code "log"} */
    public void scaleX(String scale) {
        x.scale(scale);
        getStyler().setXAxisLogarithmic(x.scale() == Scale.LOG);
    }

    /** @param scale {@code "linear"} or {@code "log"} */
    public void scaleY(String scale) {
        y.scale(scale);
        getStyler().setYAxisLogarithmic(y.scale() == Scale.LOG);
    }

    /** Ticks of the x axis at given values, with given labels. */
    public void ticksX(double[] at, List<String> labels) {
        x.ticks(at, labels);
    }

    /** Ticks of the y axis at given values, with given labels. */
    public void ticksY(double[] at, List<String> labels) {
        y.ticks(at, labels);
    }

    /** Makes a unit as long along x as along y. */
    public void equalUnits(boolean on) {
        equal = on;
    }

    /** Leaves out frame, ticks and their numbers. */
    public void bare(boolean on) {
        bare = on;
    }

    /** Lines across the plot at the ticks, or none. */
    public void grid(boolean on) {
        grid = on;
    }

    /** @param place such as {@code "upper left"}; {@code "best"} lets the data decide; null for no legend */
    public void legend(String place) {
        legend = place == null ? null : LegendPlace.of(place);
    }

    /** One sentence on the figure and one on each series. */
    public String describe() {
        return AltText.of(this, x.scale(), y.scale());
    }

    /** The bytes of a PNG file, {@code scale} pixels for each of the chart's. */
    public byte[] png(int scale) {
        return drawing().png(scale);
    }

    /** An SVG element. */
    public String svg(String altText) {
        return drawing().svg(altText);
    }

    public AxisView x() {
        return x;
    }

    public AxisView y() {
        return y;
    }

    VisiblePoints visible() {
        return new VisiblePoints(x.scale(), y.scale());
    }

    /** The data's range along x (along y if not {@code alongX}), of points that both axes can show. */
    public Range data(boolean alongX) {
        Range series = visible().range(getSeriesMap().values(), alongX);
        return series.with(layers.range(alongX, alongX ? x.scale() : y.scale()));
    }

    Layers layers() {
        return layers;
    }

    public Drawing drawing() {
        return plotted().drawing();
    }

    /** The drawing, and where its data are in it. */
    public Plotted plotted() {
        return new ChartPainter(this, getWidth(), getHeight()).plotted();
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        new ChartPainter(this, width, height).plotted().drawing().paint(g);
    }

    // What XChart draws itself; it is given as much room as the axes enclose, and knows nothing of what surrounds them

    /** XChart's own sweep through the chart: places the axes and gives series added by XChart's methods default styles. */
    void layOut(int width, int height) {
        super.paint(new RecordingGraphics(), width, height);
    }

    /** After {@link #layOut}, which has made the chart as small as its axes. */
    void resize(int width, int height) {
        setWidth(width);
        setHeight(height);
    }

    /** Draws the series that are enabled. */
    void paintSeries(RecordingGraphics graphics) {
        super.plot.paint(graphics);
    }

    void paintAnnotations(RecordingGraphics graphics) {
        annotations.forEach(annotation -> annotation.paint(graphics));
    }
}
