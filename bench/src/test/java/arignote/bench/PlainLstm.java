package arignote.bench;

import java.util.Arrays;

/** Long short-term memory by hand, number by number, as the equations stand in a book. */
final class PlainLstm {
    final double[][] w;
    final double[][] u;
    final double[] b;
    private final int n;

    PlainLstm(Recurrences.Lstm weights) {
        w = weights.w().getValue().toDoubleMatrix();
        u = weights.u().getValue().toDoubleMatrix();
        b = weights.b().getValue().toDoubleVector();
        n = u.length;
    }

    /** One training step; gives the cost before it. */
    double step(double[][][] x) {
        double[][] byW = new double[w.length][4 * n];
        double[][] byU = new double[n][4 * n];
        double[] byB = new double[4 * n];
        double cost = 0;
        for (int row = 0; row < x[0].length; row++) {
            double[][] rows = new double[x.length][];
            for (int t = 0; t < x.length; t++) {
                rows[t] = x[t][row];
            }
            cost += learn(rows, x[0].length, byW, byU, byB);
        }
        for (int k = 0; k < 4 * n; k++) {
            b[k] -= Models.RATE * byB[k];
            for (int i = 0; i < w.length; i++) {
                w[i][k] -= Models.RATE * byW[i][k];
            }
            for (int i = 0; i < n; i++) {
                u[i][k] -= Models.RATE * byU[i][k];
            }
        }
        return cost;
    }

    /** Adds to the gradients what one row of the inputs contributes, and gives its part of the cost. */
    private double learn(double[][] x, int rows, double[][] byW, double[][] byU, double[] byB) {
        double[][] gates = new double[x.length][4 * n];
        double[][] h = new double[x.length + 1][n]; // the first before the first turn
        double[][] c = new double[x.length + 1][n];
        for (int t = 0; t < x.length; t++) {
            for (int k = 0; k < 4 * n; k++) {
                double sum = b[k] + product(x[t], w, k) + product(h[t], u, k);
                gates[t][k] = k / n == 2 ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
            }
            for (int j = 0; j < n; j++) {
                c[t + 1][j] = gates[t][n + j] * c[t][j] + gates[t][j] * gates[t][2 * n + j];
                h[t + 1][j] = gates[t][3 * n + j] * Math.tanh(c[t + 1][j]);
            }
        }
        double[] last = h[x.length];
        double[] byH = Arrays.stream(last).map(v -> 2 * v / (rows * n)).toArray();
        double[] byC = new double[n];
        for (int t = x.length - 1; t >= 0; t--) {
            double[] bySums = new double[4 * n];
            for (int j = 0; j < n; j++) {
                double in = gates[t][j];
                double kept = gates[t][n + j];
                double fresh = gates[t][2 * n + j];
                double out = gates[t][3 * n + j];
                double bent = Math.tanh(c[t + 1][j]);
                byC[j] += byH[j] * out * (1 - bent * bent);
                bySums[j] = byC[j] * fresh * in * (1 - in);
                bySums[n + j] = byC[j] * c[t][j] * kept * (1 - kept);
                bySums[2 * n + j] = byC[j] * in * (1 - fresh * fresh);
                bySums[3 * n + j] = byH[j] * bent * out * (1 - out);
                byC[j] *= kept;
            }
            Arrays.fill(byH, 0);
            for (int k = 0; k < 4 * n; k++) {
                byB[k] += bySums[k];
                for (int i = 0; i < w.length; i++) {
                    byW[i][k] += x[t][i] * bySums[k];
                }
                for (int i = 0; i < n; i++) {
                    byU[i][k] += h[t][i] * bySums[k];
                    byH[i] += u[i][k] * bySums[k];
                }
            }
        }
        return Arrays.stream(last).map(v -> v * v / (rows * n)).sum();
    }

    private static double product(double[] row, double[][] matrix, int column) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * matrix[i][column];
        }
        return sum;
    }
}
