package arignote.value;

import arignote.expr.DType;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays from Java's, row by row, of the named type whatever ND4J's default is. */
public final class NewArrays {
    static {
        Nd4jBackend.start();
    }

    private NewArrays() {}

    /**
     * How many elements an array of this shape has.
     *
     * @throws IllegalArgumentException if a length is negative, or there are more elements than a Java array holds
     */
    public static int length(long... shape) {
        long length = 1;
        for (long n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException("a size is " + n + "; sizes are 0 or more");
            }
            // a later 0 would make even this one fit, but nobody means that
            if (length != 0 && n > Integer.MAX_VALUE / length) {
                throw new IllegalArgumentException("an array of " + String.join(" x ", texts(shape))
                        + " numbers is too large; at most " + Integer.MAX_VALUE + " fit");
            }
            length *= n;
        }
        return (int) length;
    }

    /** A float64 array with these elements; no shape makes a scalar array of rank 0. */
    public static INDArray float64(double[] elements, long... shape) {
        return elements.length == 0
                ? Nd4j.create(DataType.DOUBLE, shape)
                : Nd4j.createFromArray(elements).reshape(shape);
    }

    /** An int64 array with these elements; no shape makes a scalar array of rank 0. */
    public static INDArray int64(long[] elements, long... shape) {
        return elements.length == 0
                ? Nd4j.create(DataType.INT64, shape)
                : Nd4j.createFromArray(elements).reshape(shape);
    }

    /** The first elements of a Java array of the type's own kind, in this shape. */
    public static INDArray of(DType dtype, long[] shape, Object elements) {
        int n = length(shape);
        if (n == 0 || shape.length == 0 || !dtype.isFloat()) {
            return Plain.ofElements(dtype, shape, elements).array();
        }
        INDArray array = Nd4j.createUninitialized(dtype.nd4j(), shape, 'c');
        if (elements instanceof double[] d) {
            array.data().asNioDouble().put(d, 0, n);
        } else {
            array.data().asNioFloat().put((float[]) elements, 0, n);
        }
        return array;
    }

    /**
     * The rows of an array (of rank 1: the elements) in another order: row i of the result is row {@code order[i]}.
     *
     * @param array of rank 1 or more, not empty
     */
    public static INDArray rows(INDArray array, int[] order) {
        // element by element: ND4J's gather refuses booleans, and with an int[] of rows crashes the JVM for rank 1
        DataBuffer from = array.dup('c').data();
        INDArray rows = Nd4j.createUninitialized(array.dataType(), array.shape(), 'c');
        DataBuffer to = rows.data();
        long width = array.length() / order.length;
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
        return rows;
    }

    private static String[] texts(long[] shape) {
        String[] texts = new String[shape.length];
        for (int i = 0; i < shape.length; i++) {
            texts[i] = Long.toString(shape[i]);
        }
        return texts;
    }
}
