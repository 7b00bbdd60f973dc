package arignote.compile.device;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The memory of a device that was used and is free again: a device takes long to give new memory. */
final class DevicePool {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long LEAST = 256;

    /** So long, in milliseconds, the garbage collector is given to find memory that nothing refers to. */
    private static final int PATIENCE = 200;

    private final Device device;
    private final Map<Long, Deque<Object>> free = new TreeMap<>();
    private long used;

    DevicePool(Device device) {
        this.device = device;
    }

    /**
     * Memory of at least so many bytes, with anything in it. It comes back when nothing refers to it.
     *
     * @param what it is for, to a reader
     * @throws IllegalStateException if the device has no room
     */
    DeviceMemory take(long bytes, String what) {
        long size = rounded(bytes);
        Object block = block(size, what, bytes);
        count(size);
        DeviceMemory memory = new DeviceMemory(device, block, size);
        memory.onRelease(CLEANER.register(memory, () -> give(block, size)));
        return memory;
    }

    private Object block(long size, String what, long bytes) {
        for (int attempt = 0; ; attempt++) {
            Object known = known(size);
            if (known != null) {
                return known;
            }
            try {
                return device.allocate(size);
            } catch (Device.Full full) {
                boolean trimmed = trim();
                if (attempt > 0 && !trimmed) {
                    throw full("the " + text(bytes) + " of " + what);
                }
                if (attempt == 0) {
                    collect();
                }
            }
        }
    }

    /** What is thrown where there is no room for something. */
    IllegalStateException full(String what) {
        return new IllegalStateException(device + " has no room for " + what + ": " + text(used()) + " of its "
                + text(device.capacity()) + " are in use. Nothing was changed; take smaller batches, let go of shared"
                + " variables that are not needed, or set device=cpu");
    }

    /** Has the garbage collector find what nothing refers to. */
    private static void collect() {
        System.gc();
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Object known(long size) {
        Deque<Object> blocks = free.get(size);
        return blocks == null ? null : blocks.poll();
    }

    private synchronized void count(long size) {
        used += size;
    }

    private synchronized void give(Object block, long size) {
        used -= size;
        free.computeIfAbsent(size, k -> new ArrayDeque<>()).push(block);
    }

    /** How many bytes are in use. */
    synchronized long used() {
        return used;
    }

    /** Gives the device back what is free; whether that was anything. */
    private synchronized boolean trim() {
        boolean any = free.values().stream().anyMatch(blocks -> !blocks.isEmpty());
        free.values().forEach(blocks -> blocks.forEach(device::free));
        free.clear();
        return any;
    }

    /** At most an eighth more, so that lengths that change a little find the same memory. */
    static long rounded(long bytes) {
        long step = Math.max(LEAST, Long.highestOneBit(Math.max(1, bytes)) >> 3);
        return Math.max(1, (bytes + step - 1) / step) * step;
    }

    private static String text(long bytes) {
        return bytes < 10_000_000 ? (bytes + 999) / 1000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
