package arignote.notebook.display;

import arignote.Figure;
import java.util.Arrays;

/**
 * The values a loop reports, thinned while they come in: some hundred at most, and the last one. Which ones are kept
 * depends on the steps alone, so that the same loop leaves the same curve.
 */
public final class Curve {
    private static final int POINTS = 300;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;

    private final String label;
    private final boolean logarithmic;
    private final int stride;
    private final double[] steps = new double[POINTS + 1];
    private final double[] values = new double[POINTS + 1];
    private int size;
    private int due;
    private int lastStep;
    private double last = Double.NaN;

    public Curve(String label, int total, boolean logarithmic) {
        this.label = label;
        this.logarithmic = logarithmic;
        this.stride = Math.max(1, (total + POINTS - 1) / POINTS);
    }

    public void add(int step, double value) {
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

    /** The steps and the values kept, the last one among them. */
    public double[][] points() {
        int length = size; // The loop may add one meanwhile.
        double[] x = Arrays.copyOf(steps, length + 1);
        double[] y = Arrays.copyOf(values, length + 1);
        if (length > 0 && lastStep > x[length - 1]) {
            x[length] = lastStep;
            y[length] = last;
            length++;
        }
        return new double[][] {Arrays.copyOf(x, length), Arrays.copyOf(y, length)};
    }

    Figure picture() {
        double[][] points = points();
        return new Figure(WIDTH, HEIGHT)
                .plot(points[0], points[1])
                .xlabel("step")
                .ylabel(label)
                .yscale(logarithmic ? "log" : "linear");
    }
}
