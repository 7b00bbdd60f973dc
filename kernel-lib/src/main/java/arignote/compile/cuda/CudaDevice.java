package arignote.compile.cuda;

import arignote.compile.device.Device;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.function.BiFunction;

/** A card of NVIDIA's by its driver. All is done in the primary context, which ND4J and others in the process share. */
final class CudaDevice extends Device {
    private static final int LONGEST_NAME = 256;

    private final CudaDriver driver;
    private final BiFunction<String, Integer, Memory> compiler;
    private final Pointer context;
    private final String name;
    private final long capacity;
    private final int architecture;

    /**
     * @param compiler makes machine code of a source, for an architecture
     * @param ordinal which card, counted from 0
     * @throws IllegalStateException if the driver has none
     */
    CudaDevice(CudaDriver driver, BiFunction<String, Integer, Memory> compiler, int ordinal) {
        this.driver = driver;
        this.compiler = compiler;
        check(driver.cuInit(0), "to begin");
        IntByReference number = new IntByReference();
        check(driver.cuDeviceGet(number, ordinal), "card " + ordinal);
        int device = number.getValue();
        byte[] called = new byte[LONGEST_NAME];
        check(driver.cuDeviceGetName(called, called.length, device), "a name");
        name = "cuda device " + Native.toString(called).strip();
        LongByReference bytes = new LongByReference();
        check(driver.cuDeviceTotalMem_v2(bytes, device), "its memory");
        capacity = bytes.getValue();
        architecture = 10 * attribute(CudaDriver.COMPUTE_CAPABILITY_MAJOR, device)
                + attribute(CudaDriver.COMPUTE_CAPABILITY_MINOR, device);
        PointerByReference primary = new PointerByReference();
        check(driver.cuDevicePrimaryCtxRetain(primary, device), "a context");
        context = primary.getValue();
    }

    private int attribute(int what, int device) {
        IntByReference value = new IntByReference();
        check(driver.cuDeviceGetAttribute(value, what, device), "an attribute");
        return value.getValue();
    }

    private void check(int error, String what) {
        if (error == CudaDriver.OUT_OF_MEMORY) {
            throw new Full(what);
        }
        if (error != CudaDriver.SUCCESS) {
            PointerByReference text = new PointerByReference();
            driver.cuGetErrorName(error, text);
            String called =
                    text.getValue() == null ? "error " + error : text.getValue().getString(0);
            throw new IllegalStateException("the CUDA driver reports " + called + " for " + what);
        }
    }

    /** A context is a thread's. */
    private void enter() {
        check(driver.cuCtxSetCurrent(context), "the context");
    }

    @Override
    public String name() {
        return name;
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
        enter();
        LongByReference address = new LongByReference();
        check(driver.cuMemAlloc_v2(address, bytes), "memory");
        return address.getValue();
    }

    @Override
    protected void free(Object memory) {
        enter();
        check(driver.cuMemFree_v2((Long) memory), "memory that is given back");
    }

    @Override
    protected void write(Object to, Pointer from, long bytes) {
        enter();
        check(driver.cuMemcpyHtoD_v2((Long) to, from, bytes), "a copy to it");
    }

    @Override
    protected void read(Pointer to, Object from, long bytes) {
        enter();
        check(driver.cuMemcpyDtoH_v2(to, (Long) from, bytes), "a copy from it");
    }

    @Override
    protected Program compile(String source) {
        enter();
        PointerByReference module = new PointerByReference();
        check(driver.cuModuleLoadData(module, compiler.apply(source, architecture)), "a program");
        return new CudaProgram(this, module.getValue());
    }

    Pointer kernel(Pointer module, String called) {
        enter();
        PointerByReference function = new PointerByReference();
        check(driver.cuModuleGetFunction(function, module, called), "the kernel " + called);
        return function.getValue();
    }

    void launch(Pointer kernel, long groups, int threads, List<Object> memory) {
        enter();
        int n = memory.size();
        try (Memory addresses = new Memory((long) n * Long.BYTES);
                Memory parameters = new Memory((long) n * Native.POINTER_SIZE)) {
            for (int i = 0; i < n; i++) {
                addresses.setLong((long) i * Long.BYTES, (Long) memory.get(i));
                parameters.setPointer((long) i * Native.POINTER_SIZE, addresses.share((long) i * Long.BYTES));
            }
            check(
                    driver.cuLaunchKernel(
                            kernel, Math.toIntExact(groups), 1, 1, threads, 1, 1, 0, null, parameters, null),
                    "a kernel");
        }
    }

    void unload(Pointer module) {
        enter();
        driver.cuModuleUnload(module);
    }
}
