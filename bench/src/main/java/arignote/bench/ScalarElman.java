package arignote.bench;

/** An Elman network by hand. Products go along rows of the weights, as HotSpot makes vectors of such loops. */
final class ScalarElman {
    private final Recurrences.Elman weights;
    private final double[][] h;

    ScalarElman(int turns, Recurrences.Elman weights) {
        this.weights = weights;
        h = new double[turns][weights.b().length];
    }

    /** All hidden rows, in an array that the next call fills anew. */
    double[][] run(double[][] x) {
        for (int t = 0; t < h.length; t++) {
            double[] now = h[t];
            System.arraycopy(weights.b(), 0, now, 0, now.length);
            addProduct(x[t], weights.wx(), now);
            if (t > 0) {
                addProduct(h[t - 1], weights.wh(), now);
            }
            for (int j = 0; j < now.length; j++) {
                now[j] = Math.tanh(now[j]);
            }
        }
        return h;
    }

    private static void addProduct(double[] row, double[][] matrix, double[] sum) {
        for (int k = 0; k < row.length; k++) {
            double factor = row[k];
            double[] along = matrix[k];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += factor * along[j];
            }
        }
    }
}
