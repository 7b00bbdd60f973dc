package arignote.plot;

import arignote.plot.axes.Range;
import arignote.plot.draw.LineThinning;
import arignote.plot.draw.Mark;
import arignote.plot.draw.MarkerCloud;
import arignote.plot.draw.MarkerThinning;
import arignote.plot.draw.PlotMarker;
import arignote.plot.draw.Polyline;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the series that {@code plot} and {@code scatter} make: a line as one path, markers as one mark. XChart would draw
 * them segment by segment, and takes seconds for a million points.
 */
final class SeriesPainter {
    /** The most points that are drawn as they are; of more, what is visible of them. */
    private static final int MANY = 10_000;

    private final Range xLimits;
    private final Range yLimits;
    private final VisiblePoints visible;
    private final Rectangle plot;
    private final Rectangle clip;

    /** @param plot what the frame encloses, in pixels */
    SeriesPainter(Range xLimits, Range yLimits, VisiblePoints visible, Rectangle plot) {
        this.xLimits = xLimits;
        this.yLimits = yLimits;
        this.visible = visible;
        this.plot = plot;
        this.clip = new Rectangle(plot.x, plot.y, plot.width + 1, plot.height + 1);
    }

    /** Whether this is such a series, and not one that was given a look that only XChart draws. */
    static boolean draws(XYSeries series) {
        XYSeriesRenderStyle style = series.getXYSeriesRenderStyle();
        boolean plain = style == XYSeriesRenderStyle.Line || style == XYSeriesRenderStyle.Scatter;
        boolean marked = series.getMarker() instanceof PlotMarker;
        boolean colored = series.getLineColor() != null && series.getMarkerColor() != null;
        return plain
                && colored
                && series.getLineStyle() != null
                && (marked || series.getMarker() == SeriesMarkers.NONE)
                && series.getExtraValues() == null
                && series.getYAxisGroup() == 0
                && !series.isSmooth();
    }

    void paint(List<Mark> marks, XYSeries series) {
        double[][] pixels = pixels(series.getXData(), series.getYData());
        boolean many = pixels[0].length > MANY;
        if (series.getXYSeriesRenderStyle() == XYSeriesRenderStyle.Line && series.getLineStyle() != SeriesLines.NONE) {
            marks.add(line(pixels, many, series.getLineColor(), series.getLineStyle()));
        }
        if (series.getMarker() instanceof PlotMarker marker) {
            List<Point2D> places = places(pixels);
            marks.add(
                    many
                            ? manyMarkers(marker, places, series.getMarkerColor())
                            : new Mark.Stamped(marker, places, series.getMarkerColor(), clip));
        }
    }

    private Mark manyMarkers(PlotMarker marker, List<Point2D> places, Color color) {
        return color.getAlpha() < 255
                ? MarkerCloud.of(places, marker, color, clip)
                : new Mark.Stamped(marker, new MarkerThinning(marker, clip).seen(places), color, clip);
    }

    private Mark line(double[][] pixels, boolean many, Color color, BasicStroke stroke) {
        if (!many) {
            return new Mark.Stroked(path(pixels, new Polyline()), color, stroke, clip);
        }
        LineThinning thinning = new LineThinning(clip, stroke.getLineWidth());
        double[][] fewer = thinning.extremes(pixels);
        if (!thinning.crowded(fewer) || stroke.getDashArray() != null) {
            return new Mark.Stroked(path(fewer, thinning.polyline()), color, stroke, clip);
        }
        // Pieces of a line have round ends, as its joints are round.
        BasicStroke round = new BasicStroke(stroke.getLineWidth(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        return new Mark.Stroked(thinning.uncovered(fewer), color, round, clip);
    }

    /** Where the points stand, in XChart's own order of operations; NaN where an axis has no place for one. */
    private double[][] pixels(double[] xs, double[] ys) {
        double[] across = new double[xs.length];
        double[] down = new double[xs.length];
        double left = visible.x().forward(xLimits.lo());
        double right = visible.x().forward(xLimits.hi());
        double bottom = visible.y().forward(yLimits.lo());
        double top = visible.y().forward(yLimits.hi());
        for (int i = 0; i < xs.length; i++) {
            if (visible.shows(xs[i], ys[i])) {
                double x = Range.part(visible.x().forward(xs[i]), left, right);
                double y = Range.part(visible.y().forward(ys[i]), bottom, top);
                across[i] = x * plot.width + (plot.x + 0.5);
                down[i] = plot.height - y * plot.height + (plot.y + 0.5);
            } else {
                across[i] = Double.NaN;
                down[i] = Double.NaN;
            }
        }
        return new double[][] {across, down};
    }

    private static Path2D path(double[][] pixels, Polyline line) {
        for (int i = 1; i < pixels[0].length; i++) {
            line.segment(pixels[0][i - 1], pixels[1][i - 1], pixels[0][i], pixels[1][i]);
        }
        return line.path();
    }

    private static List<Point2D> places(double[][] pixels) {
        List<Point2D> places = new ArrayList<>();
        for (int i = 0; i < pixels[0].length; i++) {
            if (Math.abs(pixels[0][i]) <= Polyline.FAR && Math.abs(pixels[1][i]) <= Polyline.FAR) {
                places.add(new Point2D.Double(pixels[0][i], pixels[1][i]));
            }
        }
        return places;
    }
}
