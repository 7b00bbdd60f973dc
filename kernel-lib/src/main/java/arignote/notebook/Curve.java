package arignote.notebook;

import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * The values a loop reports, thinned while they come in: at most some hundred, and the last one. Which ones are kept
 * depends on the steps alone, so that the same loop leaves the same curve.
 */
final class Curve {
    private static final int POINTS = 300;

    private final String label;
    private final boolean logarithmic;
    private final int stride;
    private final double[] steps = new double[POINTS + 1];
    private final double[] values = new double[POINTS + 1];
    private int size;
    private int due;
    private int lastStep;
    private double last = Double.NaN;

    Curve(String label, int total, boolean logarithmic) {
        this.label = label;
        this.logarithmic = logarithmic;
        this.stride = Math.max(1, (total + POINTS - 1) / POINTS);
    }

    void add(int step, double value) {
        last = value;
        lastStep = step;
        if (step >= due && size < POINTS) {
            steps[size] = step;
            values[size] = value;
            size++;
            due = step + stride;
        }
    }

    String label() {
        return label;
    }

    double last() {
        return last;
    }

    int size() {
        return size;
    }

    /** The steps and values kept, the last one among them; on a logarithmic axis the positive ones. */
    double[][] points() {
        int kept = size;
        double[] x = Arrays.copyOf(steps, kept + 1);
        double[] y = Arrays.copyOf(values, kept + 1);
        if (kept > 0 && lastStep > x[kept - 1]) {
            x[kept] = lastStep;
            y[kept] = last;
            kept++;
        }
        int n = 0;
        for (int i = 0; i < kept; i++) {
            if (Double.isFinite(y[i]) && (!logarithmic || y[i] > 0)) {
                x[n] = x[i];
                y[n] = y[i];
                n++;
            }
        }
        return new double[][] {Arrays.copyOf(x, n), Arrays.copyOf(y, n)};
    }

    Object picture() {
        double[][] points = points();
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(320)
                .xAxisTitle("step")
                .yAxisTitle(label)
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        if (points[0].length > 0) {
            chart.addSeries(label, points[0], points[1]);
        }
        return chart;
    }
}
