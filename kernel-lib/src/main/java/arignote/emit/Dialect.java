package arignote.emit;

/**
 * What the Java that runs the source understands.
 *
 * @param vectorBits the width of the vectors to use, 0 for plain Java
 * @param segments whether memory outside the heap is a {@code MemorySegment}, else it is a direct {@code ByteBuffer}
 */
public record Dialect(int vectorBits, boolean segments) {
    /** Sums run over so many lanes, whatever the width of the vectors. */
    public static final int LANES = 32;

    /** A pass over more than so many elements is cut into blocks of so many; a multiple of the lanes. */
    public static final int BLOCK = 1 << 15;

    public boolean hasVectors() {
        return vectorBits > 0;
    }
}
