package arignote.compile.lower;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing to compute at every index of its axes, where the loops for these axes are still to be chosen. Nodes are
 * told apart by identity.
 */
public final class Node {
    /** What is computed. */
    sealed interface Kind {}

    /** An element of an array that is there. */
    public record Element(Buffer buffer) implements Kind {}

    /** The elements of the only operand, which is in memory, in this node's shape. */
    public record Reshaped() implements Kind {}

    /** A fixed number: of a floating type {@code real}, else {@code whole}. */
    public record Number(double real, long whole) implements Kind {}

    /** The number of elements along several axes, an int64. */
    public record Count(Dimension length) implements Kind {}

    /** The index along an axis, an int64. */
    public record Position(int axis) implements Kind {}

    /** The operand, an index, counted from the front of an axis of this length; out of range the call is refused. */
    public record Within(Dimension length) implements Kind {}

    /** A scalar operation on operands of its own dtype (comparisons: of one common dtype). */
    public record Apply(ScalarOp op) implements Kind {}

    /** The operand in this node's dtype; the same dtype makes a copy. */
    public record Convert() implements Kind {}

    /** One value from all along the axes after {@code dims}; ARGMAX and ARGMIN give the first position. */
    public record Reduce(ReduceOp kind, List<Dimension> reduced) implements Kind {}

    /**
     * A product of two matrices by BLAS: element (i, j) of the result is the sum over k of {@code a(i, k) b(k, j)},
     * where either may lie transposed in memory.
     */
    public record MatrixProduct(Dimension summed, boolean leftTransposed, boolean rightTransposed) implements Kind {}

    /** What an operand's axis follows. */
    public sealed interface Follows {}

    /** An axis of the one who reads; the reduced axes count on after its own. */
    public record Axis(int axis) implements Follows {}

    /** Nothing: the axis has length 1, or is read at its beginning. */
    record Zero() implements Follows {}

    /** A whole number that is computed, in range and counted from the front. */
    public record At(Read index) implements Follows {}

    /** An operand, and for each of its axes what it follows. */
    public record Read(Node node, List<Follows> axes) {}

    public final Kind kind;
    public final DType dtype;
    public final List<Dimension> dims;
    public final List<Read> reads;

    /** What the reader calls it, or null. */
    public String name;

    /** Whether its rows are read again and again, as those of a matrix product's operands are. */
    public boolean reused;

    Node(Kind kind, DType dtype, List<Dimension> dims, List<Read> reads) {
        this.kind = kind;
        this.dtype = dtype;
        this.dims = dims;
        this.reads = reads;
    }

    /** The axes to loop over: its own, then those that it reduces. */
    public List<Dimension> iteration() {
        if (kind instanceof Reduce r) {
            List<Dimension> all = new ArrayList<>(dims);
            all.addAll(r.reduced);
            return all;
        }
        return dims;
    }

    public boolean isReduce() {
        return kind instanceof Reduce;
    }

    /** Whether computing it again costs more than reading it from memory. */
    public boolean isExpensive() {
        return kind instanceof Apply a
                && switch (a.op().cost()) {
                    case FORMULA, SCALAR -> true;
                    case BASIC, SHORT -> false;
                };
    }

    /** A node as a key: by identity. */
    public record Identity(Node node) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity i && i.node == node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }
}
