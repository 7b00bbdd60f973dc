package arignote.expr;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A tensor in the memory of Java: dtype, shape, and its elements row by row in a Java array of their own kind, which is
 * {@code double[]}, {@code float[]}, {@code long[]}, {@code int[]} or {@code boolean[]}. Constants are such arrays, what a
 * call brings becomes one, the interpreter computes on them.
 *
 * <p>Nothing is copied where nothing says so, and only who made an array writes to it. Two are equal when dtype, shape and
 * every bit of the elements are: 0.0 is not -0.0, and NaN is NaN.
 */
public final class HostArray implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long[] SCALAR = {};

    private final DType dtype;
    private final long[] shape;
    private final int size;

    @SuppressWarnings("serial") // an array
    private final Object elements;

    private HostArray(DType dtype, long[] shape, int size, Object elements) {
        this.dtype = dtype;
        this.shape = shape;
        this.size = size;
        this.elements = elements;
    }

    /**
     * A Java array as a tensor; its memory is shared.
     *
     * @param elements as many as the shape says, in an array of the dtype's kind
     */
    public static HostArray of(DType dtype, long[] shape, Object elements) {
        return new HostArray(dtype, shape, java.lang.reflect.Array.getLength(elements), elements);
    }

    /**
     * A copy of a Java array's first elements.
     *
     * @param elements at least as many as the shape says, in an array of the dtype's kind
     */
    public static HostArray copyOf(DType dtype, long[] shape, Object elements) {
        return copyOf(dtype, shape, elements, null);
    }

    /**
     * The same, in memory that is there, if it is as large.
     *
     * @param earlier whose memory may be taken; null if there is none
     */
    public static HostArray copyOf(DType dtype, long[] shape, Object elements, HostArray earlier) {
        HostArray copy = anything(dtype, shape, earlier);
        System.arraycopy(elements, 0, copy.elements, 0, copy.size);
        return copy;
    }

    /** The numbers in a dtype; float64 shares their memory, float32 rounds them, the others cut fractions off. */
    public static HostArray ofDoubles(DType dtype, long[] shape, double[] values) {
        HostArray numbers = of(DType.FLOAT64, shape, values);
        return dtype == DType.FLOAT64 ? numbers : numbers.as(dtype);
    }

    /** The whole numbers in a dtype; int64 shares their memory, int32 takes the last 32 bits, bool whether they are not 0. */
    public static HostArray ofLongs(DType dtype, long[] shape, long[] values) {
        HostArray numbers = of(DType.INT64, shape, values);
        return dtype == DType.INT64 ? numbers : numbers.as(dtype);
    }

    /** All zero. */
    public static HostArray zeros(DType dtype, long... shape) {
        int n = Math.toIntExact(size(shape));
        return new HostArray(dtype, shape, n, allocate(dtype, n));
    }

    /** How many elements an array of this shape has. */
    public static long size(long... shape) {
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        return size;
    }

    /**
     * An array with anything in it.
     *
     * @param earlier whose memory may be taken, if it is as large; null if there is none
     */
    public static HostArray anything(DType dtype, long[] shape, HostArray earlier) {
        return earlier != null && earlier.dtype == dtype && Arrays.equals(earlier.shape, shape)
                ? of(dtype, shape, earlier.elements)
                : zeros(dtype, shape);
    }

    /** A scalar of {@code dtype}. */
    public static HostArray scalar(DType dtype, double value) {
        HostArray scalar = zeros(dtype, SCALAR);
        scalar.set(0, value);
        return scalar;
    }

    /** A scalar of {@code dtype}. */
    public static HostArray scalar(DType dtype, long value) {
        HostArray scalar = zeros(dtype, SCALAR);
        scalar.set(0, value);
        return scalar;
    }

    /** An int64 vector, for instance a shape. */
    public static HostArray vector(long... values) {
        return of(DType.INT64, new long[] {values.length}, values.clone());
    }

    /** A Java array of the dtype's kind, all zero. */
    public static Object allocate(DType dtype, int size) {
        return switch (dtype) {
            case FLOAT64 -> new double[size];
            case FLOAT32 -> new float[size];
            case INT64 -> new long[size];
            case INT32 -> new int[size];
            case BOOL -> new boolean[size];
        };
    }

    /** The type of the elements. */
    public DType dtype() {
        return dtype;
    }

    /** The lengths of the axes; not to be written to. */
    public long[] shape() {
        return shape;
    }

    /** The number of axes. */
    public int rank() {
        return shape.length;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** The dtype and the rank. */
    public TensorType type() {
        return new TensorType(dtype, shape.length);
    }

    /** The Java array itself. */
    public Object elements() {
        return elements;
    }

    /** The elements as doubles: the array itself for float64, else a copy. */
    public double[] doubles() {
        if (elements instanceof double[] d) {
            return d;
        }
        double[] wide = new double[size];
        for (int i = 0; i < size; i++) {
            wide[i] = doubleAt(i);
        }
        return wide;
    }

    /** The elements as longs, by Java's casts: the array itself for int64, else a copy. */
    public long[] longs() {
        if (elements instanceof long[] l) {
            return l;
        }
        long[] wide = new long[size];
        for (int i = 0; i < size; i++) {
            wide[i] = longAt(i);
        }
        return wide;
    }

    /** Element {@code i}, row by row; a bool is 0 or 1. */
    public double doubleAt(int i) {
        return switch (dtype) {
            case FLOAT64 -> ((double[]) elements)[i];
            case FLOAT32 -> ((float[]) elements)[i];
            case INT64 -> ((long[]) elements)[i];
            case INT32 -> ((int[]) elements)[i];
            case BOOL -> ((boolean[]) elements)[i] ? 1 : 0;
        };
    }

    /** Element {@code i}, row by row; a fraction is cut off. */
    public long longAt(int i) {
        return switch (dtype) {
            case FLOAT64, FLOAT32 -> (long) doubleAt(i);
            case INT64 -> ((long[]) elements)[i];
            case INT32 -> ((int[]) elements)[i];
            case BOOL -> ((boolean[]) elements)[i] ? 1 : 0;
        };
    }

    /** Writes element {@code i}, by Java's casts; a bool becomes whether the number is not 0. */
    public void set(int i, double value) {
        switch (dtype) {
            case FLOAT64 -> ((double[]) elements)[i] = value;
            case FLOAT32 -> ((float[]) elements)[i] = (float) value;
            case INT64 -> ((long[]) elements)[i] = (long) value;
            case INT32 -> ((int[]) elements)[i] = (int) value;
            case BOOL -> ((boolean[]) elements)[i] = value != 0;
            default -> throw new AssertionError(dtype);
        }
    }

    /** Writes element {@code i}, by Java's casts; a bool becomes whether the number is not 0. */
    public void set(int i, long value) {
        switch (dtype) {
            case FLOAT64, FLOAT32 -> set(i, (double) value);
            case INT64 -> ((long[]) elements)[i] = value;
            case INT32 -> ((int[]) elements)[i] = (int) value;
            case BOOL -> ((boolean[]) elements)[i] = value != 0;
            default -> throw new AssertionError(dtype);
        }
    }

    /** The same numbers in another dtype, by Java's casts, which stop at the greatest whole number; a bool is whether the number is not 0. */
    public HostArray as(DType to) {
        HostArray result = zeros(to, shape);
        for (int i = 0; i < size; i++) {
            if (dtype.isFloat()) {
                result.set(i, doubleAt(i));
            } else {
                result.set(i, longAt(i));
            }
        }
        return result;
    }

    /** The same elements in another shape of the same size; the memory is shared. */
    public HostArray reshaped(long[] to) {
        return new HostArray(dtype, to, size, elements);
    }

    /** A new tensor of {@code to} whose element i is this one's element {@code sources[i]}. */
    public HostArray gathered(long[] to, int[] sources) {
        HostArray result = zeros(dtype, to);
        for (int i = 0; i < sources.length; i++) {
            switch (dtype) {
                case FLOAT64 -> ((double[]) result.elements)[i] = ((double[]) elements)[sources[i]];
                case FLOAT32 -> ((float[]) result.elements)[i] = ((float[]) elements)[sources[i]];
                case INT64 -> ((long[]) result.elements)[i] = ((long[]) elements)[sources[i]];
                case INT32 -> ((int[]) result.elements)[i] = ((int[]) elements)[sources[i]];
                case BOOL -> ((boolean[]) result.elements)[i] = ((boolean[]) elements)[sources[i]];
                default -> throw new AssertionError(dtype);
            }
        }
        return result;
    }

    /** Copies all elements of another tensor of this dtype to the places from {@code at} on. */
    public void put(int at, HostArray part) {
        System.arraycopy(part.elements, 0, elements, at, part.size);
    }

    /** Whether this is the scalar {@code value}. */
    public boolean isScalar(double value) {
        return shape.length == 0 && doubleAt(0) == value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostArray o
                && dtype == o.dtype
                && Arrays.equals(shape, o.shape)
                && switch (dtype) {
                    case FLOAT64 -> Arrays.equals((double[]) elements, (double[]) o.elements);
                    case FLOAT32 -> Arrays.equals((float[]) elements, (float[]) o.elements);
                    case INT64 -> Arrays.equals((long[]) elements, (long[]) o.elements);
                    case INT32 -> Arrays.equals((int[]) elements, (int[]) o.elements);
                    case BOOL -> Arrays.equals((boolean[]) elements, (boolean[]) o.elements);
                };
    }

    @Override
    public int hashCode() {
        int values = switch (dtype) {
            case FLOAT64 -> Arrays.hashCode((double[]) elements);
            case FLOAT32 -> Arrays.hashCode((float[]) elements);
            case INT64 -> Arrays.hashCode((long[]) elements);
            case INT32 -> Arrays.hashCode((int[]) elements);
            case BOOL -> Arrays.hashCode((boolean[]) elements);
        };
        return 31 * (31 * dtype.hashCode() + Arrays.hashCode(shape)) + values;
    }

    /** As in NumPy, without needless fractions: {@code 2}, {@code 0.01}, {@code [1, 2]}. */
    @Override
    public String toString() {
        if (shape.length == 0) {
            return element(0);
        }
        if (shape.length > 1 || size > 6) {
            return "constant" + Arrays.toString(shape);
        }
        StringBuilder s = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            s.append(i == 0 ? "" : ", ").append(element(i));
        }
        return s.append(']').toString();
    }

    private String element(int i) {
        if (dtype == DType.BOOL) {
            return Boolean.toString(((boolean[]) elements)[i]);
        }
        double v = doubleAt(i);
        boolean whole = v == Math.rint(v) && Math.abs(v) < 1e15 && !(v == 0 && 1 / v < 0);
        if (!dtype.isFloat() || whole) {
            return Long.toString(longAt(i));
        }
        return dtype == DType.FLOAT32 ? Float.toString((float) v) : Double.toString(v);
    }
}
