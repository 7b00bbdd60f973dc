package arignote.expr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor outside of Java's heap, row by row, where generated code and ND4J alike read and write it: what a shared variable
 * holds until somebody asks for ND4J's array, so that ND4J is not started before.
 *
 * @param shape not to be written to
 */
public record DirectArray(DType dtype, long[] shape, ByteBuffer bytes) {
    /** Larger ones are ND4J's from the beginning, whose memory has its own limits. */
    private static final int LARGEST = 1 << 20;

    /** A copy of an array, or null if it is empty, large, or of bools, whose memory ND4J knows best. */
    public static DirectArray copyOf(HostArray array) {
        DType dtype = array.dtype();
        if (dtype == DType.BOOL || array.size() == 0 || (long) array.size() * dtype.bytes() > LARGEST) {
            return null;
        }
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(array.size() * dtype.bytes()).order(ByteOrder.nativeOrder());
        if (array.elements() instanceof double[] d) {
            bytes.asDoubleBuffer().put(d, 0, array.size());
        } else if (array.elements() instanceof float[] f) {
            bytes.asFloatBuffer().put(f, 0, array.size());
        } else if (array.elements() instanceof long[] l) {
            bytes.asLongBuffer().put(l, 0, array.size());
        } else {
            bytes.asIntBuffer().put((int[]) array.elements(), 0, array.size());
        }
        return new DirectArray(dtype, array.shape(), bytes);
    }

    /** The first element. */
    public double first() {
        return switch (dtype) {
            case FLOAT64 -> bytes.getDouble(0);
            case FLOAT32 -> bytes.getFloat(0);
            case INT64 -> bytes.getLong(0);
            default -> bytes.getInt(0);
        };
    }
}
