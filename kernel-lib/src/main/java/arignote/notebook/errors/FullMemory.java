package arignote.notebook.errors;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/** The sentence on a cell that needs more memory than there is. */
final class FullMemory {
    /** JavaCPP's message on the memory outside of the heap, in which ND4J's arrays lie. */
    private static final String OUTSIDE = "(?s).*([pP]hysical ?[bB]ytes|Physical memory usage).*";

    /** Set by whoever starts the kernel: the bytes of the container that it runs in. */
    private static final Long CONTAINER = Long.getLong("arignote.container");

    /** The part of a container's memory that a heap may have: Java, and arrays outside of the heap, need the rest. */
    private static final double FITS = 0.6;

    private FullMemory() {}

    static String sentence(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        String remedy = remedy(heap(), CONTAINER);
        if (message.matches(OUTSIDE)) {
            String limit = size(Pointer.maxPhysicalBytes()); // JavaCPP follows the heap.
            return "the arrays of ND4J need more memory than the " + limit + " that the kernel may take in all"
                    + remedy;
        }
        if (message.contains("heap space") || message.contains("GC overhead")) {
            return "the cells need more memory than the " + size(heap()) + " that they may take" + remedy;
        }
        return message;
    }

    /** What to do, with no container or in one of so many bytes. */
    static String remedy(long heap, Long container) {
        long more = gigabytes(2 * heap);
        String less = "; keep less of it in variables, or ";
        return container != null && more * (1L << 30) > container * FITS
                ? " in this container of " + size(container) + less + "give the container more"
                : less + "start Jupyter with JJAVA_JVM_OPTS=-Xmx" + more + "g in its environment";
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
