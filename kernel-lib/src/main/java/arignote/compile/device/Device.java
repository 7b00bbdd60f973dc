package arignote.compile.device;

import arignote.expr.LruCache;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * What computes kernels beside Java: a graphics card, or a processor that behaves as one. It has memory of its own and
 * does what it is told in that order. Whoever has several things done holds its monitor meanwhile.
 */
public abstract class Device {
    /** So many compiled programs are kept for the next function that has the same loops. */
    private static final int PROGRAMS = 512;

    private final LruCache<String, Program> programs = new LruCache<>(PROGRAMS);
    private final LruCache<String, String> refused = new LruCache<>(PROGRAMS); // with the compiler's words
    private final DevicePool pool = new DevicePool(this);

    /** Compiled kernels. */
    public interface Program {
        /**
         * Has a kernel computed.
         *
         * @param groups how many groups of threads there are, at least one
         * @param threads how many threads a group has
         * @param memory what {@link Device#allocate} has given, for each parameter
         */
        void launch(String kernel, long groups, int threads, List<Object> memory);
    }

    /** There is no room. */
    public static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Full(String why) {
            super(why, null, false, false);
        }
    }

    /** What a reader calls it: {@code opencl device NVIDIA H200}. */
    public abstract String name();

    /** How many bytes it has. */
    public abstract long capacity();

    /** How many bytes one array may have. */
    public abstract long largest();

    /**
     * New memory.
     *
     * @throws Full if there is none
     */
    protected abstract Object allocate(long bytes);

    /** Gives memory back that nothing waits for. */
    protected abstract void free(Object memory);

    /** Copies from the host; the host's memory may be used again afterwards. */
    protected abstract void write(Object to, Pointer from, long bytes);

    /** Copies to the host, when all that was asked for before has been computed. */
    protected abstract void read(Pointer to, Object from, long bytes);

    /** @throws IllegalStateException with the compiler's words */
    protected abstract Program compile(String source);

    /**
     * The kernels of a source.
     *
     * @throws IllegalStateException with the compiler's words
     */
    public final synchronized Program program(String source) {
        Program known = programs.get(source);
        if (known != null) {
            return known;
        }
        String words = refused.get(source);
        if (words != null) {
            throw new IllegalStateException(words);
        }
        try {
            known = compile(source);
        } catch (IllegalStateException e) {
            refused.put(source, e.getMessage()); // each call would ask it again
            throw e;
        }
        programs.put(source, known);
        return known;
    }

    final DevicePool pool() {
        return pool;
    }

    @Override
    public final String toString() {
        return name();
    }
}
