package arignote.compile.lower;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One operation at every index of its axes, before there are loops for these axes. Nodes are told apart by identity.
 */
public final class Node {
    /** What is computed. */
    sealed interface Kind {}

    /** An element of an input, a shared variable or a constant. */
    public record Element(Buffer buffer) implements Kind {}

    /** The elements of the only operand, which is in memory, in this node's shape. */
    public record Reshaped() implements Kind {}

    /** A fixed number: of a floating type {@code real}, else {@code whole}. */
    public record Number(double real, long whole) implements Kind {}

    /** The number of elements along several axes, an int64. */
    public record Count(Dimension length) implements Kind {}

    /** The index along an axis, an int64. */
    public record Position(int axis) implements Kind {}

    /** The operand, an index, counted from the front of an axis of this dimension; out of range, the call is refused. */
    public record Within(Dimension length) implements Kind {}

    /** A scalar operation on operands of its own dtype (comparisons: of one common dtype). */
    public record Apply(ScalarOp op) implements Kind {}

    /** The operand in this node's dtype; the same dtype makes a copy. */
    public record Convert() implements Kind {}

    /** One value from all along the axes after {@code dims}; ARGMAX and ARGMIN give the first position. */
    public record Reduce(ReduceOp kind, List<Dimension> reduced) implements Kind {}

    /**
     * A product of two matrices in tiles: element (i, j) of the result is the sum over k of {@code a(i, k) b(k, j)}
     * in order, where either may lie transposed in memory. Several axes may count as one.
     */
    public record MatrixProduct(
            Dimension rows, Dimension columns, Dimension summed, boolean leftTransposed, boolean rightTransposed)
            implements Kind {}

    /**
     * An array put together of the operands, which are in memory. Element for element an operand lies where its places tell: for
     * each axis of this node, as a function of the operand's axes.
     *
     * @param hasGaps whether there are elements of which no operand tells; they are 0, and several operands are added to 0 then, so
     *     that they have the bits of a sum
     */
    public record Assembled(List<List<IndexMap<Integer, Read>>> places, boolean hasGaps) implements Kind {}

    /** An operand, and for each of its axes the index that is read, as a function of the reader's {@link #iteration}. */
    public record Read(Node node, List<IndexMap<Integer, Read>> axes) {
        /** The same for a reader in which the axes are those of this one's reader, each as {@code to} tells. */
        public Read through(Function<Integer, IndexMap<Integer, Read>> to) {
            return new Read(
                    node,
                    axes.stream()
                            .map(m -> m.through(to, index -> index.through(to)))
                            .toList());
        }
    }

    public final Kind kind;
    public final DType dtype;
    public final List<Dimension> dims;
    public final List<Read> reads;

    /** Its name in the function that is compiled, or null. */
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

    /** Whether it looks for the first position of the greatest or smallest number. */
    public boolean isSearch() {
        return kind instanceof Reduce r && r.kind.form() == ReduceOp.Form.POSITION;
    }

    /** Whether it is computed as a whole, in no other's loops, from operands that are in memory. */
    public boolean isWhole() {
        return kind instanceof MatrixProduct || kind instanceof Assembled;
    }

    /** Whether it is an array that is there, with its own dimensions or others. */
    public boolean isMemory() {
        return kind instanceof Element || kind instanceof Reshaped;
    }

    /** Whether its elements are in memory already, or are such elements in another type. */
    boolean isReadInPlace() {
        return isMemory() || (kind instanceof Convert && reads.get(0).node().isMemory());
    }

    /** The node whose memory it is. */
    public Node memory() {
        return kind instanceof Reshaped ? reads.get(0).node() : this;
    }

    /** Whether computing it again costs more than reading it from memory. */
    public boolean isExpensive() {
        return kind instanceof Apply a
                && switch (a.op().cost()) {
                    case FORMULA, SCALAR, LOOPS -> true;
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
