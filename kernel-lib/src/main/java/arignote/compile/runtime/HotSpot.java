package arignote.compile.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the virtual machine tells of itself. */
final class HotSpot {
    private static final int LAST = 4;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private HotSpot() {}

    /** Whether its last compiler is in use, without which the Vector API never gets fast. */
    static boolean hasLastCompiler() {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Integer.parseInt(options.getVMOption("TieredStopAtLevel").getValue()) == LAST;
    }

    /** How many bytes the thread has taken from the heap so far. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
