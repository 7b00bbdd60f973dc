package arignote.compile.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A driver without a card. It keeps memory, refuses what a real one refuses, and writes down which kernels it is to launch,
 * which do nothing.
 */
final class FakeCuda implements CudaDriver {
    private static final int INVALID_VALUE = 1;
    private static final int NOT_INITIALIZED = 3;
    private static final int INVALID_CONTEXT = 201;
    private static final int NOT_FOUND = 500;
    private static final int ILLEGAL_ADDRESS = 700;
    private static final int MOST_THREADS = 1024;

    final List<String> launched = new ArrayList<>();

    private final long capacity;
    private final int cards;
    private final NavigableMap<Long, Memory> memory = new TreeMap<>();
    private final ThreadLocal<Pointer> current = new ThreadLocal<>();
    private final Memory context = new Memory(8);
    private final List<Memory> names = new ArrayList<>();
    private final String kernel;
    private long next = 0x7f0000000000L;
    private boolean begun;

    /** @param kernel how the names begin that its modules have */
    FakeCuda(int cards, long capacity, String kernel) {
        this.cards = cards;
        this.capacity = capacity;
        this.kernel = kernel;
    }

    /** How many pieces of memory it has given and not got back. */
    int pieces() {
        return memory.size();
    }

    private int inContext(int otherwise) {
        return !begun ? NOT_INITIALIZED : context.equals(current.get()) ? otherwise : INVALID_CONTEXT;
    }

    @Override
    public int cuInit(int flags) {
        begun = true;
        return flags == 0 ? SUCCESS : INVALID_VALUE;
    }

    @Override
    public int cuDeviceGetCount(IntByReference count) {
        count.setValue(cards);
        return begun ? SUCCESS : NOT_INITIALIZED;
    }

    @Override
    public int cuDeviceGet(IntByReference device, int ordinal) {
        device.setValue(ordinal);
        return !begun ? NOT_INITIALIZED : ordinal < cards ? SUCCESS : INVALID_VALUE;
    }

    @Override
    public int cuDeviceGetName(byte[] name, int length, int device) {
        byte[] text = "Fake".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, name, 0, text.length);
        return SUCCESS;
    }

    @Override
    public int cuDeviceTotalMem_v2(LongByReference bytes, int device) {
        bytes.setValue(capacity);
        return SUCCESS;
    }

    @Override
    public int cuDeviceGetAttribute(IntByReference value, int attribute, int device) {
        value.setValue(attribute == COMPUTE_CAPABILITY_MAJOR ? 9 : 0);
        return SUCCESS;
    }

    @Override
    public int cuDevicePrimaryCtxRetain(PointerByReference primary, int device) {
        primary.setValue(context);
        return SUCCESS;
    }

    @Override
    public int cuCtxSetCurrent(Pointer to) {
        current.set(to);
        return context.equals(to) ? SUCCESS : INVALID_CONTEXT;
    }

    @Override
    public int cuMemAlloc_v2(LongByReference address, long bytes) {
        long used = memory.values().stream().mapToLong(Memory::size).sum();
        if (bytes <= 0 || used + bytes > capacity) {
            return inContext(bytes <= 0 ? INVALID_VALUE : OUT_OF_MEMORY);
        }
        address.setValue(next);
        memory.put(next, new Memory(bytes));
        next += bytes + 4096;
        return inContext(SUCCESS);
    }

    @Override
    public int cuMemFree_v2(long address) {
        return inContext(memory.remove(address) == null ? INVALID_VALUE : SUCCESS);
    }

    /** Whether so many bytes from an address on have been given. */
    private boolean isGiven(long address, long bytes) {
        Long begin = memory.floorKey(address);
        return begin != null && address + bytes <= begin + memory.get(begin).size();
    }

    private Pointer host(long address) {
        long begin = memory.floorKey(address);
        return memory.get(begin).share(address - begin);
    }

    @Override
    public int cuMemcpyHtoD_v2(long to, Pointer from, long bytes) {
        if (!isGiven(to, bytes)) {
            return inContext(INVALID_VALUE);
        }
        host(to).write(0, from.getByteArray(0, (int) bytes), 0, (int) bytes);
        return inContext(SUCCESS);
    }

    @Override
    public int cuMemcpyDtoH_v2(Pointer to, long from, long bytes) {
        if (!isGiven(from, bytes)) {
            return inContext(INVALID_VALUE);
        }
        to.write(0, host(from).getByteArray(0, (int) bytes), 0, (int) bytes);
        return inContext(SUCCESS);
    }

    @Override
    public int cuModuleLoadData(PointerByReference module, Pointer image) {
        module.setValue(new Memory(8));
        return inContext(image == null ? INVALID_VALUE : SUCCESS);
    }

    @Override
    public int cuModuleUnload(Pointer module) {
        return SUCCESS;
    }

    @Override
    public int cuModuleGetFunction(PointerByReference function, Pointer module, String name) {
        if (!name.startsWith(kernel)) {
            return inContext(NOT_FOUND);
        }
        Memory text = new Memory(name.length() + 1L);
        text.setString(0, name);
        names.add(text);
        function.setValue(text);
        return inContext(SUCCESS);
    }

    @Override
    public int cuLaunchKernel(
            Pointer function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            Pointer stream,
            Pointer parameters,
            Pointer extra) {
        if (gridX < 1
                || gridY != 1
                || gridZ != 1
                || blockX < 1
                || blockX > MOST_THREADS
                || blockY != 1
                || blockZ != 1) {
            return inContext(INVALID_VALUE);
        }
        for (int i = 0; i < 3; i++) { // what every kernel has
            long address = parameters.getPointer((long) i * Native.POINTER_SIZE).getLong(0);
            if (!isGiven(address, 1)) {
                return inContext(ILLEGAL_ADDRESS);
            }
        }
        launched.add(function.getString(0));
        return inContext(SUCCESS);
    }

    @Override
    public int cuGetErrorName(int error, PointerByReference name) {
        Memory text = new Memory(32);
        text.setString(0, "CUDA_ERROR_" + error);
        names.add(text);
        name.setValue(text);
        return SUCCESS;
    }
}
