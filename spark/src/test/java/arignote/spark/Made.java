package arignote.spark;

import java.util.Map;

/** Rows that anybody can make: each has its own numbers. */
record Made(int columns) implements RowSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<String, Object> rows(long first, int rows) {
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            long z = (first + i) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            x[i] = (z >>> 11) * 0x1p-53;
            y[i] = 0.3 * x[i] + 0.5 + ((z & 0xFFFF) - 32768) * 1e-5;
        }
        if (columns == 0) {
            return Map.of("x", x, "y", y);
        }
        double[][] table = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                table[i][j] = Math.sin(x[i] * (j + 1));
            }
        }
        return Map.of("X", table, "y", y);
    }
}
