package arignote.notebook.jjava;

import arignote.value.Nd4jLogging;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J in a kernel: in doubles, and loaded while the reader still reads. */
final class KernelArrays {
    private KernelArrays() {}

    static void start() {
        // Read by ND4J when it loads, hence before any cell can make an array.
        if (System.getProperty("dtype") == null) {
            System.setProperty("dtype", "double");
        }
        ClassLoader ours = KernelArrays.class.getClassLoader();
        Thread loading = new Thread(
                () -> {
                    Nd4jLogging.start();
                    Nd4j.getBackend();
                },
                "loading ND4J");
        // ND4J looks for its backend with the loading thread's own class loader; the kernel's threads may have another.
        loading.setContextClassLoader(ours);
        loading.setDaemon(true);
        // A machine without the native library has no arrays; the first cell that makes one says so.
        loading.setUncaughtExceptionHandler((thread, error) -> {});
        loading.start();
    }
}
