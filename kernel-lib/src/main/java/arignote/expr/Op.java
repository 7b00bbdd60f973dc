package arignote.expr;

import arignote.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What an expression does with its arguments. Operations are values: two that say the same are equal. Each knows the
 * type of its result, and says in one sentence why arguments do not fit.
 *
 * <p>Axes in operations are counted from the front, 0 to rank - 1, and in order; the front doors turn what a reader
 * writes into that form.
 */
public sealed interface Op {
    /**
     * The type of the result.
     *
     * @throws IllegalArgumentException if the arguments do not fit, in words that name them
     */
    default TensorType type(List<Expr> args) {
        return Types.of(this, args);
    }

    /**
     * Which record this is. Whatever does something with every operation switches over these and has no default, so that
     * the compiler names all places that a new record must reach.
     */
    Tag tag();

    /** One for each record. */
    enum Tag {
        INPUT(Sort.LEAF),
        STATE(Sort.LEAF),
        CONSTANT(Sort.LEAF),
        ELEMENTWISE(Sort.COMPUTES),
        CAST(Sort.COMPUTES),
        REDUCE(Sort.COMPUTES),
        SIZE(Sort.COMPUTES),
        SHAPE(Sort.COMPUTES),
        SOFTMAX(Sort.COMPUTES),
        LOG_SOFTMAX(Sort.COMPUTES),
        DOT(Sort.COMPUTES),
        DIMSHUFFLE(Sort.MOVES),
        RESHAPE(Sort.MOVES),
        BROADCAST_TO(Sort.MOVES),
        SUM_TO(Sort.COMPUTES),
        PART(Sort.MOVES),
        PLACE(Sort.COMPUTES),
        GATHER(Sort.MOVES),
        JOIN(Sort.COMPUTES),
        IOTA(Sort.COMPUTES),
        ARRAY(Sort.COMPUTES),
        IDENTITY(Sort.COMPUTES);

        private final Sort sort;

        Tag(Sort sort) {
            this.sort = sort;
        }
    }

    /** What becomes of the arguments' elements. */
    enum Sort {
        /** there are no arguments */
        LEAF,
        /** the first one's elements are in other places, or repeated */
        MOVES,
        COMPUTES
    }

    /** A variable whose value each call brings. */
    record Input(TensorType type) implements Op {
        @Override
        public Tag tag() {
            return Tag.INPUT;
        }
    }

    /** A variable that keeps its value between calls: {@link arignote.Shared}. */
    record State(TensorType type) implements Op {
        @Override
        public Tag tag() {
            return Tag.STATE;
        }
    }

    /** A fixed value. */
    record Constant(HostArray value) implements Op {
        @Override
        public Tag tag() {
            return Tag.CONSTANT;
        }
    }

    /**
     * One scalar operation on each element. The operands' shapes are aligned at the last axis; a length of 1 is
     * repeated, as in NumPy.
     */
    record Elementwise(ScalarOp op) implements Op {
        @Override
        public Tag tag() {
            return Tag.ELEMENTWISE;
        }

        @Override
        public String label() {
            return op.label();
        }
    }

    /** The same elements in another type, by Java's casts; a number is a true bool unless it is 0. */
    record Cast(DType to) implements Op {
        @Override
        public Tag tag() {
            return Tag.CAST;
        }

        @Override
        public String label() {
            return to.toString();
        }
    }

    /** One value from all elements along {@code axes}; {@code keepDims} leaves those axes with length 1. */
    record Reduce(ReduceOp kind, List<Integer> axes, boolean keepDims) implements Op {
        @Override
        public Tag tag() {
            return Tag.REDUCE;
        }

        @Override
        public String label() {
            return kind.label();
        }
    }

    /** The number of elements along {@code axes}, an int64 scalar. */
    record Size(List<Integer> axes) implements Op {
        @Override
        public Tag tag() {
            return Tag.SIZE;
        }
    }

    /** The lengths of all axes, an int64 vector. */
    record Shape() implements Op {
        @Override
        public Tag tag() {
            return Tag.SHAPE;
        }
    }

    /** exp(x) / sum(exp(x)) over the last axis, computed without overflow. */
    record Softmax() implements Op {
        @Override
        public Tag tag() {
            return Tag.SOFTMAX;
        }
    }

    /** log(softmax(x)) over the last axis, computed without overflow. */
    record LogSoftmax() implements Op {
        @Override
        public Tag tag() {
            return Tag.LOG_SOFTMAX;
        }
    }

    /**
     * The sum of products over pairs of axes: axis {@code left[i]} of the first argument runs with axis
     * {@code right[i]} of the second. The result has the first's other axes, then the second's.
     */
    record Dot(List<Integer> left, List<Integer> right) implements Op {
        @Override
        public Tag tag() {
            return Tag.DOT;
        }

        /** The axes of an argument of {@code rank} that are not summed over. */
        public static List<Integer> free(int rank, List<Integer> summed) {
            List<Integer> free = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                if (!summed.contains(i)) {
                    free.add(i);
                }
            }
            return free;
        }
    }

    /**
     * The axes in another order: axis i of the result is axis {@code pattern[i]} of the argument, or a new one of
     * length 1 where the pattern says {@link #NEW}. An axis left out must have length 1.
     */
    record DimShuffle(List<Integer> pattern) implements Op {
        public static final int NEW = -1;

        @Override
        public Tag tag() {
            return Tag.DIMSHUFFLE;
        }

        /** The pattern that leaves out these axes of an argument of {@code rank}. */
        static List<Integer> free(int rank, List<Integer> gone) {
            return Dot.free(rank, gone);
        }

        /** The argument's axes that the result does not have. */
        public List<Integer> dropped(int rank) {
            TreeSet<Integer> axes = new TreeSet<>();
            for (int i = 0; i < rank; i++) {
                if (!pattern.contains(i)) {
                    axes.add(i);
                }
            }
            return List.copyOf(axes);
        }
    }

    /** The elements in row-major order in the shape that the second argument holds; -1 in it: what is left. */
    record Reshape(int rank) implements Op {
        @Override
        public Tag tag() {
            return Tag.RESHAPE;
        }
    }

    /** Repeats the first argument to the shape that the second holds. */
    record BroadcastTo(int rank) implements Op {
        @Override
        public Tag tag() {
            return Tag.BROADCAST_TO;
        }
    }

    /** Sums the first argument back to the shape that the second holds, from which it was broadcast. */
    record SumTo(int rank) implements Op {
        @Override
        public Tag tag() {
            return Tag.SUM_TO;
        }
    }

    /**
     * A part of the first argument: along each leading axis what {@code along} says, with the numbers that follow; further
     * axes as a whole.
     */
    record Part(List<Along> along) implements Op {
        @Override
        public Tag tag() {
            return Tag.PART;
        }
    }

    /** Zeros in the shape that the second argument holds, with the first added in the part that {@link Part} would take. */
    record Place(int rank, List<Along> along) implements Op {
        @Override
        public Tag tag() {
            return Tag.PLACE;
        }
    }

    /**
     * The elements of the first argument at arrays of whole numbers, one array for each leading axis, which broadcast
     * together. The result has their common shape, then the axes that are left.
     */
    record Gather() implements Op {
        @Override
        public Tag tag() {
            return Tag.GATHER;
        }
    }

    /** The arguments one behind the other along an axis; all other axes have the same lengths. */
    record Join(int axis) implements Op {
        @Override
        public Tag tag() {
            return Tag.JOIN;
        }
    }

    /** The whole numbers from 0 up to, but without the argument; an int64 vector. */
    record Iota() implements Op {
        @Override
        public Tag tag() {
            return Tag.IOTA;
        }
    }

    /** What a library computes of whole arrays. */
    record Array(ArrayOp op) implements Op {
        @Override
        public Tag tag() {
            return Tag.ARRAY;
        }

        @Override
        public String label() {
            return op.label();
        }
    }

    /**
     * The first argument as it is, whose gradient is another. The further arguments say which; their own gradient is 0. No
     * element is moved: what holds of the elements of the argument need not hold of their gradients.
     */
    record Identity(Backward backward) implements Op {
        @Override
        public Tag tag() {
            return Tag.IDENTITY;
        }

        @Override
        public String label() {
            return backward.label();
        }
    }

    /** Whether this has no arguments. */
    default boolean isLeaf() {
        return tag().sort == Sort.LEAF;
    }

    /** Whether each element of the result is one of the first argument's. */
    default boolean movesElements() {
        return tag().sort == Sort.MOVES;
    }

    /** A short name, for pictures and messages. */
    default String label() {
        return tag().name().toLowerCase(java.util.Locale.ROOT);
    }
}
