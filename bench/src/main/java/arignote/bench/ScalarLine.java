package arignote.bench;

/** A line's training step by hand, in plain Java: the loop that a good engineer would write for this one problem. */
final class ScalarLine {
    double slope;
    double intercept;

    /** One step; gives the cost before it. */
    double step(double[] x, double[] y) {
        int n = x.length;
        double cost = 0;
        double bySlope = 0;
        double byIntercept = 0;
        for (int i = 0; i < n; i++) {
            double rest = x[i] * slope + intercept - y[i];
            cost += rest * rest;
            bySlope += rest * x[i];
            byIntercept += rest;
        }
        slope -= Models.RATE * 2 * bySlope / n;
        intercept -= Models.RATE * 2 * byIntercept / n;
        return cost / n;
    }

    /** One step on one sample; gives the cost before it. */
    double step(double x, double y) {
        double rest = x * slope + intercept - y;
        slope -= Models.RATE * 2 * rest * x;
        intercept -= Models.RATE * 2 * rest;
        return rest * rest;
    }
}
