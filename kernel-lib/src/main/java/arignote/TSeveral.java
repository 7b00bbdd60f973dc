package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/** The variables of {@link T} of any dtype and rank, and several at once. */
public abstract sealed class TSeveral extends TLooking permits TVariables {
    TSeveral() {}

    /**
     * A variable of any type.
     *
     * @param dtype {@code float64}, {@code float32}, {@code int64}, {@code int32}, {@code bool} or {@code floatX}
     * @param rank how many axes it has
     * @throws IllegalArgumentException if there is no such dtype, or the rank is negative
     */
    public static Expr tensor(String dtype, int rank, String name) {
        DType type = "floatX".equals(dtype) ? Config.floatX() : DType.of(dtype);
        return Build.input(name, new TensorType(type, rank));
    }

    /** An unnamed variable of any type. */
    public static Expr tensor(String dtype, int rank) {
        return tensor(dtype, rank, null);
    }

    /** A scalar of a dtype. */
    public static Expr scalar(String name, String dtype) {
        return tensor(dtype, 0, name);
    }

    /** A vector of a dtype. */
    public static Expr vector(String name, String dtype) {
        return tensor(dtype, 1, name);
    }

    /** A matrix of a dtype. */
    public static Expr matrix(String name, String dtype) {
        return tensor(dtype, 2, name);
    }

    /** A tensor3 of a dtype. */
    public static Expr tensor3(String name, String dtype) {
        return tensor(dtype, 3, name);
    }

    /** A tensor4 of a dtype. */
    public static Expr tensor4(String name, String dtype) {
        return tensor(dtype, 4, name);
    }

    /** A tensor5 of a dtype. */
    public static Expr tensor5(String name, String dtype) {
        return tensor(dtype, 5, name);
    }

    /** A tensor5 of type floatX. */
    public static Expr tensor5(String name) {
        return tensor("floatX", 5, name);
    }

    /** An unnamed tensor5 of type floatX. */
    public static Expr tensor5() {
        return tensor5(null);
    }

    /** A matrix of type floatX; that it has one row is seen when it is computed, as each axis of length 1 is repeated. */
    public static Expr row(String name) {
        return tensor("floatX", 2, name);
    }

    /** A matrix of type floatX; that it has one column is seen when it is computed, as each axis of length 1 is repeated. */
    public static Expr col(String name) {
        return tensor("floatX", 2, name);
    }

    private static List<Expr> several(int rank, String dtype, String... names) {
        return Arrays.stream(names).map(name -> tensor(dtype, rank, name)).toList();
    }

    /** Scalars of type floatX with these names. */
    public static List<Expr> scalars(String... names) {
        return several(0, "floatX", names);
    }

    /** Vectors of type floatX with these names. */
    public static List<Expr> vectors(String... names) {
        return several(1, "floatX", names);
    }

    /** Matrices of type floatX with these names. */
    public static List<Expr> matrices(String... names) {
        return several(2, "floatX", names);
    }

    /** Tensors of three axes, of type floatX, with these names. */
    public static List<Expr> tensor3s(String... names) {
        return several(3, "floatX", names);
    }

    /** Tensors of four axes, of type floatX, with these names. */
    public static List<Expr> tensor4s(String... names) {
        return several(4, "floatX", names);
    }

    /** Scalars of type float64 with these names. */
    public static List<Expr> dscalars(String... names) {
        return several(0, "float64", names);
    }

    /** Vectors of type float64 with these names. */
    public static List<Expr> dvectors(String... names) {
        return several(1, "float64", names);
    }

    /** Matrices of type float64 with these names. */
    public static List<Expr> dmatrices(String... names) {
        return several(2, "float64", names);
    }

    /** Scalars of type float32 with these names. */
    public static List<Expr> fscalars(String... names) {
        return several(0, "float32", names);
    }

    /** Vectors of type float32 with these names. */
    public static List<Expr> fvectors(String... names) {
        return several(1, "float32", names);
    }

    /** Matrices of type float32 with these names. */
    public static List<Expr> fmatrices(String... names) {
        return several(2, "float32", names);
    }

    /** Scalars of type int32 with these names. */
    public static List<Expr> iscalars(String... names) {
        return several(0, "int32", names);
    }

    /** Vectors of type int32 with these names. */
    public static List<Expr> ivectors(String... names) {
        return several(1, "int32", names);
    }

    /** Scalars of type int64 with these names. */
    public static List<Expr> lscalars(String... names) {
        return several(0, "int64", names);
    }

    /** Vectors of type int64 with these names. */
    public static List<Expr> lvectors(String... names) {
        return several(1, "int64", names);
    }
}
