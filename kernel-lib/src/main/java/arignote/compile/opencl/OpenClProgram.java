package arignote.compile.opencl;

import arignote.compile.device.Device;
import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A compiled program, which the driver may forget when nothing refers to it. */
final class OpenClProgram implements Device.Program {
    private static final Cleaner CLEANER = Cleaner.create();

    private final OpenClDevice device;
    private final Pointer program;
    private final Map<String, Pointer> kernels = new HashMap<>();

    OpenClProgram(OpenClDevice device, Pointer program) {
        this.device = device;
        this.program = program;
        Map<String, Pointer> made = kernels;
        CLEANER.register(this, () -> device.release(program, made.values()));
    }

    @Override
    public void launch(String kernel, long groups, int threads, List<Object> memory) {
        device.launch(kernels.computeIfAbsent(kernel, name -> device.kernel(program, name)), groups, threads, memory);
    }
}
