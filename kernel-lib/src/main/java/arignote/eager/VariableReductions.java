package arignote.eager;

import arignote.expr.Build;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Variable} says along axes: the same as expressions. Axes are counted from 0, negative ones from the end;
 * none means all. With {@code keepDims} they are left in place, of length 1, so that the result broadcasts against what was
 * reduced.
 */
public abstract sealed class VariableReductions extends VariableOperators permits VariableShapes {
    VariableReductions() {}

    private Variable self() {
        return (Variable) this;
    }

    // sum and mean do not go this way: so short, they leave nothing on the heap but what is kept
    private Variable reduced(ReduceOp kind, int... axes) {
        return new Variable(TapeNode.reduced(kind, node(), axes));
    }

    private Variable reduced(ReduceOp kind, boolean keepDims, int... axes) {
        Variable result = reduced(kind, axes);
        return keepDims ? result.keepDims() : result;
    }

    /** The sum along the axes, or of all elements. */
    public Variable sum(int... axes) {
        return new Variable(TapeNode.reduced(ReduceOp.SUM, node(), axes));
    }

    /** The sum along an axis, which is left in place if {@code keepDims} holds. */
    public Variable sum(int axis, boolean keepDims) {
        return reduced(ReduceOp.SUM, keepDims, axis);
    }

    /** The sum along several axes, which are left in place if {@code keepDims} holds. */
    public Variable sum(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.SUM, keepDims, axes);
    }

    /** The mean along the axes, or of all elements. */
    public Variable mean(int... axes) {
        return new Variable(TapeNode.reduced(ReduceOp.MEAN, node(), axes));
    }

    /** The mean along an axis, which is left in place if {@code keepDims} holds. */
    public Variable mean(int axis, boolean keepDims) {
        return reduced(ReduceOp.MEAN, keepDims, axis);
    }

    /** The mean along several axes, which are left in place if {@code keepDims} holds. */
    public Variable mean(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.MEAN, keepDims, axes);
    }

    /** The greatest element along the axes, or of all elements. */
    public Variable max(int... axes) {
        return reduced(ReduceOp.MAX, axes);
    }

    /** The greatest element along an axis, which is left in place if {@code keepDims} holds. */
    public Variable max(int axis, boolean keepDims) {
        return reduced(ReduceOp.MAX, keepDims, axis);
    }

    /** The greatest element along several axes, which are left in place if {@code keepDims} holds. */
    public Variable max(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.MAX, keepDims, axes);
    }

    /** The smallest element along the axes, or of all elements. */
    public Variable min(int... axes) {
        return reduced(ReduceOp.MIN, axes);
    }

    /** The smallest element along an axis, which is left in place if {@code keepDims} holds. */
    public Variable min(int axis, boolean keepDims) {
        return reduced(ReduceOp.MIN, keepDims, axis);
    }

    /** The smallest element along several axes, which are left in place if {@code keepDims} holds. */
    public Variable min(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.MIN, keepDims, axes);
    }

    /** The position of the first greatest element along the axes, or of all elements. */
    public Variable argmax(int... axes) {
        return reduced(ReduceOp.ARGMAX, axes);
    }

    /** The position of the first greatest element along an axis, which is left in place if {@code keepDims} holds. */
    public Variable argmax(int axis, boolean keepDims) {
        return reduced(ReduceOp.ARGMAX, keepDims, axis);
    }

    /** The position of the first greatest element along several axes, which are left in place if {@code keepDims} holds. */
    public Variable argmax(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.ARGMAX, keepDims, axes);
    }

    /** The position of the first smallest element along the axes, or of all elements. */
    public Variable argmin(int... axes) {
        return reduced(ReduceOp.ARGMIN, axes);
    }

    /** The position of the first smallest element along an axis, which is left in place if {@code keepDims} holds. */
    public Variable argmin(int axis, boolean keepDims) {
        return reduced(ReduceOp.ARGMIN, keepDims, axis);
    }

    /** The position of the first smallest element along several axes, which are left in place if {@code keepDims} holds. */
    public Variable argmin(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.ARGMIN, keepDims, axes);
    }

    /** log(sum(exp(x))) without overflow along the axes, or of all elements. */
    public Variable logsumexp(int... axes) {
        return reduced(ReduceOp.LOGSUMEXP, axes);
    }

    /** log(sum(exp(x))) without overflow along an axis, which is left in place if {@code keepDims} holds. */
    public Variable logsumexp(int axis, boolean keepDims) {
        return reduced(ReduceOp.LOGSUMEXP, keepDims, axis);
    }

    /** log(sum(exp(x))) without overflow along several axes, which are left in place if {@code keepDims} holds. */
    public Variable logsumexp(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.LOGSUMEXP, keepDims, axes);
    }

    /** The product along the axes, or of all elements. */
    public Variable prod(int... axes) {
        return reduced(ReduceOp.PROD, axes);
    }

    /** The same along an axis, which is left in place if {@code keepDims} holds. */
    public Variable prod(int axis, boolean keepDims) {
        return reduced(ReduceOp.PROD, keepDims, axis);
    }

    /** The same along several axes, which are left in place if {@code keepDims} holds. */
    public Variable prod(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.PROD, keepDims, axes);
    }

    /** Whether an element is not 0, a bool, along the axes, or of all elements. */
    public Variable any(int... axes) {
        return reduced(ReduceOp.ANY, axes);
    }

    /** The same along an axis, which is left in place if {@code keepDims} holds. */
    public Variable any(int axis, boolean keepDims) {
        return reduced(ReduceOp.ANY, keepDims, axis);
    }

    /** The same along several axes, which are left in place if {@code keepDims} holds. */
    public Variable any(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.ANY, keepDims, axes);
    }

    /** Whether no element is 0, a bool, along the axes, or of all elements. */
    public Variable all(int... axes) {
        return reduced(ReduceOp.ALL, axes);
    }

    /** The same along an axis, which is left in place if {@code keepDims} holds. */
    public Variable all(int axis, boolean keepDims) {
        return reduced(ReduceOp.ALL, keepDims, axis);
    }

    /** The same along several axes, which are left in place if {@code keepDims} holds. */
    public Variable all(int[] axes, boolean keepDims) {
        return reduced(ReduceOp.ALL, keepDims, axes);
    }

    /** The variance along the axes, or of all elements. */
    public Variable var(int... axes) {
        return var(axes, 0, false);
    }

    /** The variance along an axis, which is left in place if {@code keepDims} holds. */
    public Variable var(int axis, boolean keepDims) {
        return var(new int[] {axis}, 0, keepDims);
    }

    /** The variance along several axes, which are left in place if {@code keepDims} holds. */
    public Variable var(int[] axes, boolean keepDims) {
        return var(axes, 0, keepDims);
    }

    /** The variance, divided by the number of elements less {@code ddof}. */
    public Variable var(int[] axes, int ddof, boolean keepDims) {
        return self().apply(x -> x.var(axes, ddof, keepDims));
    }

    /** The standard deviation along the axes, or of all elements. */
    public Variable std(int... axes) {
        return std(axes, 0, false);
    }

    /** The standard deviation along an axis, which is left in place if {@code keepDims} holds. */
    public Variable std(int axis, boolean keepDims) {
        return std(new int[] {axis}, 0, keepDims);
    }

    /** The standard deviation along several axes, which are left in place if {@code keepDims} holds. */
    public Variable std(int[] axes, boolean keepDims) {
        return std(axes, 0, keepDims);
    }

    /** The standard deviation, divided by the number of elements less {@code ddof}. */
    public Variable std(int[] axes, int ddof, boolean keepDims) {
        return self().apply(x -> x.std(axes, ddof, keepDims));
    }

    /** The greatest element less the smallest along the axes, or of all elements. */
    public Variable ptp(int... axes) {
        return ptp(axes, false);
    }

    /** The same along an axis, which is left in place if {@code keepDims} holds. */
    public Variable ptp(int axis, boolean keepDims) {
        return ptp(new int[] {axis}, keepDims);
    }

    /** The same along several axes, which are left in place if {@code keepDims} holds. */
    public Variable ptp(int[] axes, boolean keepDims) {
        return self().apply(x -> x.ptp(axes, keepDims));
    }

    /** The p-norm along the axes, or of all elements. */
    public Variable norm(double p, int... axes) {
        return norm(p, axes, false);
    }

    /** The p-norm along an axis, which is left in place if {@code keepDims} holds. */
    public Variable norm(double p, int axis, boolean keepDims) {
        return norm(p, new int[] {axis}, keepDims);
    }

    /** The p-norm along several axes, which are left in place if {@code keepDims} holds. */
    public Variable norm(double p, int[] axes, boolean keepDims) {
        return self().apply(x -> x.norm(p, axes, keepDims));
    }

    /**
     * The same reduction with its axes left in place, of length 1.
     *
     * @throws IllegalArgumentException if this is not the result of a reduction
     */
    public Variable keepDims() {
        TapeNode n = node();
        if (!(n.op instanceof Op.Reduce r)) {
            Build.keepDims(Tape.expr(n)); // says why not
            throw new AssertionError();
        }
        if (r.keepDims()) {
            return self();
        }
        int rank = n.shape.length + r.axes().size();
        List<Object> pattern = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            pattern.add(r.axes().contains(axis) ? "x" : (Object) (axis - gone(r, axis)));
        }
        return self().dimshuffle(pattern);
    }

    private static int gone(Op.Reduce r, int before) {
        return (int) r.axes().stream().filter(a -> a < before).count();
    }

    /** exp(x) / sum(exp(x)) over the last axis. */
    public Variable softmax() {
        return self().apply(x -> x.softmax());
    }

    /** log(softmax(x)) over the last axis, without overflow. */
    public Variable logSoftmax() {
        return self().apply(x -> x.logSoftmax());
    }
}
