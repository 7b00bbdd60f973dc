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
    TensorType type(List<Expr> args);

    /** A variable whose value each call brings. */
    record Input(TensorType type) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return type;
        }
    }

    /** A variable that keeps its value between calls: {@link arignote.Shared}. */
    record State(TensorType type) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return type;
        }
    }

    /** A fixed value. */
    record Constant(Literal value) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return value.type();
        }
    }

    /**
     * One scalar operation on each element. The operands' shapes are aligned at the last axis; a length of 1 is
     * repeated, as in NumPy.
     */
    record Elementwise(ScalarOp op) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return Types.elementwise(op, args);
        }
    }

    /** The same elements in another type, by Java's casts; a number is a true bool unless it is 0. */
    record Cast(DType to) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return args.get(0).type().withDType(to);
        }
    }

    /** One value from all elements along {@code axes}; {@code keepDims} leaves those axes with length 1. */
    record Reduce(ReduceOp kind, List<Integer> axes, boolean keepDims) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            TensorType x = args.get(0).type();
            return new TensorType(kind.dtype(x.dtype()), keepDims ? x.rank() : x.rank() - axes.size());
        }
    }

    /** The number of elements along {@code axes}, an int64 scalar. */
    record Size(List<Integer> axes) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return new TensorType(DType.INT64, 0);
        }
    }

    /** The lengths of all axes, an int64 vector. */
    record Shape() implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return new TensorType(DType.INT64, 1);
        }
    }

    /** exp(x) / sum(exp(x)) over the last axis, computed without overflow. */
    record Softmax() implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return Types.floatOfRankAtLeast1("softmax", args.get(0));
        }
    }

    /** log(softmax(x)) over the last axis, computed without overflow. */
    record LogSoftmax() implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return Types.floatOfRankAtLeast1("log_softmax", args.get(0));
        }
    }

    /**
     * The sum of products over pairs of axes: axis {@code left[i]} of the first argument runs with axis
     * {@code right[i]} of the second. The result has the first's other axes, then the second's.
     */
    record Dot(List<Integer> left, List<Integer> right) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return Types.dot(this, args);
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
        public TensorType type(List<Expr> args) {
            return args.get(0).type().withRank(pattern.size());
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
        public TensorType type(List<Expr> args) {
            return args.get(0).type().withRank(rank);
        }
    }

    /** Repeats the first argument to the shape that the second holds. */
    record BroadcastTo(int rank) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return args.get(0).type().withRank(rank);
        }
    }

    /** Sums the first argument back to the shape that the second holds, from which it was broadcast. */
    record SumTo(int rank) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return args.get(0).type().withRank(rank);
        }
    }

    /** The part of the first argument at the whole numbers that follow, one for each leading axis. */
    record Index() implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return Types.index(args);
        }
    }

    /** Zeros in the shape that the second argument holds, with the first added at the index that follows. */
    record AddAt(int rank) implements Op {
        @Override
        public TensorType type(List<Expr> args) {
            return args.get(0).type().withRank(rank);
        }
    }

    /** Whether this has no arguments. */
    default boolean isLeaf() {
        return this instanceof Input || this instanceof State || this instanceof Constant;
    }

    /** A short name, for pictures and messages. */
    default String label() {
        if (this instanceof Elementwise e) {
            return e.op().label();
        }
        if (this instanceof Reduce r) {
            return r.kind().label();
        }
        if (this instanceof Cast c) {
            return c.to().toString();
        }
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(java.util.Locale.ROOT)
                .replace("dim_shuffle", "dimshuffle");
    }
}
