package arignote.plot;

import java.awt.Font;
import org.knowm.xchart.XYChart;

/** The words around a plot and their fonts, as the chart has them. */
record AxesText(String title, String xLabel, String yLabel, Font titleFont, Font labelFont, Font tickFont) {
    static AxesText of(XYChart chart) {
        return new AxesText(
                strip(chart.getTitle()),
                strip(chart.getXAxisTitle()),
                strip(chart.getYAxisTitle()),
                chart.getStyler().getChartTitleFont(),
                chart.getStyler().getAxisTitleFont(),
                chart.getStyler().getAxisTickLabelsFont());
    }

    String[] titleLines() {
        return title.split("\\R");
    }

    private static String strip(String text) {
        return text == null ? "" : text.strip();
    }
}
