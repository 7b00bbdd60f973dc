package arignote.plot;

import arignote.plot.axes.AxesText;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import arignote.plot.draw.LineStyle;
import arignote.plot.draw.Palette;
import arignote.plot.draw.PlotMarker;
import java.util.Locale;
import java.util.StringJoiner;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/** The alternative text of a chart: what the picture shows, in words. */
public final class AltText {
    private AltText() {}

    static String of(PlotChart chart, Scale x, Scale y) {
        StringJoiner text = new StringJoiner(" ");
        AxesText words = AxesText.of(chart);
        if (!words.title().isEmpty()) {
            text.add(words.title().replace("\n", " ") + ".");
        }
        String upright = words.yLabel().isEmpty() ? "" : " of " + words.yLabel();
        String across = words.xLabel().isEmpty() ? "" : " against " + words.xLabel();
        text.add("Plot" + upright + across + scales(x, y) + ".");
        for (XYSeries series : chart.getSeriesMap().values()) {
            if (series.isEnabled()) {
                text.add(series(chart, series));
            }
        }
        chart.layers().all().forEach(layer -> text.add(layer.describe()));
        return text.toString();
    }

    private static String scales(Scale x, Scale y) {
        if (x == Scale.LINEAR && y == Scale.LINEAR) {
            return "";
        }
        return x == y ? ", both axes logarithmic" : ", the " + (x == Scale.LOG ? "x" : "y") + " axis logarithmic";
    }

    private static String series(PlotChart chart, XYSeries series) {
        Range x = chart.visible().range(series, true);
        Range y = chart.visible().range(series, false);
        String what = name(series) + ": ";
        int count = chart.visible().count(series);
        if (count == 0) {
            return what + "no points.";
        }
        String points = count == 1 ? "1 point" : count + " points";
        return what + points + ", " + SpokenNumber.range("x", x) + ", " + SpokenNumber.range("y", y) + ".";
    }

    private static String name(XYSeries series) {
        boolean marked = series.getMarker() instanceof PlotMarker;
        boolean lined = series.getLineStyle() != null && series.getLineStyle() != SeriesLines.NONE;
        String kind = lined ? LineStyle.of(series.getLineStyle()).noun : "points";
        if (marked) {
            String markers = ((PlotMarker) series.getMarker()).noun();
            kind = lined ? kind + " with " + markers : markers;
        }
        String color = series.getLineColor() == null ? "" : Palette.describe(series.getLineColor()) + " ";
        String phrase = color + kind;
        String label = series.isShowInLegend() && !series.getLabel().isEmpty() ? " “" + series.getLabel() + "”" : "";
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1) + label;
    }
}
