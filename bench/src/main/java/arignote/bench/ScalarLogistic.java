package arignote.bench;

import java.util.Arrays;

/** Logistic regression by hand, on the rows of a mini-batch where they lie. */
final class ScalarLogistic {
    private final double[][] rows;
    private final double[] targets;
    private final double[] w;
    private final double[] byW;
    private double b;

    ScalarLogistic(double[][] rows, double[] targets) {
        this.rows = rows;
        this.targets = targets;
        w = new double[rows[0].length];
        byW = new double[w.length];
    }

    /** One step on the rows from begin to end; gives the cost before it. */
    double step(int begin, int end) {
        double cost = 0;
        double byB = 0;
        Arrays.fill(byW, 0);
        for (int i = begin; i < end; i++) {
            double[] x = rows[i];
            double score = b;
            for (int j = 0; j < w.length; j++) {
                score += x[j] * w[j];
            }
            cost += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - targets[i] * score;
            double rest = 1 / (1 + Math.exp(-score)) - targets[i];
            byB += rest;
            for (int j = 0; j < w.length; j++) {
                byW[j] += rest * x[j];
            }
        }
        double rate = Models.RATE / (end - begin);
        b -= rate * byB;
        for (int j = 0; j < w.length; j++) {
            w[j] -= rate * byW[j];
        }
        return cost / (end - begin);
    }
}
