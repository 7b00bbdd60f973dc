package arignote.compile.device;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.value.OffHeap;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Copies between Java's memory and a device's. */
final class DeviceTransfer {
    private DeviceTransfer() {}

    /**
     * Copies the first elements of an array.
     *
     * @param array a Java array, or memory outside of the heap as {@link OffHeap} has it
     */
    static void write(DeviceMemory to, DType dtype, Object array, int size) {
        long bytes = (long) size * dtype.bytes();
        if (size == 0) {
            return;
        }
        if (!array.getClass().isArray()) {
            ByteBuffer outside = OffHeap.bytes(array);
            to.device().write(to.block(), Native.getDirectBufferPointer(outside), bytes);
            return;
        }
        try (Memory staged = new Memory(bytes)) {
            stage(array, staged, size);
            to.device().write(to.block(), staged, bytes);
        }
    }

    private static void stage(Object array, Pointer to, int size) {
        if (array instanceof double[] d) {
            to.write(0, d, 0, size);
        } else if (array instanceof float[] f) {
            to.write(0, f, 0, size);
        } else if (array instanceof long[] l) {
            to.write(0, l, 0, size);
        } else if (array instanceof int[] k) {
            to.write(0, k, 0, size);
        } else {
            boolean[] bools = (boolean[]) array;
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (bools[i] ? 1 : 0);
            }
            to.write(0, bytes, 0, size);
        }
    }

    /** The first elements, as a new Java array of the dtype's kind. */
    static Object read(DeviceMemory from, DType dtype, int size) {
        Object array = HostArray.allocate(dtype, size);
        long bytes = (long) size * dtype.bytes();
        if (size == 0) {
            return array;
        }
        try (Memory staged = new Memory(bytes)) {
            from.device().read(staged, from.block(), bytes);
            if (array instanceof double[] d) {
                staged.read(0, d, 0, size);
            } else if (array instanceof float[] f) {
                staged.read(0, f, 0, size);
            } else if (array instanceof long[] l) {
                staged.read(0, l, 0, size);
            } else if (array instanceof int[] k) {
                staged.read(0, k, 0, size);
            } else {
                boolean[] bools = (boolean[]) array;
                for (int i = 0; i < size; i++) {
                    bools[i] = staged.getByte(i) != 0;
                }
            }
        }
        return array;
    }
}
