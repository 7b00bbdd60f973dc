package arignote.expr;

/**
 * What is known of a tensor when an expression is written: its element type and its rank. Lengths are known only when
 * the expression is computed, and so is which axes broadcast.
 *
 * @param rank the number of axes, 0 for a scalar
 */
public record TensorType(DType dtype, int rank) {
    public TensorType {
        if (rank < 0) {
            throw new IllegalArgumentException("a rank is at least 0, not " + rank);
        }
    }

    /** The same dtype with another rank. */
    public TensorType withRank(int r) {
        return new TensorType(dtype, r);
    }

    /** The same rank with another dtype. */
    public TensorType withDType(DType d) {
        return new TensorType(d, rank);
    }

    /** In words: {@code "float64 vector"}. */
    @Override
    public String toString() {
        return dtype + " " + rankName(rank);
    }

    /** With the article: {@code "an int64 scalar"}. */
    public String described() {
        return (dtype.isInteger() ? "an " : "a ") + this;
    }

    /** {@code scalar}, {@code vector}, {@code matrix}, {@code tensor3}, ... */
    public static String rankName(int rank) {
        return switch (rank) {
            case 0 -> "scalar";
            case 1 -> "vector";
            case 2 -> "matrix";
            default -> "tensor" + rank;
        };
    }
}
