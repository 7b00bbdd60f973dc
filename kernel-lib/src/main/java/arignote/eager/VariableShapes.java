package arignote.eager;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Shaping;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link Variable} says of its parts and shapes: the same as expressions. Where these take an expression, variables,
 * numbers and arrays are taken here.
 */
public abstract sealed class VariableShapes extends VariableReductions permits VariableLinearAlgebra {
    VariableShapes() {}

    private Variable self() {
        return (Variable) this;
    }

    // Parts

    /**
     * A part, by NumPy's rules: {@code x.get(0)}, {@code x.get("1:3, ::2")}, {@code x.get(rows)} with an {@code int[]} or a
     * variable of whole numbers, {@code x.get(x.gt(0))} with a mask; see {@link Expr#get}.
     *
     * @throws IllegalArgumentException if there are too many indices, or one is none, or out of range
     */
    public Variable get(Object... indices) {
        return Application.one(o -> ((Expr) o[0]).get((Object[]) o[1]), this, indices(indices));
    }

    /** Java passes a lone array of numbers as the indices themselves. */
    private static Object[] indices(Object[] given) {
        boolean one = given == null || given.getClass() != Object[].class && !(given instanceof Variable[]);
        return one ? new Object[] {given} : given;
    }

    /** The elements at these places along an axis, in the places' shape there. */
    public Variable take(Object places, int axis) {
        return Application.one(o -> ((Expr) o[0]).take(o[1], axis), this, places);
    }

    /** The elements at these places of all elements, row by row. */
    public Variable take(Object places) {
        return Application.one(o -> ((Expr) o[0]).take(o[1]), this, places);
    }

    /** For each axis where the elements are that are not 0: vectors of whole numbers. */
    public List<Variable> nonzero() {
        return self().applyAll(Expr::nonzero);
    }

    // Shapes

    /** The lengths of the axes. */
    public long[] shape() {
        return node().shape.clone();
    }

    /**
     * The length of an axis.
     *
     * @param axis negative ones count from the end
     * @throws IllegalArgumentException if there is no such axis
     */
    public long shape(int axis) {
        long[] shape = node().shape;
        if (axis < -shape.length || axis >= shape.length) {
            self().apply(x -> x.shape(axis)); // says why not
        }
        return shape[axis < 0 ? axis + shape.length : axis];
    }

    /** The number of elements. */
    public long size() {
        return node().size();
    }

    /** The number of axes. */
    public int ndim() {
        return node().shape.length;
    }

    /** The dtype, by NumPy's name. */
    public String dtype() {
        return node().dtype.toString();
    }

    /** The same elements in another dtype. */
    public Variable astype(String dtype) {
        return cast(dtype);
    }

    /**
     * The same elements in another dtype.
     *
     * @param dtype a name of NumPy's, or {@code floatX}
     */
    public Variable cast(String dtype) {
        return self().apply(x -> Build.cast(x, dtype));
    }

    /** The elements row by row in another shape; a length of -1 is what is left. */
    public Variable reshape(Object... lengths) {
        return Application.one(o -> ((Expr) o[0]).reshape((Object[]) o[1]), this, lengths);
    }

    /** All elements, row by row. */
    public Variable flatten() {
        return self().apply(x -> x.flatten());
    }

    /** The first axes as they are, and all that is left as the last one of {@code rank}. */
    public Variable flatten(int rank) {
        return self().apply(x -> x.flatten(rank));
    }

    /** All elements, row by row. */
    public Variable ravel() {
        return flatten();
    }

    /** All axes in the opposite order. */
    public Variable T() {
        return transpose();
    }

    /** All axes in the opposite order, or in the given one. */
    public Variable transpose(int... axes) {
        return self().apply(x -> x.transpose(axes));
    }

    /** The axes in another order; {@code "x"} is a new one of length 1, and one that is left out must have length 1. */
    public Variable dimshuffle(Object... pattern) {
        return self().apply(x -> x.dimshuffle(pattern));
    }

    /** Without these axes, which have length 1; without all such axes if none is named. */
    public Variable squeeze(int... axes) {
        long[] shape = node().shape;
        int[] ones = IntStream.range(0, shape.length).filter(i -> shape[i] == 1).toArray();
        int[] gone = axes.length == 0 ? ones : axes;
        return self().apply(x -> gone.length == 0 ? x : x.squeeze(gone));
    }

    /** With two axes in each other's place. */
    public Variable swapaxes(int first, int second) {
        return self().apply(x -> x.swapaxes(first, second));
    }

    /** Each element so many times side by side along an axis. */
    public Variable repeat(Object times, int axis) {
        return Application.one(o -> ((Expr) o[0]).repeat(o[1], axis), this, times);
    }

    /** Each of all elements, row by row, so many times side by side. */
    public Variable repeat(Object times) {
        return Application.one(o -> ((Expr) o[0]).repeat(o[1]), this, times);
    }

    /** Repeated to a shape. */
    public Variable broadcastTo(Object... lengths) {
        return Application.one(o -> ((Expr) o[0]).broadcastTo((Object[]) o[1]), this, lengths);
    }

    /** Ones in this shape and dtype. */
    public Variable onesLike() {
        return self().apply(x -> x.onesLike());
    }

    /** Zeros in this shape and dtype. */
    public Variable zerosLike() {
        return self().apply(x -> x.zerosLike());
    }

    // Several in one

    /** Arrays one behind the other along the first axis. */
    public static Variable concatenate(List<?> parts) {
        return concatenate(parts, 0);
    }

    /** Arrays one behind the other along an axis. */
    public static Variable concatenate(List<?> parts, int axis) {
        return Application.one(o -> Shaping.concatenate("concatenate", axis, (List<?>) o[0]), parts);
    }

    /** Arrays of one shape along a new first axis. */
    public static Variable stack(Object... parts) {
        return stack(parts.length == 1 && parts[0] instanceof List<?> all ? all : Arrays.asList(parts), 0);
    }

    /** Arrays of one shape along a new axis. */
    public static Variable stack(List<?> parts, int axis) {
        return Application.one(o -> Shaping.stack(axis, (List<?>) o[0]), parts);
    }

    /** In parts of these lengths along an axis. */
    public List<Variable> split(List<?> lengths, int axis) {
        return Application.all(o -> Shaping.split((Expr) o[0], axis, o[1]), this, lengths);
    }
}
