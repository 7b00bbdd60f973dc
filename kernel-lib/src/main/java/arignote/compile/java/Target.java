package arignote.compile.java;

import arignote.compile.print.LoopPrinter;
import java.util.List;

/**
 * What the Java that runs the source understands.
 *
 * @param vectorBits the width of the vectors to use, 0 for plain Java
 * @param segments whether memory outside the heap is a {@code MemorySegment}, else it is a direct {@code ByteBuffer}
 * @param block a pass over more than so many elements is cut into blocks of so many; a multiple of the lanes
 */
public record Target(int vectorBits, boolean segments, int block) {
    /** A target with the blocks that all functions have. */
    public Target(int vectorBits, boolean segments) {
        this(vectorBits, segments, LoopPrinter.BLOCK);
    }

    /**
     * This target, and one without vectors for methods that would be too long with them: whether loops have to be cut must
     * not depend on vectors, as that would change the order of sums.
     */
    public List<Target> shorter() {
        return hasVectors() ? List.of(this, new Target(0, segments, block)) : List.of(this);
    }

    public boolean hasVectors() {
        return vectorBits > 0;
    }
}
