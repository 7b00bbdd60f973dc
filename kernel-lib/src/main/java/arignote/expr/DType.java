package arignote.expr;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;

/** The element types of a tensor, named as NumPy names them. */
public enum DType {
    BOOL(DataType.BOOL, 1),
    INT32(DataType.INT32, 4),
    INT64(DataType.INT64, 8),
    FLOAT32(DataType.FLOAT, 4),
    FLOAT64(DataType.DOUBLE, 8);

    private static final DType[] ALL = values(); // which makes a new array each time

    private final DataType nd4j;
    private final int bytes;

    DType(DataType nd4j, int bytes) {
        this.nd4j = nd4j;
        this.bytes = bytes;
    }

    /** ND4J's name for this type. */
    public DataType nd4j() {
        return nd4j;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether this is float32 or float64. */
    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Whether this is int32 or int64. */
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /**
     * The type that holds the result of an operation on both, by NumPy's table: int32 beside float32 gives float64.
     */
    public static DType promote(DType a, DType b) {
        if (a == b) {
            return a;
        }
        DType high = a.compareTo(b) > 0 ? a : b;
        DType low = high == a ? b : a;
        return high == FLOAT32 && low.isInteger() ? FLOAT64 : high;
    }

    /**
     * Whether every value of {@code from} may stand where this type is expected without a loss that the reader should
     * know of (NumPy's "safe" casting).
     */
    public boolean accepts(DType from) {
        return promote(this, from) == this;
    }

    /** Whether ND4J's type has a counterpart here. */
    public static boolean holds(DataType type) {
        for (DType d : ALL) {
            if (d.nd4j == type) {
                return true;
            }
        }
        return false;
    }

    /** @throws IllegalArgumentException if ND4J's type has no counterpart here */
    public static DType of(DataType type) {
        for (DType d : ALL) {
            if (d.nd4j == type) {
                return d;
            }
        }
        throw new IllegalArgumentException(
                "arrays of type " + type + " are not supported; use float64, float32, int64, int32 or bool");
    }

    /** @throws IllegalArgumentException if there is no such type */
    public static DType of(String name) {
        for (DType d : ALL) {
            if (d.toString().equals(name)) {
                return d;
            }
        }
        throw new IllegalArgumentException("unknown dtype '" + name + "'; use float64, float32, int64, int32 or bool");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
