package arignote.notebook.errors;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/** The sentence on a cell that needs more memory than there is. */
final class FullMemory {
    /** JavaCPP's message on the memory outside of the heap, in which ND4J's arrays lie. */
    private static final String OUTSIDE = "(?s).*([pP]hysical ?[bB]ytes|Physical memory usage).*";

    private FullMemory() {}

    static String sentence(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        if (message.matches(OUTSIDE)) {
            String limit = size(Pointer.maxPhysicalBytes()); // JavaCPP follows the heap.
            return "the arrays of ND4J need more memory than the " + limit + " that the kernel may take in all"
                    + remedy();
        }
        if (message.contains("heap space") || message.contains("GC overhead")) {
            return "the cells need more memory than the " + size(heap()) + " that they may take" + remedy();
        }
        return message;
    }

    private static String remedy() {
        return "; keep less of it in variables, or start Jupyter with JJAVA_JVM_OPTS=-Xmx" + gigabytes(2 * heap())
                + "g in its environment";
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    private static long gigabytes(long bytes) {
        return Math.max(1, Math.round(bytes / (double) (1 << 30)));
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1 << 30));
    }
}
