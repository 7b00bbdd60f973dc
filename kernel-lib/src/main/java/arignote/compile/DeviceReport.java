package arignote.compile;

import arignote.compile.cuda.CudaDevices;
import arignote.compile.device.FoundDevice;
import arignote.compile.opencl.OpenClDevices;

/** Says what there is beside the processor, for {@code ./arignote doctor}: a line for each, what it is and a sentence. */
public final class DeviceReport {
    private DeviceReport() {}

    /** Prints it; there are no arguments. */
    public static void main(String[] args) {
        FoundDevice opencl = OpenClDevices.first(false);
        FoundDevice cuda = CudaDevices.first();
        System.out.println("OpenCL\t"
                + (opencl.device() == null
                        ? opencl.why()
                        : String.join("; ", OpenClDevices.report())
                                + " (device=opencl; device=gpu takes cards alone)"));
        System.out.println(
                "CUDA\t" + (cuda.device() == null ? cuda.why() : cuda.device().name() + " (device=gpu)"));
    }
}
