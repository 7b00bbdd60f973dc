package arignote.value;

import arignote.expr.DType;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elements of tensors, row by row, in Java arrays of their own kind: float32 as {@code float[]}, bool as {@code boolean[]}. */
public final class Elements {
    private Elements() {}

    /** All zero. */
    public static Object zeros(DType dtype, int size) {
        return switch (dtype) {
            case FLOAT64 -> new double[size];
            case FLOAT32 -> new float[size];
            case INT64 -> new long[size];
            case INT32 -> new int[size];
            case BOOL -> new boolean[size];
        };
    }

    /** A copy of the first elements. */
    public static Object first(Object elements, int size) {
        if (elements instanceof double[] d) {
            return Arrays.copyOf(d, size);
        }
        if (elements instanceof float[] f) {
            return Arrays.copyOf(f, size);
        }
        if (elements instanceof long[] l) {
            return Arrays.copyOf(l, size);
        }
        return elements instanceof int[] k ? Arrays.copyOf(k, size) : Arrays.copyOf((boolean[]) elements, size);
    }

    /** A copy of the first elements in a floating type; of floating ones only. */
    public static Object floats(DType dtype, Object elements, int size) {
        if (elements instanceof double[] d && dtype == DType.FLOAT32) {
            float[] rounded = new float[size];
            for (int i = 0; i < size; i++) {
                rounded[i] = (float) d[i];
            }
            return rounded;
        }
        if (elements instanceof float[] f && dtype == DType.FLOAT64) {
            double[] exact = new double[size];
            for (int i = 0; i < size; i++) {
                exact[i] = f[i];
            }
            return exact;
        }
        return first(elements, size);
    }

    /** A copy of an array's elements. */
    public static Object of(INDArray array) {
        return Plain.of(array).elements();
    }

    /**
     * Reads an array that {@link #array} made.
     *
     * @param into for as many elements of its type
     */
    public static void read(INDArray array, Object into) {
        if (array.length() > 1 && into instanceof double[] d) {
            array.data().asNioDouble().get(d);
        } else if (array.length() > 1 && into instanceof float[] f) {
            array.data().asNioFloat().get(f);
        } else {
            Object now = of(array);
            System.arraycopy(now, 0, into, 0, size(into));
        }
    }

    /** Writes to an array that {@link #array} made. */
    public static void write(Object elements, INDArray to) {
        DataBuffer data = to.data();
        if (elements instanceof double[] d) {
            data.asNioDouble().put(d);
        } else if (elements instanceof float[] f) {
            data.asNioFloat().put(f);
        } else {
            Plain plain = plain(DType.of(to.dataType()), to.shape(), elements);
            for (int i = 0; i < plain.size(); i++) {
                data.put(i, plain.wholeAt(i));
            }
        }
    }

    /** A new ND4J array. */
    public static INDArray array(DType dtype, long[] shape, Object elements) {
        return NewArrays.of(dtype, shape, elements);
    }

    /** Whether both hold the same bits, but for the bits of a NaN. */
    public static boolean same(Object a, Object b) {
        if (a instanceof double[] x && b instanceof double[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof float[] x && b instanceof float[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof long[] x && b instanceof long[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof int[] x && b instanceof int[] y) {
            return Arrays.equals(x, y);
        }
        return a instanceof boolean[] x && b instanceof boolean[] y && Arrays.equals(x, y);
    }

    /** Makes all of them zero; floats only. */
    public static void clear(Object elements) {
        if (elements instanceof double[] d) {
            Arrays.fill(d, 0);
        } else {
            Arrays.fill((float[]) elements, 0);
        }
    }

    /** sum[i] = a[i] + rate · b[i], computed in double; floats only. */
    public static void add(Object a, double rate, Object b, Object sum) {
        if (sum instanceof double[] to) {
            double[] x = (double[]) a;
            double[] y = (double[]) b;
            for (int i = 0; i < to.length; i++) {
                to[i] = x[i] + rate * y[i];
            }
        } else {
            float[] to = (float[]) sum;
            float[] x = (float[]) a;
            float[] y = (float[]) b;
            for (int i = 0; i < to.length; i++) {
                to[i] = (float) (x[i] + rate * y[i]);
            }
        }
    }

    /** The first element as a number. */
    public static double number(Object elements) {
        if (elements instanceof double[] d) {
            return d[0];
        }
        if (elements instanceof float[] f) {
            return f[0];
        }
        return elements instanceof boolean[] b ? (b[0] ? 1 : 0) : whole(elements);
    }

    /** The first element of an array of whole numbers or bools. */
    public static long whole(Object elements) {
        if (elements instanceof long[] l) {
            return l[0];
        }
        return elements instanceof int[] k ? k[0] : ((boolean[]) elements)[0] ? 1 : 0;
    }

    private static int size(Object elements) {
        return java.lang.reflect.Array.getLength(elements);
    }

    public static Plain plain(DType dtype, long[] shape, Object elements) {
        return Plain.ofElements(dtype, shape, elements);
    }
}
