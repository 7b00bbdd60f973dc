package arignote.expr;

import java.util.Arrays;

/**
 * The value of a constant. Two literals are equal when type, shape and every bit of the elements are: 0.0 is not -0.0,
 * and NaN is NaN.
 */
public final class Literal {
    private final DType dtype;
    private final long[] shape;
    private final double[] floats; // for the floating types
    private final long[] integers; // for the integers and bool

    private Literal(DType dtype, long[] shape, double[] floats, long[] integers) {
        this.dtype = dtype;
        this.shape = shape;
        this.floats = floats;
        this.integers = integers;
    }

    /** A constant of a floating type; float32 rounds the values. */
    public static Literal ofFloats(DType dtype, long[] shape, double[] values) {
        double[] kept = values.clone();
        if (dtype == DType.FLOAT32) {
            for (int i = 0; i < kept.length; i++) {
                kept[i] = (float) kept[i];
            }
        }
        return new Literal(dtype, shape.clone(), kept, null);
    }

    /** A constant of an integer type or of bool (0 and 1). */
    public static Literal ofIntegers(DType dtype, long[] shape, long[] values) {
        return new Literal(dtype, shape.clone(), null, values.clone());
    }

    /** A scalar of {@code dtype}. */
    public static Literal scalar(DType dtype, double value) {
        return dtype.isFloat()
                ? ofFloats(dtype, new long[0], new double[] {value})
                : ofIntegers(dtype, new long[0], new long[] {(long) value});
    }

    /** An int64 vector, for instance a shape. */
    public static Literal vector(long... values) {
        return ofIntegers(DType.INT64, new long[] {values.length}, values);
    }

    /** The dtype and the rank. */
    public TensorType type() {
        return new TensorType(dtype, shape.length);
    }

    /** The lengths of the axes, a copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** The number of elements. */
    public int size() {
        return floats != null ? floats.length : integers.length;
    }

    /** Element {@code i} in row-major order. */
    public double doubleAt(int i) {
        return floats != null ? floats[i] : integers[i];
    }

    /** Element {@code i} in row-major order; a fraction is cut off. */
    public long longAt(int i) {
        return integers != null ? integers[i] : (long) floats[i];
    }

    /** Whether this is the scalar {@code value}. */
    public boolean isScalar(double value) {
        return shape.length == 0 && doubleAt(0) == value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Literal o
                && dtype == o.dtype
                && Arrays.equals(shape, o.shape)
                && Arrays.equals(floats, o.floats)
                && Arrays.equals(integers, o.integers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * dtype.hashCode() + Arrays.hashCode(shape))
                + Arrays.hashCode(floats)
                + Arrays.hashCode(integers);
    }

    /** As in NumPy, without needless fractions: {@code 2}, {@code 0.01}, {@code [1, 2]}. */
    @Override
    public String toString() {
        if (shape.length == 0) {
            return element(0);
        }
        if (shape.length > 1 || size() > 6) {
            return "constant" + Arrays.toString(shape);
        }
        StringBuilder s = new StringBuilder("[");
        for (int i = 0; i < size(); i++) {
            s.append(i == 0 ? "" : ", ").append(element(i));
        }
        return s.append(']').toString();
    }

    private String element(int i) {
        if (dtype == DType.BOOL) {
            return integers[i] != 0 ? "true" : "false";
        }
        if (integers != null) {
            return Long.toString(integers[i]);
        }
        double v = floats[i];
        if (v == Math.rint(v) && Math.abs(v) < 1e15 && !(v == 0 && 1 / v < 0)) {
            return Long.toString((long) v);
        }
        return dtype == DType.FLOAT32 ? Float.toString((float) v) : Double.toString(v);
    }
}
