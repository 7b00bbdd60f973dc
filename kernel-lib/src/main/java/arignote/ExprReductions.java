package arignote;

import arignote.expr.Build;
import arignote.expr.Composed;
import arignote.expr.ReduceOp;

/** The methods of {@link Expr} for values along axes, the same as in {@link T}. */
public abstract sealed class ExprReductions extends ExprElementwise permits ExprShapes {
    ExprReductions() {}

    /** The product, along the axes or of all elements: {@link T#prod(Expr, int...) T.prod}. */
    public Expr prod(int... axes) {
        return Build.reduce(ReduceOp.PROD, (Expr) this, axes);
    }

    /** Whether an element is not 0, a bool, along the axes or of all elements: {@link T#any(Expr, int...) T.any}. */
    public Expr any(int... axes) {
        return Build.reduce(ReduceOp.ANY, (Expr) this, axes);
    }

    /** Whether no element is 0, a bool, along the axes or of all elements: {@link T#all(Expr, int...) T.all}. */
    public Expr all(int... axes) {
        return Build.reduce(ReduceOp.ALL, (Expr) this, axes);
    }

    /** The variance: {@link T#var(Expr, int...) T.var}. */
    public Expr var(int... axes) {
        return Composed.var((Expr) this, axes, 0, false);
    }

    /** The same, divided by the number of elements less {@code ddof}: {@link T#var(Expr, int[], int, boolean) T.var}. */
    public Expr var(int[] axes, int ddof, boolean keepDims) {
        return Composed.var((Expr) this, axes, ddof, keepDims);
    }

    /** The standard deviation: {@link T#std(Expr, int...) T.std}. */
    public Expr std(int... axes) {
        return Composed.std((Expr) this, axes, 0, false);
    }

    /** The same, divided by the number of elements less {@code ddof}: {@link T#std(Expr, int[], int, boolean) T.std}. */
    public Expr std(int[] axes, int ddof, boolean keepDims) {
        return Composed.std((Expr) this, axes, ddof, keepDims);
    }

    /** The greatest element less the smallest: {@link T#ptp(Expr, int...) T.ptp}. */
    public Expr ptp(int... axes) {
        return Composed.ptp((Expr) this, axes, false);
    }

    /** The p-norm of all elements, or of those along axes: {@link T#norm(Expr, double, int...) T.norm}. */
    public Expr norm(double p, int... axes) {
        return Composed.norm((Expr) this, p, axes, false);
    }

    /** The same; with {@code keepDims} the axis is left in place, of length 1. */
    public Expr norm(double p, int axis, boolean keepDims) {
        return Composed.norm((Expr) this, p, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr norm(double p, int[] axes, boolean keepDims) {
        return Composed.norm((Expr) this, p, axes, keepDims);
    }

    // The axes left in place, of length 1, so that the result broadcasts against what was reduced

    /** The sum along an axis, which is left in place if {@code keepDims} holds. */
    public Expr sum(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.SUM, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr sum(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.SUM, (Expr) this, axes, keepDims);
    }

    /** The mean along an axis, which is left in place if {@code keepDims} holds. */
    public Expr mean(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.MEAN, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr mean(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.MEAN, (Expr) this, axes, keepDims);
    }

    /** The greatest along an axis, which is left in place if {@code keepDims} holds. */
    public Expr max(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.MAX, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr max(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.MAX, (Expr) this, axes, keepDims);
    }

    /** The smallest along an axis, which is left in place if {@code keepDims} holds. */
    public Expr min(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.MIN, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr min(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.MIN, (Expr) this, axes, keepDims);
    }

    /** The position of the first greatest along an axis, which is left in place if {@code keepDims} holds. */
    public Expr argmax(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMAX, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr argmax(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMAX, (Expr) this, axes, keepDims);
    }

    /** The position of the first smallest along an axis, which is left in place if {@code keepDims} holds. */
    public Expr argmin(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMIN, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr argmin(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ARGMIN, (Expr) this, axes, keepDims);
    }

    /** log(sum(exp(x))) along an axis, which is left in place if {@code keepDims} holds. */
    public Expr logsumexp(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.LOGSUMEXP, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr logsumexp(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.LOGSUMEXP, (Expr) this, axes, keepDims);
    }

    /** The product along an axis, which is left in place if {@code keepDims} holds. */
    public Expr prod(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.PROD, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr prod(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.PROD, (Expr) this, axes, keepDims);
    }

    /** Whether one is not 0 along an axis, which is left in place if {@code keepDims} holds. */
    public Expr any(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ANY, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr any(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ANY, (Expr) this, axes, keepDims);
    }

    /** Whether none is 0 along an axis, which is left in place if {@code keepDims} holds. */
    public Expr all(int axis, boolean keepDims) {
        return Build.reduce(ReduceOp.ALL, (Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr all(int[] axes, boolean keepDims) {
        return Build.reduce(ReduceOp.ALL, (Expr) this, axes, keepDims);
    }

    /** The variance along an axis, which is left in place if {@code keepDims} holds. */
    public Expr var(int axis, boolean keepDims) {
        return Composed.var((Expr) this, new int[] {axis}, 0, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr var(int[] axes, boolean keepDims) {
        return Composed.var((Expr) this, axes, 0, keepDims);
    }

    /** The standard deviation along an axis, which is left in place if {@code keepDims} holds. */
    public Expr std(int axis, boolean keepDims) {
        return Composed.std((Expr) this, new int[] {axis}, 0, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr std(int[] axes, boolean keepDims) {
        return Composed.std((Expr) this, axes, 0, keepDims);
    }

    /** The greatest less the smallest along an axis, which is left in place if {@code keepDims} holds. */
    public Expr ptp(int axis, boolean keepDims) {
        return Composed.ptp((Expr) this, new int[] {axis}, keepDims);
    }

    /** The same along several axes; none means all. */
    public Expr ptp(int[] axes, boolean keepDims) {
        return Composed.ptp((Expr) this, axes, keepDims);
    }
}
