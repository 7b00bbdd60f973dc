package arignote.compile.device;

import java.lang.ref.Cleaner;

/** A piece of a device's memory, which goes back to the pool when nothing refers to it. */
final class DeviceMemory {
    private final Device device;
    private final Object block;
    private final long bytes;
    private Cleaner.Cleanable cleanable;

    DeviceMemory(Device device, Object block, long bytes) {
        this.device = device;
        this.block = block;
        this.bytes = bytes;
    }

    void onRelease(Cleaner.Cleanable cleanable) {
        this.cleanable = cleanable;
    }

    Device device() {
        return device;
    }

    /** What the device knows it by. */
    Object block() {
        return block;
    }

    /** Whether there is room for so many bytes, and not much more. */
    boolean fits(long needed) {
        return DevicePool.rounded(needed) == bytes;
    }

    /** Gives it back; it is not to be used any more. */
    void release() {
        cleanable.clean();
    }
}
