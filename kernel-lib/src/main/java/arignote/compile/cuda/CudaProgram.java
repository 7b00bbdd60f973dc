package arignote.compile.cuda;

import arignote.compile.device.Device;
import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A loaded module, which the driver may forget when nothing refers to it. */
final class CudaProgram implements Device.Program {
    private static final Cleaner CLEANER = Cleaner.create();

    private final CudaDevice device;
    private final Pointer module;
    private final Map<String, Pointer> kernels = new HashMap<>();

    CudaProgram(CudaDevice device, Pointer module) {
        this.device = device;
        this.module = module;
        CLEANER.register(this, () -> device.unload(module));
    }

    @Override
    public void launch(String kernel, long groups, int threads, List<Object> memory) {
        device.launch(kernels.computeIfAbsent(kernel, name -> device.kernel(module, name)), groups, threads, memory);
    }
}
