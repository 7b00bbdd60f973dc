package arignote.compile.device;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A device with less memory than it has, which counts what it gives and keeps the sources that it compiles. */
public class LimitedDevice extends Device {
    private final Device device;
    private final long capacity;
    private final Map<Object, Long> given = new HashMap<>();
    private final List<String> sources = new ArrayList<>();
    private int allocations;

    public LimitedDevice(Device device, long capacity) {
        this.device = device;
        this.capacity = capacity;
    }

    /** How often it gave memory. */
    public int allocations() {
        return allocations;
    }

    /** What it has compiled. */
    public List<String> sources() {
        return sources;
    }

    @Override
    public String name() {
        return "a small device";
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public long largest() {
        return capacity;
    }

    @Override
    protected Object allocate(long bytes) {
        long used = given.values().stream().mapToLong(n -> n).sum();
        if (used + bytes > capacity) {
            throw new Full("memory");
        }
        Object memory = device.allocate(bytes);
        given.put(memory, bytes);
        allocations++;
        return memory;
    }

    @Override
    protected void free(Object memory) {
        given.remove(memory);
        device.free(memory);
    }

    @Override
    protected void write(Object to, Pointer from, long bytes) {
        device.write(to, from, bytes);
    }

    @Override
    protected void read(Pointer to, Object from, long bytes) {
        device.read(to, from, bytes);
    }

    @Override
    protected Program compile(String source) {
        sources.add(source);
        return device.compile(source);
    }
}
