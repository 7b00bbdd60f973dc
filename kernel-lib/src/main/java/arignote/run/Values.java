package arignote.run;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.NumericColumn;

/** Values in and out: whatever a reader hands over as numbers. */
public final class Values {
    private Values() {}

    /**
     * The numbers in {@code data}, in order: a {@code double[]}, {@code float[]}, {@code int[]}, {@code long[]}, an
     * INDArray (read row by row), a Tablesaw numeric column, a list of numbers, or one number.
     *
     * @param what how an error names the data, for instance {@code "x"}
     * @throws IllegalArgumentException if the data are of another kind
     */
    public static double[] doubles(Object data, String what) {
        if (data instanceof double[] d) {
            return d.clone();
        }
        if (data instanceof float[] f) {
            double[] d = new double[f.length];
            for (int i = 0; i < f.length; i++) {
                d[i] = f[i];
            }
            return d;
        }
        if (data instanceof int[] n) {
            return java.util.Arrays.stream(n).asDoubleStream().toArray();
        }
        if (data instanceof long[] n) {
            return java.util.Arrays.stream(n).asDoubleStream().toArray();
        }
        if (data instanceof INDArray a) {
            return a.isEmpty()
                    ? new double[0]
                    : a.castTo(DataType.DOUBLE).reshape(a.length()).toDoubleVector();
        }
        if (data instanceof NumericColumn<?> c) {
            return c.asDoubleArray();
        }
        if (data instanceof List<?> l && l.stream().allMatch(Number.class::isInstance)) {
            return l.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        }
        if (data instanceof Number n) {
            return new double[] {n.doubleValue()};
        }
        throw new IllegalArgumentException(what + " is "
                + (data == null ? "null" : "a " + data.getClass().getSimpleName())
                + "; give a double[], an INDArray, a numeric column or a list of numbers");
    }
}
