package arignote.value;

import arignote.expr.DType;
import arignote.expr.HostArray;
import java.lang.ref.Reference;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's arrays from Java's and back, row by row, of the named dtype whatever ND4J's default is.
 *
 * <p>ND4J frees the memory of an array that nothing refers to, and Java may find that while its last method still copies: so
 * arrays are held by a fence until their elements are read or written.
 */
public final class Nd4jArrays {
    static {
        Nd4jBackend.start();
    }

    /** So many bytes at a time, which no collector takes for a large object. */
    private static final int WEIGHT = 1 << 16;

    private static volatile byte[] weight; // the last of them; else the compiler would leave them out

    private Nd4jArrays() {}

    /** A new ND4J array with these elements. */
    public static INDArray of(HostArray array) {
        return of(array.dtype(), array.shape(), array.elements());
    }

    /**
     * A new ND4J array; no axes make a scalar of rank 0.
     *
     * @param elements a Java array of the dtype's kind, which may be longer than needed
     * @throws IllegalArgumentException as {@link Shapes#length} does
     */
    public static INDArray of(DType dtype, long[] shape, Object elements) {
        int n = Shapes.length(shape);
        if (n == 0) {
            return Nd4j.create(dtype.nd4j(), shape);
        }
        INDArray array = KnownShapes.array(dtype, shape);
        write(elements, array);
        weigh((long) n * dtype.bytes());
        return array;
    }

    /** A new ND4J array with the elements of another, row by row. */
    public static INDArray copy(INDArray array) {
        weigh(array.length() * array.dataType().width());
        return array.dup('c');
    }

    /**
     * Lets Java's heap grow by as much as an array takes outside of it. The memory of arrays that nothing refers to is only free
     * after a collection, and their few bytes on the heap bring none about until the machine's memory is at an end.
     */
    private static void weigh(long bytes) {
        for (long left = bytes; left > 0; left -= WEIGHT) {
            weight = new byte[(int) Math.min(left, WEIGHT)];
        }
    }

    /** Writes to an array that {@link #of} made as many elements as it has. */
    public static void write(Object elements, INDArray to) {
        int n = (int) to.length();
        DataBuffer data = to.data();
        if (elements instanceof double[] d) {
            data.asNioDouble().put(d, 0, n);
        } else if (elements instanceof float[] f) {
            data.asNioFloat().put(f, 0, n);
        } else if (elements instanceof long[] l) {
            data.asNioLong().put(l, 0, n);
        } else if (elements instanceof int[] k) {
            data.asNioInt().put(k, 0, n);
        } else {
            boolean[] b = (boolean[]) elements;
            for (int i = 0; i < n; i++) {
                data.put(i, b[i]);
            }
        }
        Reference.reachabilityFence(to);
    }

    /**
     * A copy of the elements.
     *
     * @throws IllegalArgumentException if the array's type has no counterpart here, or it has more elements than a Java
     *     array holds
     */
    public static HostArray host(INDArray array) {
        return host(array, null);
    }

    /**
     * The same, in memory that is there, if it is as large.
     *
     * @param earlier whose memory may be taken; null if there is none
     */
    public static HostArray host(INDArray array, HostArray earlier) {
        HostArray host = HostArray.anything(DType.of(array.dataType()), array.shape(), earlier);
        read(array.length() <= 1 || isRowByRow(array) ? array : array.dup('c'), host);
        Reference.reachabilityFence(array);
        return host;
    }

    /** The only element. */
    public static double number(INDArray array) {
        double number = array.getDouble(0);
        Reference.reachabilityFence(array);
        return number;
    }

    /** Reads an array that lies in memory row by row, as those that {@link #of} made, into one of its dtype and size. */
    public static void read(INDArray array, HostArray into) {
        if (array.isEmpty() || array.length() == 0) {
            return; // there is no buffer; ND4J's own empty array says that it has no axes, as a scalar does
        }
        DataBuffer data = array.data();
        if (array.length() == 1) {
            // which may lie anywhere in its buffer
            if (into.dtype().isFloat()) {
                into.set(0, array.getDouble(0));
            } else {
                into.set(0, into.dtype() == DType.BOOL ? array.getInt(0) : array.getLong(0));
            }
        } else if (into.elements() instanceof double[] d) {
            data.asNioDouble().get(d); // 60 times faster than asDouble()
        } else if (into.elements() instanceof float[] f) {
            data.asNioFloat().get(f);
        } else if (into.elements() instanceof long[] l) {
            data.asNioLong().get(l);
        } else if (into.elements() instanceof int[] k) {
            data.asNioInt().get(k);
        } else {
            for (int i = 0; i < into.size(); i++) {
                into.set(i, data.getLong(i));
            }
        }
        Reference.reachabilityFence(array);
    }

    /**
     * Rows of an array (of rank 1: elements), as many and in such order as is asked for: row i of the result is row
     * {@code order[i]}.
     *
     * @param array of rank 1 or more, not empty
     */
    public static INDArray rows(INDArray array, int[] order) {
        // element by element: ND4J's gather refuses booleans, and with an int[] of rows crashes the JVM for rank 1
        INDArray plain = isRowByRow(array) ? array : array.dup('c');
        DataBuffer from = plain.data();
        long[] shape = array.shape().clone();
        shape[0] = order.length;
        if (order.length == 0) {
            return Nd4j.create(array.dataType(), shape);
        }
        INDArray rows = Nd4j.createUninitialized(array.dataType(), shape, 'c');
        DataBuffer to = rows.data();
        long width = array.length() / array.size(0);
        boolean real = array.dataType().isFPType();
        for (int i = 0; i < order.length; i++) {
            for (long j = 0; j < width; j++) {
                if (real) {
                    to.put(i * width + j, from.getDouble(order[i] * width + j));
                } else {
                    to.put(i * width + j, from.getLong(order[i] * width + j));
                }
            }
        }
        Reference.reachabilityFence(plain);
        return rows;
    }

    /** Whether the elements lie in a buffer of their own, row by row. */
    static boolean isRowByRow(INDArray array) {
        if (array.ordering() != 'c' || array.isView()) {
            return false;
        }
        long step = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != step) {
                return false; // permuted axes may call themselves row by row
            }
            step *= array.size(axis);
        }
        return true;
    }
}
