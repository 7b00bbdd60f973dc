package arignote.bench;

/** {@code h = tanh(w h + x[t])} by hand, and the gradient of the sum of {@code h * h}: loops over an array that stays. */
final class ScalarScan {
    private final double[] h;

    ScalarScan(int turns) {
        h = new double[turns];
    }

    /** All h, in an array that the next call fills anew. */
    double[] run(double[] x, double w) {
        double now = 0;
        for (int t = 0; t < h.length; t++) {
            now = Math.tanh(w * now + x[t]);
            h[t] = now;
        }
        return h;
    }

    /** The gradient by w. */
    double gradient(double[] x, double w) {
        run(x, w);
        double total = 0;
        double later = 0; // by h[t], of what comes after it
        for (int t = h.length - 1; t > 0; t--) {
            double inside = (later + 2 * h[t]) * (1 - h[t] * h[t]);
            total += inside * h[t - 1];
            later = inside * w;
        }
        return total;
    }
}
