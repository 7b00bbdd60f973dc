package arignote;

import arignote.expr.Build;
import arignote.expr.Choosing;
import arignote.expr.Index;
import arignote.expr.NewArrays;
import arignote.expr.Operands;
import arignote.expr.Shaping;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link T} says of parts, shapes and new arrays. A length is a whole number or an expression of one, and a shape is
 * lengths one by one or one vector of them ({@code x.shape()}); behind it a dtype may follow ({@code T.zeros(n, 3, "int64")}).
 */
public abstract sealed class TShapes extends TReductions permits TSorting {
    TShapes() {}

    // Parts

    /** {@code part}, which {@code get} has taken of an array, has other values: the whole array with them, a new one. */
    public static Expr setSubtensor(Expr part, Object value) {
        return Index.set(false, part, value);
    }

    /** As {@link #setSubtensor}, with the values added to those that are there; an index that stands twice adds twice. */
    public static Expr incSubtensor(Expr part, Object value) {
        return Index.set(true, part, value);
    }

    /** The elements at these places along an axis, in the places' shape. */
    public static Expr take(Expr x, Object places, int axis) {
        return Shaping.take(x, places, axis);
    }

    /** The elements at these places of all elements, row by row. */
    public static Expr take(Expr x, Object places) {
        return Shaping.take(x, places, null);
    }

    /** For each axis where the elements are that are not 0: int64 vectors. */
    public static List<Expr> nonzero(Expr x) {
        return Shaping.nonzero(x);
    }

    /** Where the elements, counted row by row, are not 0: an int64 vector. */
    public static Expr flatnonzero(Expr x) {
        return Shaping.nonzero(flatten(x)).get(0);
    }

    /** The elements that are not 0. */
    public static Expr nonzeroValues(Expr x) {
        return Build.gather(x, Shaping.nonzero(x));
    }

    /** Element by element one of several arrays of one shape: the one that {@code which}, of that shape, says. */
    public static Expr choose(Expr which, List<?> choices) {
        return Choosing.choose(which, choices);
    }

    /** The parts along an axis where {@code condition}, a vector, holds. */
    public static Expr compress(Expr condition, Expr x, int axis) {
        return Choosing.compress(condition, x, axis);
    }

    /** A matrix with {@code value} on its diagonal. */
    public static Expr fillDiagonal(Expr x, Object value) {
        return Choosing.fillDiagonal(x, value, 0);
    }

    /** A matrix with {@code value} on the diagonal that lies {@code offset} columns to the right of the main one. */
    public static Expr fillDiagonalOffset(Expr x, Object value, int offset) {
        return Choosing.fillDiagonal(x, value, offset);
    }

    /** The permutation that undoes one. */
    public static Expr inversePermutation(Expr permutation) {
        return Choosing.inversePermutation(permutation);
    }

    /** Each row of a matrix in the order that the same row of {@code order}, or the vector {@code order}, says. */
    public static Expr permuteRowElements(Expr x, Expr order) {
        return Choosing.permuteRowElements(x, order);
    }

    /** For places counted row by row in an array of this shape the index along each axis. */
    public static List<Expr> unravelIndex(Expr places, Object... shape) {
        return Choosing.unravelIndex(places, shape);
    }

    /** For indices along each axis of an array of this shape the places, counted row by row. */
    public static Expr ravelMultiIndex(List<? extends Expr> indices, Object... shape) {
        return Choosing.ravelMultiIndex(indices, shape);
    }

    // New arrays

    /** Zeros in this shape, of type floatX unless a dtype follows. */
    public static Expr zeros(Object... shape) {
        return NewArrays.full("zeros", 0, shape);
    }

    /** Ones in this shape, of type floatX unless a dtype follows. */
    public static Expr ones(Object... shape) {
        return NewArrays.full("ones", 1, shape);
    }

    /** An array of this shape with one value. */
    public static Expr full(List<?> shape, Object value) {
        return NewArrays.alloc(value, shape);
    }

    /** A value repeated to this shape. */
    public static Expr alloc(Object value, Object... shape) {
        return NewArrays.alloc(value, shape);
    }

    /** An array of one value in the shape and dtype of {@code x}. */
    public static Expr fullLike(Expr x, double value) {
        return Build.filled(Operands.there("fullLike", x), value);
    }

    /** The whole numbers from 0 up to, but without {@code stop}; int64. */
    public static Expr arange(Object stop) {
        return NewArrays.arange(0, stop, 1, null);
    }

    /** The numbers from {@code start} up to, but without {@code stop}; int64, or floatX if one is a fraction. */
    public static Expr arange(Object start, Object stop) {
        return NewArrays.arange(start, stop, 1, null);
    }

    /** The numbers from {@code start} up to, but without {@code stop}, each {@code step} more than the one before. */
    public static Expr arange(Object start, Object stop, Object step) {
        return NewArrays.arange(start, stop, step, null);
    }

    /** The same in a dtype. */
    public static Expr arange(Object start, Object stop, Object step, String dtype) {
        return NewArrays.arange(start, stop, step, dtype);
    }

    /** {@code n} numbers at equal distances from {@code start} to {@code stop}, both included; of type floatX. */
    public static Expr linspace(Object start, Object stop, Object n) {
        return NewArrays.linspace(start, stop, n);
    }

    /** The identity matrix of n rows, of type floatX. */
    public static Expr eye(Object n) {
        return NewArrays.eye(n, null, 0, null);
    }

    /** Ones on the diagonal of a matrix, else zeros. */
    public static Expr eye(Object rows, Object columns) {
        return NewArrays.eye(rows, columns, 0, null);
    }

    /** Ones on the diagonal that lies {@code k} columns to the right of the main one, else zeros. */
    public static Expr eye(Object rows, Object columns, int k) {
        return NewArrays.eye(rows, columns, k, null);
    }

    /** The same in a dtype. */
    public static Expr eye(Object rows, Object columns, int k, String dtype) {
        return NewArrays.eye(rows, columns, k, dtype);
    }

    /** Ones on the diagonal, else zeros, in the shape and dtype of a matrix. */
    public static Expr identityLike(Expr x) {
        Operands.there("identityLike", x);
        return NewArrays.eye(x.shape(0), x.shape(1), 0, x.dtype());
    }

    /** Ones on and below the diagonal that lies {@code k} columns to the right of the main one, else zeros. */
    public static Expr tri(Object rows, Object columns, int k) {
        return NewArrays.tri(rows, columns, k);
    }

    /** Ones on and below the diagonal of a square matrix, else zeros. */
    public static Expr tri(Object n) {
        return NewArrays.tri(n, null, 0);
    }

    /** The matrix with zeros above its diagonal. */
    public static Expr tril(Expr x) {
        return NewArrays.triangle(x, true, 0);
    }

    /** The matrix with zeros above the diagonal that lies {@code k} columns to the right of the main one. */
    public static Expr tril(Expr x, int k) {
        return NewArrays.triangle(x, true, k);
    }

    /** The matrix with zeros below its diagonal. */
    public static Expr triu(Expr x) {
        return NewArrays.triangle(x, false, 0);
    }

    /** The matrix with zeros below the diagonal that lies {@code k} columns to the right of the main one. */
    public static Expr triu(Expr x, int k) {
        return NewArrays.triangle(x, false, k);
    }

    /** A row for each label, 1 at the label's place, else 0; of type floatX. */
    public static Expr toOneHot(Expr labels, Object classes) {
        return NewArrays.oneHot(labels, classes, null);
    }

    // Other shapes

    /** The elements row by row in a shape of numbers and expressions; one length may be -1: what is left. */
    public static Expr reshape(Expr x, Object... lengths) {
        return Shaping.reshape(x, lengths);
    }

    /** All elements, row by row, as a vector. */
    public static Expr flatten(Expr x) {
        return Build.reshape(x, -1);
    }

    /** The first axes as they are, and all that is left as the last one of {@code rank}. */
    public static Expr flatten(Expr x, int rank) {
        return Shaping.flatten(x, rank);
    }

    /** Without these axes, which have length 1. */
    public static Expr squeeze(Expr x, int... axes) {
        return Shaping.squeeze(x, axes);
    }

    /** With a new axis of length 1 that stands at {@code axis} then. */
    public static Expr expandDims(Expr x, int axis) {
        return Shaping.expandDims(x, axis);
    }

    /** With a new axis of length 1 that stands at {@code axis} then: Theano's name for {@link #expandDims}. */
    public static Expr shapePadaxis(Expr x, int axis) {
        return Shaping.expandDims(x, axis);
    }

    /** With {@code n} new axes of length 1 in front. */
    public static Expr shapePadleft(Expr x, int n) {
        return n <= 0 ? Operands.there("shapePadleft", x) : shapePadleft(Shaping.expandDims(x, 0), n - 1);
    }

    /** With {@code n} new axes of length 1 behind the others. */
    public static Expr shapePadright(Expr x, int n) {
        return n <= 0 ? Operands.there("shapePadright", x) : shapePadright(Shaping.expandDims(x, -1), n - 1);
    }

    /** With two axes in each other's place. */
    public static Expr swapaxes(Expr x, int first, int second) {
        return Shaping.swapaxes(x, first, second);
    }

    /** With an axis in another place, the others in their order. */
    public static Expr moveaxis(Expr x, int from, int to) {
        return Shaping.moveaxis(x, from, to);
    }

    /** The elements in the opposite order along these axes; none means all. */
    public static Expr flip(Expr x, int... axes) {
        return Shaping.flip(x, axes);
    }

    /** Repeated to a shape of numbers and expressions. */
    public static Expr broadcastTo(Expr x, Object... lengths) {
        return Shaping.broadcastTo(x, lengths);
    }

    // Arrays made of others

    /** Arrays one behind the other along the first axis. */
    public static Expr concatenate(List<?> parts) {
        return Shaping.concatenate("concatenate", 0, parts);
    }

    /** Arrays one behind the other along an axis. */
    public static Expr concatenate(List<?> parts, int axis) {
        return Shaping.concatenate("concatenate", axis, parts);
    }

    /** Arrays one behind the other along an axis. */
    public static Expr join(int axis, Object... parts) {
        return Shaping.concatenate("join", axis, Arrays.asList(parts));
    }

    /** Arrays of one shape along a new first axis. */
    public static Expr stack(Object... parts) {
        return Shaping.stack(0, Arrays.asList(parts));
    }

    /** Arrays of one shape along a new first axis. */
    public static Expr stack(List<?> parts) {
        return Shaping.stack(0, parts);
    }

    /** Arrays of one shape along a new axis. */
    public static Expr stack(List<?> parts, int axis) {
        return Shaping.stack(axis, parts);
    }

    /** Matrices side by side. */
    public static Expr horizontalStack(Object... parts) {
        return Shaping.concatenate("horizontalStack", 1, Arrays.asList(parts));
    }

    /** Matrices one below the other. */
    public static Expr verticalStack(Object... parts) {
        return Shaping.concatenate("verticalStack", 0, Arrays.asList(parts));
    }

    /** An array in parts of these lengths along an axis. */
    public static List<Expr> split(Expr x, List<?> lengths, int axis) {
        return Shaping.split(x, axis, lengths);
    }

    /** The array so many times one behind the other along each axis. */
    public static Expr tile(Expr x, Object... times) {
        return Shaping.tile(x, times);
    }

    /** Each element so many times side by side along an axis; {@code times} is a number, or a vector with one for each. */
    public static Expr repeat(Expr x, Object times, int axis) {
        return Shaping.repeat(x, times, axis);
    }

    /** Each of all elements, row by row, so many times. */
    public static Expr repeat(Expr x, Object times) {
        return Shaping.repeat(x, times, null);
    }

    /** The elements {@code shift} places further on along an axis; what leaves at the end comes in at the start. */
    public static Expr roll(Expr x, Object shift, int axis) {
        return Shaping.roll(x, shift, axis);
    }

    /** All elements, row by row, {@code shift} places further on. */
    public static Expr roll(Expr x, Object shift) {
        return Shaping.roll(x, shift, null);
    }

    /** With zeros around: for each axis how many before and how many behind. */
    public static Expr pad(Expr x, int[]... width) {
        return Shaping.pad(x, width, 0);
    }
}
