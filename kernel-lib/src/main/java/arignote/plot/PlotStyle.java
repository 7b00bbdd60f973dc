package arignote.plot;

import arignote.plot.draw.Lettering;
import arignote.plot.draw.Points;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.style.XYStyler;

/** The settings by which XChart draws the data and nothing around them, with matplotlib's font sizes. */
final class PlotStyle {
    private static final double TEXT = 10;
    private static final double TITLE = 12;

    /** Keeps XChart from looking for ticks; a function that the caller sets takes its place. */
    static final Function<Double, String> NO_LABEL = value -> "";

    private PlotStyle() {}

    static void apply(XYStyler style) {
        Font font = Lettering.font(Points.toPixels(TEXT));
        style.setBaseFont(font);
        style.setChartTitleFont(Lettering.font(Points.toPixels(TITLE)));
        style.setAxisTitleFont(font);
        style.setAxisTickLabelsFont(font);
        style.setLegendFont(font);
        style.setAnnotationTextFont(font);
        style.setLocale(Locale.ROOT);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(new Color(255, 255, 255, 0));
        style.setChartTitleVisible(false);
        style.setLegendVisible(false);
        style.setAxisTicksVisible(false);
        style.setXAxisTitleVisible(false);
        style.setYAxisTitleVisible(false);
        style.setPlotGridLinesVisible(false);
        style.setPlotTicksMarksVisible(false);
        style.setPlotBorderVisible(false);
        style.setPlotContentSize(1);
        style.setPlotMargin(0);
        style.setChartPadding(0);
        style.setxAxisTickLabelsFormattingFunction(NO_LABEL);
        style.setyAxisTickLabelsFormattingFunction(NO_LABEL);
    }
}
