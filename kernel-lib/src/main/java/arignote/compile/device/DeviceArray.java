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
            return HostArray.of(dtype, shape.clone(), DeviceTransfer.read(memory, dtype, size(shape)));
        }
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
