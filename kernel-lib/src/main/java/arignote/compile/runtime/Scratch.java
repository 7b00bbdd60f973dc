package arignote.compile.runtime;

/** Arrays that each thread keeps from product to product, with anything in them. */
final class Scratch {
    static final int PACKED = 0;
    static final int LINES = 1;
    static final int ROWS = 2;
    static final int TILE = 3;
    static final int IMAGES = 4;
    static final int SUMS = 5;

    /** No thread keeps more elements than so many. */
    private static final int KEPT = 1 << 23;

    private static final ThreadLocal<Object[]> ARRAYS = ThreadLocal.withInitial(() -> new Object[6]);

    private Scratch() {}

    /**
     * An array of so many elements or more.
     *
     * @param purpose what this thread asked for under the same number is overwritten
     */
    @SuppressWarnings("unchecked")
    static <A> A of(int purpose, ProductKernel<A> kernel, int n) {
        Object[] arrays = ARRAYS.get();
        Object old = arrays[purpose];
        if (kernel.isArray(old) && kernel.length((A) old) >= n) {
            return (A) old;
        }
        A made = kernel.allocate(n);
        if (n <= KEPT) {
            arrays[purpose] = made;
        }
        return made;
    }
}
