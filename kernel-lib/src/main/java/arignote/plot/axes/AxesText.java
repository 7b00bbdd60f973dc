package arignote.plot.axes;

import arignote.plot.draw.Lettering;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The words around a plot and their fonts, as the chart has them. */
public record AxesText(String title, String xLabel, String yLabel, Font titleFont, Font labelFont, Font tickFont) {
    /** The part of the figure's width or height that words have which do not fit. */
    private static final double SHARE = 0.9;

    public static AxesText of(XYChart chart) {
        return new AxesText(
                strip(chart.getTitle()),
                strip(chart.getXAxisTitle()),
                strip(chart.getYAxisTitle()),
                chart.getStyler().getChartTitleFont(),
                chart.getStyler().getAxisTitleFont(),
                chart.getStyler().getAxisTickLabelsFont());
    }

    /** Words that are longer than the figure is wide, or beside the y axis high, end in three dots. */
    public AxesText within(double width, double height) {
        List<String> lines = new ArrayList<>();
        for (String line : titleLines()) {
            lines.add(cut(line, titleFont, width));
        }
        return new AxesText(
                String.join("\n", lines),
                cut(xLabel, labelFont, width),
                cut(yLabel, labelFont, height),
                titleFont,
                labelFont,
                tickFont);
    }

    /** Words about as long as there is room stay whole: a letter or two less is worse than ends at the very edge. */
    private static String cut(String text, Font font, double room) {
        return Lettering.width(text, font) <= room ? text : Lettering.fitting(text, font, SHARE * room);
    }

    public String[] titleLines() {
        return title.split("\\R");
    }

    private static String strip(String text) {
        return text == null ? "" : text.strip();
    }
}
