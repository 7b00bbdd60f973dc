package arignote.compile.device;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.RemoteArray;
import java.util.Arrays;

/** A tensor in a device's memory, row by row: the value of a shared variable, which functions replace. */
public final class DeviceArray implements RemoteArray {
    private final DType dtype;
    private final Device device;
    private DeviceMemory memory;
    private long[] shape;
    private boolean read;

    private DeviceArray(Device device, DType dtype, long[] shape, DeviceMemory memory) {
        this.device = device;
        this.dtype = dtype;
        this.shape = shape;
        this.memory = memory;
    }

    /**
     * A copy on a device.
     *
     * @param elements a Java array, or memory outside of the heap
     * @param what it is, to a reader
     * @throws IllegalStateException if there is no room
     */
    public static DeviceArray copyOf(Device device, DType dtype, long[] shape, Object elements, String what) {
        synchronized (device) {
            int size = size(shape);
            DeviceMemory memory = device.pool().take((long) size * dtype.bytes(), what);
            DeviceTransfer.write(memory, dtype, elements, size);
            return new DeviceArray(device, dtype, shape, memory);
        }
    }

    /** What lies in a device's memory, as long as that is not written to. */
    static DeviceArray of(Device device, DType dtype, long[] shape, DeviceMemory memory) {
        return new DeviceArray(device, dtype, shape, memory);
    }

    /** Whether the host has had a copy. */
    public boolean isRead() {
        return read;
    }

    /** Gives the memory back; it is not to be used any more. */
    public void release() {
        synchronized (device) {
            memory.release();
        }
    }

    private static int size(long[] shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    public Device device() {
        return device;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public long[] shape() {
        synchronized (device) {
            return shape.clone();
        }
    }

    @Override
    public HostArray host() {
        synchronized (device) {
            read = true;
            return HostArray.of(dtype, shape.clone(), DeviceTransfer.read(memory, dtype, size(shape)));
        }
    }

    /** Takes the place of what lies before it: of two rooms, the value is in the second. */
    void moveUp() {
        int size = size(shape);
        Object both = DeviceTransfer.read(memory, dtype, 2 * size);
        Object second = HostArray.allocate(dtype, size);
        System.arraycopy(both, size, second, 0, size);
        DeviceTransfer.write(memory, dtype, second, size);
    }

    DeviceMemory memory() {
        return memory;
    }

    /** Puts a new value in the place of the old one. */
    void replace(DeviceMemory by, long[] shape) {
        memory.release();
        memory = by;
        this.shape = shape;
    }
}
