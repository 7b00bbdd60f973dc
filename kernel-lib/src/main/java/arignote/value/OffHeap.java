package arignote.value;

import arignote.expr.DType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J's memory as generated code reads it: a direct buffer, or from Java 22 on a memory segment. */
public final class OffHeap {
    /** {@code MemorySegment.ofBuffer} and {@code asByteBuffer}, or null where they are not final yet. */
    private static final MethodHandle OF_BUFFER = ofBuffer();

    private static final MethodHandle AS_BUFFER = asBuffer();

    private OffHeap() {}

    public static boolean hasSegments() {
        return OF_BUFFER != null;
    }

    private static MethodHandle ofBuffer() {
        try {
            Class<?> segment = segment();
            return segment == null
                    ? null
                    : MethodHandles.lookup()
                            .findStatic(segment, "ofBuffer", MethodType.methodType(segment, java.nio.Buffer.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle asBuffer() {
        try {
            Class<?> segment = segment();
            return segment == null
                    ? null
                    : MethodHandles.lookup()
                            .findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> segment() throws ClassNotFoundException {
        return Runtime.version().feature() < 22 ? null : Class.forName("java.lang.foreign.MemorySegment");
    }

    /** Whether the array lies in memory row by row without gaps, and can be addressed in bytes by an int. */
    public static boolean isPlain(INDArray a) {
        if (a.isEmpty() || a.length() == 0 || a.offset() != 0 || a.length() * 8 > Integer.MAX_VALUE) {
            return false;
        }
        long[] shape = a.shape();
        long[] strides = a.stride();
        long step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != step) {
                return false;
            }
            step *= shape[axis];
        }
        return true;
    }

    /** The memory of an array that {@link #isPlain}; it must not be used when the array is gone. */
    public static Object of(INDArray a) {
        ByteBuffer bytes = a.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder());
        int needed = (int) (a.length() * DType.of(a.dataType()).bytes());
        if (bytes.capacity() < needed) {
            throw new IllegalStateException("an array of " + needed + " bytes has " + bytes.capacity());
        }
        return of(bytes);
    }

    /** A direct buffer, in the order of this machine, as generated code reads it. */
    public static Object of(ByteBuffer bytes) {
        if (OF_BUFFER == null) {
            return bytes;
        }
        try {
            return OF_BUFFER.invoke((java.nio.Buffer) bytes);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The bytes of memory that {@link #of} has returned. */
    public static ByteBuffer bytes(Object memory) {
        if (memory instanceof ByteBuffer bytes) {
            return bytes;
        }
        try {
            return ((ByteBuffer) AS_BUFFER.invoke(memory)).order(ByteOrder.nativeOrder());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
