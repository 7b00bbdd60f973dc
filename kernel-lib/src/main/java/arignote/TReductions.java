package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.ReduceOp;
import java.util.List;

/**
 * What {@link T} says of values along axes. Axes are counted from 0, negative ones from the end; none means all. Where a
 * reduction takes {@code keepDims}, its axes may be left in place, of length 1, so that the result broadcasts against
 * what was reduced.
 */
public abstract sealed class TReductions extends TElementwise permits TShapes {
    TReductions() {}

    /** The product; of whole numbers and bools it is int64. Its gradient is right where elements are 0, too. */
    public static Expr prod(Expr x, int... axes) {
        return Build.reduce(ReduceOp.PROD, x, axes);
    }

    /** Whether an element is not 0, a bool; of no elements false. NaN is not 0. */
    public static Expr any(Expr x, int... axes) {
        return Build.reduce(ReduceOp.ANY, x, axes);
    }

    /** Whether no element is 0, a bool; of no elements true. */
    public static Expr all(Expr x, int... axes) {
        return Build.reduce(ReduceOp.ALL, x, axes);
    }

    /** The variance: the mean of the squared distances from the mean, a floating number. */
    public static Expr var(Expr x, int... axes) {
        return Composed.var(x, axes, 0, false);
    }

    /**
     * The same, divided by the number of elements less {@code ddof}: 1 for the variance of what a sample was drawn from.
     *
     * @param axes none means all
     */
    public static Expr var(Expr x, int[] axes, int ddof, boolean keepDims) {
        return Composed.var(x, axes, ddof, keepDims);
    }

    /** The standard deviation, the root of {@link #var}; where all elements are equal its gradient is 0. */
    public static Expr std(Expr x, int... axes) {
        return Composed.std(x, axes, 0, false);
    }

    /**
     * The same, divided by the number of elements less {@code ddof}: 1 for the standard deviation of what a sample was drawn from.
     *
     * @param axes none means all
     */
    public static Expr std(Expr x, int[] axes, int ddof, boolean keepDims) {
        return Composed.std(x, axes, ddof, keepDims);
    }

    /** The greatest element less the smallest. */
    public static Expr ptp(Expr x, int... axes) {
        return Composed.ptp(x, axes, false);
    }

    /**
     * The p-norm of all elements, or of those along axes: the p-th root of the sum of their p-th powers, without signs. 2
     * is the Euclidean norm, whose gradient at 0 is 0; {@code Double.POSITIVE_INFINITY} is the greatest of the absolute
     * values, minus infinity the smallest, 0 the number of elements that are not 0.
     */
    public static Expr norm(Expr x, double p, int... axes) {
        return Composed.norm(x, p, axes, false);
    }

    /** The same; with {@code keepDims} the axis is left in place, of length 1. */
    public static Expr norm(Expr x, double p, int axis, boolean keepDims) {
        return Composed.norm(x, p, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr norm(Expr x, double p, int[] axes, boolean keepDims) {
        return Composed.norm(x, p, axes, keepDims);
    }

    /** {@link T#max} and {@link T#argmax}. */
    public static List<Expr> maxAndArgmax(Expr x, int... axes) {
        return List.of(Build.reduce(ReduceOp.MAX, x, axes), Build.reduce(ReduceOp.ARGMAX, x, axes));
    }

    /** Whether all elements are nearly equal, a bool: {@link #isclose(Object, Object)}. */
    public static Expr allclose(Object a, Object b) {
        return all(isclose(a, b));
    }

    /** The same with other tolerances. */
    public static Expr allclose(Object a, Object b, double relative, double absolute) {
        return all(isclose(a, b, relative, absolute));
    }

    // The axes left in place, of length 1, so that the result broadcasts against what was reduced

    /** The sum along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr sum(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.SUM, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr sum(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.SUM, x, axes, keepDims);
    }

    /** The mean along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr mean(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.MEAN, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr mean(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.MEAN, x, axes, keepDims);
    }

    /** The greatest along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr max(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.MAX, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr max(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.MAX, x, axes, keepDims);
    }

    /** The smallest along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr min(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.MIN, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr min(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.MIN, x, axes, keepDims);
    }

    /** The position of the first greatest along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr argmax(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMAX, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr argmax(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMAX, x, axes, keepDims);
    }

    /** The position of the first smallest along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr argmin(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMIN, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr argmin(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMIN, x, axes, keepDims);
    }

    /** log(sum(exp(x))) along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr logsumexp(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.LOGSUMEXP, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr logsumexp(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.LOGSUMEXP, x, axes, keepDims);
    }

    /** The product along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr prod(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.PROD, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr prod(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.PROD, x, axes, keepDims);
    }

    /** Whether one is not 0 along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr any(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ANY, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr any(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ANY, x, axes, keepDims);
    }

    /** Whether none is 0 along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr all(Expr x, int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ALL, x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr all(Expr x, int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ALL, x, axes, keepDims);
    }

    /** The variance along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr var(Expr x, int axis, boolean keepDims) {
        return Composed.var(x, new int[] {axis}, 0, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr var(Expr x, int[] axes, boolean keepDims) {
        return Composed.var(x, axes, 0, keepDims);
    }

    /** The standard deviation along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr std(Expr x, int axis, boolean keepDims) {
        return Composed.std(x, new int[] {axis}, 0, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr std(Expr x, int[] axes, boolean keepDims) {
        return Composed.std(x, axes, 0, keepDims);
    }

    /** The greatest less the smallest along an axis, which is left in place if {@code keepDims} holds. */
    public static Expr ptp(Expr x, int axis, boolean keepDims) {
        return Composed.ptp(x, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public static Expr ptp(Expr x, int[] axes, boolean keepDims) {
        return Composed.ptp(x, axes, keepDims);
    }
}
