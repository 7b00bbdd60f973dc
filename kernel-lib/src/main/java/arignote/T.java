package arignote;

import arignote.expr.Build;
import arignote.expr.Operands;
import arignote.expr.ReduceOp;
import arignote.grad.Gradients;
import java.util.List;

/**
 * The vocabulary of tensors: variables, functions of expressions, reductions, gradients. Everything here returns an
 * {@link Expr}.
 *
 * <p>Axes are counted from 0; negative ones from the end; none means all. A number in an expression's place takes the
 * dtype of the other operand.
 */
public final class T extends TControl {
    private T() {}

    // Constants

    /**
     * A fixed value: a number of type floatX or int32, or an array, which keeps its type.
     *
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Expr constant(Object value) {
        return Build.constant(value);
    }

    // Along axes

    /** The sum; of whole numbers and bools it is int64. */
    public static Expr sum(Expr x, int... axes) {
        return Build.reduce(ReduceOp.SUM, x, axes);
    }

    /** The mean, a floating number. */
    public static Expr mean(Expr x, int... axes) {
        return Build.reduce(ReduceOp.MEAN, x, axes);
    }

    /** The greatest element; NaN if one is. Its gradient goes in full to each of several greatest ones. */
    public static Expr max(Expr x, int... axes) {
        return Build.reduce(ReduceOp.MAX, x, axes);
    }

    /** The smallest element; NaN if one is. */
    public static Expr min(Expr x, int... axes) {
        return Build.reduce(ReduceOp.MIN, x, axes);
    }

    /** The position of the first greatest element along the axes, counted row by row if there are several; int64. */
    public static Expr argmax(Expr x, int... axes) {
        return Build.reduce(ReduceOp.ARGMAX, x, axes);
    }

    /** The position of the first smallest element, as {@link #argmax} counts it; int64. */
    public static Expr argmin(Expr x, int... axes) {
        return Build.reduce(ReduceOp.ARGMIN, x, axes);
    }

    /** log(sum(exp(x))), computed without overflow; of no elements it is minus infinity. */
    public static Expr logsumexp(Expr x, int... axes) {
        return Build.reduce(ReduceOp.LOGSUMEXP, x, axes);
    }

    /** exp(x) / sum(exp(x)) over the last axis, computed without overflow. */
    public static Expr softmax(Expr x) {
        return Build.softmax(x);
    }

    /** log(softmax(x)) over the last axis, computed without overflow. */
    public static Expr logSoftmax(Expr x) {
        return Build.logSoftmax(x);
    }

    // Linear algebra and shapes

    /**
     * NumPy's dot: of two vectors the inner product, of matrices their product; in general the last axis of {@code a}
     * is summed with the last but one of {@code b}; with a scalar it is the product of elements.
     */
    public static Expr dot(Expr a, Expr b) {
        return Build.dot(a, b);
    }

    /** The same with a number or an array on either side. */
    public static Expr dot(Object a, Object b) {
        return Build.dot(a, b);
    }

    /** The axes in the opposite order, or in the given one. */
    public static Expr transpose(Expr x, int... axes) {
        return Build.transpose(x, axes);
    }

    /**
     * The axes in another order, with new ones of length 1.
     *
     * @param pattern for each axis of the result one of {@code x}, or {@code "x"} for a new one; an axis that is left
     *     out must have length 1
     */
    public static Expr dimshuffle(Expr x, Object... pattern) {
        return Build.dimshuffle(x, pattern);
    }

    /** The lengths of all axes, an int64 vector. */
    public static Expr shape(Expr x) {
        return Build.shape(x);
    }

    /** Ones in the shape and dtype of {@code x}. */
    public static Expr onesLike(Expr x) {
        return Build.filled(Operands.there("onesLike", x), 1);
    }

    /** Zeros in the shape and dtype of {@code x}. */
    public static Expr zerosLike(Expr x) {
        return Build.filled(Operands.there("zerosLike", x), 0);
    }

    // Gradients

    /**
     * The gradient of a scalar by one variable or expression, of the same dtype and shape as that.
     *
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on {@code wrt}
     */
    public static Expr grad(Expr cost, Expr wrt) {
        Operands.there("grad", cost, wrt);
        return Gradients.of(cost, List.of(wrt)).get(0);
    }

    /**
     * The gradients of a scalar by several, in their order.
     *
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on one of {@code wrt}
     */
    public static List<Expr> grad(Expr cost, List<? extends Expr> wrt) {
        if (wrt == null) {
            throw new IllegalArgumentException("grad got null for the list of variables; give List.of(…)");
        }
        Operands.there("grad", cost);
        Operands.check("the list of variables of grad", wrt);
        return Gradients.of(cost, wrt);
    }
}
