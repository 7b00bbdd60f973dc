package arignote.compile.nest;

import arignote.expr.DType;
import java.util.List;

/**
 * Memory that loops read or write, row by row without gaps.
 *
 * @param index which one of its role
 * @param dims of its axes, outermost first
 * @param offHeap whether it lies outside the Java heap, as ND4J's arrays do
 * @param name its name in the function that is compiled, or null
 */
public record Buffer(Role role, int index, DType dtype, List<Dimension> dims, boolean offHeap, String name) {
    /** What the memory is for. */
    public enum Role {
        INPUT,
        SHARED,
        CONSTANT,
        /** the new value of a shared variable, before it is stored */
        UPDATE,
        OUTPUT,
        TEMPORARY,
        /** values of a strip of a loop, between formulas; sources have it, loops do not */
        PART
    }

    /** The number of axes. */
    public int rank() {
        return dims.size();
    }

    /** Buffers are told apart by role and index. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Buffer b && role == b.role && index == b.index;
    }

    @Override
    public int hashCode() {
        return 31 * role.hashCode() + index;
    }
}
