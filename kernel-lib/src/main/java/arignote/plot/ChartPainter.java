package arignote.plot;

import arignote.plot.axes.AxesLayout;
import arignote.plot.axes.AxesPainter;
import arignote.plot.axes.AxesText;
import arignote.plot.axes.AxisView;
import arignote.plot.axes.NamedTicks;
import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Ticks;
import arignote.plot.draw.Drawing;
import arignote.plot.draw.PlotMarker;
import arignote.plot.draw.RecordingGraphics;
import arignote.plot.layer.ColorBar;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;

/** Draws a chart once: finds room for its axes, then lays down layers, grid, series, axes, colour bar and legend. */
final class ChartPainter {
    /** The part of the figure that the names along an axis may take. */
    private static final double LONGEST = 0.35;

    private final PlotChart chart;
    private final XYStyler style;
    private final int width;
    private final int height;
    private final Range xLimits;
    private final Range yLimits;
    private final AxesText text;
    private final ColorBar bar; // null for none

    ChartPainter(PlotChart chart, int width, int height) {
        this.chart = chart;
        this.style = chart.getStyler();
        this.width = width;
        this.height = height;
        xLimits = chart.x().limits(chart.data(true));
        yLimits = chart.y().limits(chart.data(false));
        text = AxesText.of(chart).within(width, height);
        bar = chart.layers().bar(text);
    }

    Plotted plotted() {
        AxesLayout layout = layout();
        Rectangle plot = layout.plot();
        Ticks xTicks = xTicks(plot);
        Ticks yTicks = yTicks(plot);
        Projection across = new Projection(xLimits, chart.x().scale(), plot.x + 0.5, plot.x + 0.5 + plot.width);
        Projection up = new Projection(yLimits, chart.y().scale(), plot.y + 0.5 + plot.height, plot.y + 0.5);

        RecordingGraphics graphics = new RecordingGraphics();
        graphics.setColor(style.getChartBackgroundColor());
        graphics.fill(new Rectangle(width, height));
        AxesPainter axes = new AxesPainter(graphics.marks(), text, layout, across, up);
        Rectangle inside = new Rectangle(plot.x, plot.y, plot.width + 1, plot.height + 1);
        chart.layers().draw(graphics.marks(), across, up, inside);
        if (chart.grid) {
            axes.grid(xTicks, yTicks);
        }
        Map<XYSeries, List<Integer>> places = series(graphics, plot);
        if (chart.bare) {
            axes.title();
        } else {
            axes.frame();
            axes.ticks(xTicks, yTicks);
            axes.words(xTicks, yTicks);
        }
        if (bar != null) {
            bar.paint(graphics.marks(), plot);
        }
        if (chart.legend != null) {
            new Legend(chart).paint(graphics.marks(), plot, chart.legend);
        }
        return new Plotted(new Drawing(width, height, graphics.marks()), across, up, places);
    }

    // Axes

    /** Labels decide the room that is left for the axes, and that the labels: the second round is exact enough. */
    private AxesLayout layout() {
        AxesLayout layout =
                layout(layout(new Rectangle(width * 3 / 4, height * 3 / 4)).plot());
        return chart.equal
                ? layout.equalUnits(chart.x().length(xLimits), chart.y().length(yLimits))
                : layout;
    }

    private AxesLayout layout(Rectangle plot) {
        return AxesLayout.of(width, height, text, xTicks(plot), yTicks(plot), bar == null ? 0 : bar.room(plot.height));
    }

    private Ticks xTicks(Rectangle plot) {
        return ticks(chart.x(), xLimits, plot.width, true, style.getxAxisTickLabelsFormattingFunction());
    }

    private Ticks yTicks(Rectangle plot) {
        return ticks(chart.y(), yLimits, plot.height, false, style.getyAxisTickLabelsFormattingFunction());
    }

    private Ticks ticks(AxisView axis, Range limits, int length, boolean isX, Function<Double, String> labels) {
        Font font = text.tickFont();
        Ticks ticks = axis.ticks(limits, AxesLayout.room(length, font, isX)).labelled(labels, PlotStyle.NO_LABEL);
        if (!axis.hasGivenTicks()) {
            return ticks;
        }
        Projection pixels = new Projection(limits, axis.scale(), 0, length);
        return isX
                ? NamedTicks.below(ticks, pixels, font, LONGEST * chart.getHeight())
                : NamedTicks.beside(ticks, pixels, font, LONGEST * chart.getWidth());
    }

    // Series

    /** Draws the series, by XChart where only XChart can, and the annotations. Returns the marks of each series. */
    private Map<XYSeries, List<Integer>> series(RecordingGraphics graphics, Rectangle plot) {
        style.setXAxisMin(xLimits.lo()).setXAxisMax(xLimits.hi());
        style.setYAxisMin(yLimits.lo()).setYAxisMax(yLimits.hi());
        VisiblePoints visible = chart.visible();
        SeriesPainter painter = new SeriesPainter(xLimits, yLimits, visible, plot);
        Map<XYSeries, VisiblePoints.Kept> hidden =
                visible.hideOthers(chart.getSeriesMap().values());
        List<XYSeries> enabled = new ArrayList<>(chart.getSeriesMap().values());
        enabled.removeIf(series -> !series.isEnabled());
        Map<XYSeries, List<Integer>> places = new IdentityHashMap<>();
        graphics.translate(plot.x + 0.5, plot.y + 0.5);
        try {
            chart.layOut(plot.width, plot.height);
            enabled.forEach(series -> series.setEnabled(false));
            for (XYSeries series : enabled) {
                int first = graphics.marks().size();
                if (SeriesPainter.draws(series)) {
                    if (hidden.containsKey(series)) {
                        hidden.get(series).into(series);
                    }
                    painter.paint(graphics.marks(), series);
                } else {
                    paintByXChart(graphics, series);
                }
                places.put(
                        series,
                        IntStream.range(first, graphics.marks().size()).boxed().toList());
            }
            chart.paintAnnotations(graphics);
        } finally {
            graphics.translate(-plot.x - 0.5, -plot.y - 0.5);
            enabled.forEach(series -> series.setEnabled(true));
            VisiblePoints.restore(hidden);
            chart.resize(width, height);
        }
        return places;
    }

    private void paintByXChart(RecordingGraphics graphics, XYSeries series) {
        series.setEnabled(true);
        graphics.beginSeries();
        chart.paintSeries(graphics);
        if (series.getXYSeriesRenderStyle() == XYSeriesRenderStyle.Line && series.getLineStyle() != SeriesLines.NONE) {
            graphics.expectLine(series.getLineColor(), series.getLineStyle());
        }
        if (series.getMarker() instanceof PlotMarker marker) {
            graphics.expectMarkers(series.getMarkerColor(), marker);
        }
        graphics.endSeries();
        series.setEnabled(false);
    }
}
