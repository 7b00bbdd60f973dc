package arignote.compile.runtime;

/** A right matrix that many products share, once it is in order for the tiles of a kernel. */
final class PackedMatrix {
    private ProductKernel<?> kernel; // null if nothing is in order
    private boolean transposed;
    private int columns;
    private Object elements;

    /** Says that the matrix may have changed. */
    void forget() {
        kernel = null;
    }

    /**
     * Whether it is in order.
     *
     * @param tiles the kernel that reads it: another one may take its place when it is fast
     * @param lies whether it lies transposed
     * @param n how many columns it has: it may be seen in several shapes
     */
    boolean isFor(ProductKernel<?> tiles, boolean lies, int n) {
        return kernel == tiles && transposed == lies && columns == n;
    }

    /** Where it is in order, or is about to be. */
    @SuppressWarnings("unchecked")
    <A> A elements(ProductKernel<A> tiles, int size) {
        if (!tiles.isArray(elements) || tiles.length((A) elements) < size) {
            elements = tiles.allocate(size);
        }
        return (A) elements;
    }

    /** Notes that it is in order. */
    void packed(ProductKernel<?> tiles, boolean lies, int n) {
        kernel = tiles;
        transposed = lies;
        columns = n;
    }
}
