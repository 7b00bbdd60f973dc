package arignote.emit;

import java.util.List;

/**
 * What the Java that runs the source understands.
 *
 * @param vectorBits the width of the vectors to use, 0 for plain Java
 * @param segments whether memory outside the heap is a {@code MemorySegment}, else it is a direct {@code ByteBuffer}
 * @param block a pass over more than so many elements is cut into blocks of so many; a multiple of the lanes
 * @param formulas a loop with more formulas than so many has no vectors, as a method with it would be too long
 */
public record Dialect(int vectorBits, boolean segments, int block, int formulas) {
    /** Sums run over so many lanes, whatever the width of the vectors. */
    public static final int LANES = 32;

    /** The elements of a block wherever results have to have the same bits: each block adds up on its own. */
    static final int BLOCK = 1 << 15;

    /** A dialect with the blocks that all functions have. */
    public Dialect(int vectorBits, boolean segments) {
        this(vectorBits, segments, BLOCK);
    }

    /** A dialect with vectors in all loops that can have them. */
    public Dialect(int vectorBits, boolean segments, int block) {
        this(vectorBits, segments, block, Integer.MAX_VALUE);
    }

    /**
     * This dialect, and then others that use ever fewer vectors: for methods that would be too long. The last one has none, so
     * that whether loops have to be cut does not depend on vectors: that would change the order of sums.
     */
    public List<Dialect> shorter() {
        return hasVectors()
                ? List.of(
                        this,
                        new Dialect(vectorBits, segments, block, 2),
                        new Dialect(vectorBits, segments, block, 0),
                        new Dialect(0, segments, block))
                : List.of(this);
    }

    public boolean hasVectors() {
        return vectorBits > 0;
    }
}
