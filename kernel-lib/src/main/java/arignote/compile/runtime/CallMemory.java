package arignote.compile.runtime;

import arignote.Expr;
import arignote.expr.HostArray;
import java.util.Arrays;
import java.util.List;

/**
 * Where a call puts what a computation reads, its leaves, for generated code: arrays in their memory with their lengths,
 * single inputs as numbers. All specializations of a function share it, and it is used again in each call.
 */
public final class CallMemory {
    /** As many whole numbers as a shape may have. */
    private static final int WHOLES = 16;

    /** For each leaf a Java array, or what reads memory outside the heap. */
    final Object[] memory;

    /** The lengths of the axes of all leaves, one after the other. */
    final int[] lengths;

    /** Inputs that are single floating numbers, at their own places. */
    final double[] reals;

    /** Inputs that are single whole numbers or bools, at their own places. */
    final long[] wholes;

    private final int[] offsets; // where the lengths of each leaf begin

    public CallMemory(List<? extends Expr> leaves) {
        int n = leaves.size();
        memory = new Object[n];
        reals = new double[n];
        wholes = new long[n];
        offsets = new int[n + 1];
        for (int i = 0; i < n; i++) {
            offsets[i + 1] = offsets[i] + leaves.get(i).type().rank();
        }
        lengths = new int[offsets[n]];
    }

    /** Leaf i is this array: a Java array of the dtype's kind, row by row, or memory outside the heap. */
    public void array(int i, Object array, long[] shape) {
        memory[i] = array;
        for (int axis = 0; axis < shape.length; axis++) {
            lengths[offsets[i] + axis] = (int) shape[axis];
        }
    }

    /** Leaf i is this array, or if it is a scalar, this number. */
    public void bind(int i, HostArray value) {
        array(i, value.elements(), value.shape());
        if (value.rank() == 0) {
            number(i, value);
        }
    }

    /** Leaf i is this vector. */
    public void vector(int i, double[] x) {
        memory[i] = x;
        lengths[offsets[i]] = x.length;
    }

    /** Leaf i is this matrix, row by row in an array that may be longer. */
    public void matrix(int i, double[] elements, int rows, int columns) {
        memory[i] = elements;
        lengths[offsets[i]] = rows;
        lengths[offsets[i] + 1] = columns;
    }

    /** Leaf i is this number. */
    public void number(int i, double x) {
        reals[i] = x;
    }

    /** Leaf i is this scalar. */
    public void number(int i, HostArray scalar) {
        if (scalar.dtype().isFloat()) {
            reals[i] = scalar.doubleAt(0);
        } else {
            wholes[i] = scalar.longAt(0);
        }
    }

    /** Leaf i is what it is in another memory, whose first leaves are the same. */
    public void leaf(int i, CallMemory other) {
        memory[i] = other.memory[i];
        reals[i] = other.reals[i];
        wholes[i] = other.wholes[i];
        System.arraycopy(other.lengths, offsets[i], lengths, offsets[i], offsets[i + 1] - offsets[i]);
    }

    /** The array of leaf i, in the memory that it was given in. */
    public Object array(int i) {
        return memory[i];
    }

    /** Whether leaf i lies outside the heap. */
    public boolean isOffHeap(int i) {
        return memory[i] != null && !memory[i].getClass().isArray();
    }

    /** The lengths of leaf i. */
    public long[] shape(int i) {
        long[] shape = new long[offsets[i + 1] - offsets[i]];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = lengths[offsets[i] + axis];
        }
        return shape;
    }

    /** The first whole numbers that leaf i holds, if they are whole and easily read. */
    public List<Long> wholes(int i) {
        if (memory[i] instanceof long[] l) {
            return Arrays.stream(l).limit(WHOLES).boxed().toList();
        }
        if (memory[i] instanceof int[] k) {
            return Arrays.stream(k).limit(WHOLES).asLongStream().boxed().toList();
        }
        return offsets[i] == offsets[i + 1] && memory[i] == null ? List.of(wholes[i]) : List.of();
    }

    /** The length of an axis of leaf i. */
    public int length(int i, int axis) {
        return lengths[offsets[i] + axis];
    }

    /** The floating number that leaf i, a scalar, is. */
    public double real(int i) {
        return reals[i];
    }

    /** The whole number or bool that leaf i, a scalar, is. */
    public long whole(int i) {
        return wholes[i];
    }

    /** Forgets the arrays, so that nothing is kept alive. */
    public void clear() {
        Arrays.fill(memory, null);
    }
}
