package arignote;

import arignote.expr.Build;
import arignote.expr.Index;
import arignote.expr.Shaping;
import java.util.List;

/** What an {@link Expr} says of its parts and shapes, the same as in {@link T}. */
public abstract sealed class ExprShapes extends ExprReductions permits ExprLinearAlgebra {
    ExprShapes() {}

    private Expr self() {
        return (Expr) this;
    }

    /**
     * A part, by NumPy's rules. An index is
     *
     * <ul>
     *   <li>a whole number, also a symbolic one; negative ones count from the end,
     *   <li>a slice, as a text such as {@code "1:3"}, {@code ":"}, {@code "::-1"}, or {@link Arignote#slice slice(a, b)} of
     *       numbers and expressions,
     *   <li>an array of whole numbers ({@code int[]}, a list, an expression), whose shape the result has there,
     *   <li>a mask ({@code boolean[]}, a bool expression), which takes the elements where it holds,
     *   <li>a list of such expressions, one for each of several axes, as {@link #nonzero()} gives,
     *   <li>{@code "..."}, all axes that are left, or {@code "None"}, a new axis of length 1.
     * </ul>
     *
     * Several may stand in one text: {@code x.get("1:3, ::2")}. Axes without an index are taken as a whole.
     *
     * @throws IllegalArgumentException if there are too many indices, or one is none
     */
    public Expr get(Object... indices) {
        return Index.get(self(), indices);
    }

    /** The part at these symbolic indices. */
    public Expr get(Expr... indices) {
        return Index.get(self(), (Object[]) indices);
    }

    /** The elements at these places along an axis: {@link T#take T.take}. */
    public Expr take(Object places, int axis) {
        return Shaping.take(self(), places, axis);
    }

    /** The elements at these places of all elements, row by row. */
    public Expr take(Object places) {
        return Shaping.take(self(), places, null);
    }

    /** For each axis where the elements are that are not 0: int64 vectors. */
    public List<Expr> nonzero() {
        return Shaping.nonzero(self());
    }

    /** The length of an axis, an int64 scalar. */
    public Expr shape(int axis) {
        int rank = self().type().rank();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("shape(" + axis + "), but " + arignote.expr.print.Printer.quoted(self())
                    + " is " + self().type().described());
        }
        return Build.length(self(), axis < 0 ? axis + rank : axis);
    }

    /** The number of elements, an int64 scalar. */
    public Expr size() {
        return Build.size(
                self(),
                java.util.stream.IntStream.range(0, self().type().rank())
                        .boxed()
                        .toList(),
                arignote.expr.DType.INT64);
    }

    /** The number of axes. */
    public int ndim() {
        return self().type().rank();
    }

    /** The name of the elements' type: {@code "float64"}. */
    public String dtype() {
        return self().type().dtype().toString();
    }

    /** The elements in another dtype, by Theano's and NumPy's name for {@link #cast}. */
    public Expr astype(String dtype) {
        return cast(dtype);
    }

    /** The elements row by row in a shape of numbers and expressions: {@link T#reshape T.reshape}. */
    public Expr reshape(Object... lengths) {
        return Shaping.reshape(self(), lengths);
    }

    /** All elements, row by row, as a vector. */
    public Expr flatten() {
        return Build.reshape(self(), -1);
    }

    /** The first axes as they are, and all that is left as the last one of {@code rank}. */
    public Expr flatten(int rank) {
        return Shaping.flatten(self(), rank);
    }

    /** All elements, row by row, as a vector: NumPy's name for {@link #flatten()}. */
    public Expr ravel() {
        return flatten();
    }

    /** Without these axes, which have length 1. */
    public Expr squeeze(int... axes) {
        return Shaping.squeeze(self(), axes);
    }

    /** With two axes in each other's place. */
    public Expr swapaxes(int first, int second) {
        return Shaping.swapaxes(self(), first, second);
    }

    /** Each element so many times side by side along an axis: {@link T#repeat T.repeat}. */
    public Expr repeat(Object times, int axis) {
        return Shaping.repeat(self(), times, axis);
    }

    /** Each of all elements, row by row, so many times. */
    public Expr repeat(Object times) {
        return Shaping.repeat(self(), times, null);
    }

    /** Repeated to a shape of numbers and expressions. */
    public Expr broadcastTo(Object... lengths) {
        return Shaping.broadcastTo(self(), lengths);
    }
}
