package arignote.compile.cuda;

import arignote.compile.device.FoundDevice;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;
import java.util.function.BiFunction;

/** The cards that the CUDA driver knows of here. */
public final class CudaDevices {
    private CudaDevices() {}

    /** The first card. */
    public static FoundDevice first() {
        CudaDriver driver;
        try {
            driver = Native.load(Platform.isWindows() ? "nvcuda" : "cuda", CudaDriver.class);
        } catch (UnsatisfiedLinkError e) {
            return FoundDevice.none("there is no CUDA driver here: no library libcuda is found");
        }
        try {
            return first(driver, Nvrtc.load()::machineCode);
        } catch (UnsatisfiedLinkError e) {
            return FoundDevice.none(
                    "the CUDA driver is here, but its compiler is not: no library libnvrtc is found; install the"
                            + " CUDA toolkit or Python's nvidia-cuda-nvrtc, and set ARIGNOTE_NVRTC to the path of its libnvrtc");
        }
    }

    /** The first card of a driver. */
    static FoundDevice first(CudaDriver driver, BiFunction<String, Integer, Memory> compiler) {
        IntByReference count = new IntByReference();
        int error = driver.cuInit(0);
        if (error == CudaDriver.SUCCESS) {
            error = driver.cuDeviceGetCount(count);
        }
        if (error != CudaDriver.SUCCESS || count.getValue() == 0) {
            return FoundDevice.none("the CUDA driver is here, but knows of no card"
                    + (error == CudaDriver.SUCCESS ? "" : " (error " + error + ")"));
        }
        try {
            return FoundDevice.of(new CudaDevice(driver, compiler, 0));
        } catch (IllegalStateException e) {
            return FoundDevice.none(e.getMessage());
        }
    }
}
