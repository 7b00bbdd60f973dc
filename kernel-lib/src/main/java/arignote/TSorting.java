package arignote;

import arignote.expr.Build;
import arignote.expr.array.Sorting;

/**
 * What {@link T} says of order along an axis: sorting, counting, cumulating. Negative axes count from the end.
 *
 * <p>All throw an IllegalArgumentException for an axis that is not there.
 */
public abstract sealed class TSorting extends TShapes permits TLinearAlgebra {
    TSorting() {}

    // Sorting and counting

    /** The elements along the last axis from the smallest to the greatest, NaN last. */
    public static Expr sort(Expr x) {
        return Sorting.sort(x, -1);
    }

    /** The same along another axis. */
    public static Expr sort(Expr x, int axis) {
        return Sorting.sort(x, axis);
    }

    /**
     * The positions of the elements along the last axis in the order of {@link #sort}, int64; equal ones keep their
     * order.
     */
    public static Expr argsort(Expr x) {
        return Sorting.argsort(x, -1);
    }

    /** The same along another axis. */
    public static Expr argsort(Expr x, int axis) {
        return Sorting.argsort(x, axis);
    }

    /**
     * The k greatest elements along the last axis, the greatest first; for a negative k the -k smallest, the smallest
     * first.
     */
    public static Expr topk(Expr x, Object k) {
        return topkAndArgtopk(x, k).values();
    }

    /** The same along another axis. */
    public static Expr topk(Expr x, Object k, int axis) {
        return topkAndArgtopk(x, k, axis).values();
    }

    /** The positions of what {@link #topk} gives, int64. */
    public static Expr argtopk(Expr x, Object k) {
        return Sorting.argtopk(x, k, -1);
    }

    /** The same along another axis. */
    public static Expr argtopk(Expr x, Object k, int axis) {
        return Sorting.argtopk(x, k, axis);
    }

    /** What {@link #topk} gives, with the positions. */
    public static Sorting.Top topkAndArgtopk(Expr x, Object k) {
        return Sorting.top(x, k, -1);
    }

    /** The same along another axis. */
    public static Sorting.Top topkAndArgtopk(Expr x, Object k, int axis) {
        return Sorting.top(x, k, axis);
    }

    /** For each element of v the first position in a sorted vector before which it can be put, int64. */
    public static Expr searchsorted(Object sorted, Object v) {
        return Sorting.searchsorted(sorted, v, "left", null);
    }

    /** The same, or with the side {@code "right"} the last such position. */
    public static Expr searchsorted(Object sorted, Object v, String side) {
        return Sorting.searchsorted(sorted, v, side, null);
    }

    /** The same for a vector that is sorted by these positions, {@code T.argsort(x)} for instance. */
    public static Expr searchsorted(Object x, Object v, String side, Expr sorter) {
        return Sorting.searchsorted(x, v, side, sorter);
    }

    /** How often each whole number from 0 on stands in a vector, int64. */
    public static Expr bincount(Object x) {
        return Sorting.bincount(x, null, 0);
    }

    /** For each whole number from 0 on the sum of the weights that stand beside it in a vector, of their type. */
    public static Expr bincount(Object x, Object weights) {
        return Sorting.bincount(x, weights, 0);
    }

    /** The same of at least so many numbers; weights may be null, for counts. */
    public static Expr bincount(Object x, Object weights, int minlength) {
        return Sorting.bincount(x, weights, minlength);
    }

    // Cumulating

    /** The sums of each element and those before it, row by row, a vector; of whole numbers and bools int64. */
    public static Expr cumsum(Expr x) {
        return Sorting.cumsum(Build.reshape(x, -1), 0);
    }

    /** The same along an axis. */
    public static Expr cumsum(Expr x, int axis) {
        return Sorting.cumsum(x, axis);
    }

    /** The products of each element and those before it, row by row, a vector; of whole numbers and bools int64. */
    public static Expr cumprod(Expr x) {
        return Sorting.cumprod(Build.reshape(x, -1), 0);
    }

    /** The same along an axis. */
    public static Expr cumprod(Expr x, int axis) {
        return Sorting.cumprod(x, axis);
    }

    /** Each element but the first along the last axis less the one before it; of bools, whether the two differ. */
    public static Expr diff(Expr x) {
        return Sorting.diff(x, 1, -1);
    }

    /** The same n times over. */
    public static Expr diff(Expr x, int n) {
        return Sorting.diff(x, n, -1);
    }

    /** The same along another axis. */
    public static Expr diff(Expr x, int n, int axis) {
        return Sorting.diff(x, n, axis);
    }
}
