package arignote.eager;

import arignote.Expr;

/** What a {@link Variable} says as a matrix, and of order along an axis: the same as expressions. */
public abstract sealed class VariableLinearAlgebra extends VariableShapes permits Variable {
    VariableLinearAlgebra() {}

    private Variable self() {
        return (Variable) this;
    }

    /** The elements along the last axis in order. */
    public Variable sort() {
        return sort(-1);
    }

    /** The elements along an axis in order. */
    public Variable sort(int axis) {
        return self().apply(x -> x.sort(axis));
    }

    /** The positions of the elements along the last axis in order. */
    public Variable argsort() {
        return argsort(-1);
    }

    /** The positions of the elements along an axis in order. */
    public Variable argsort(int axis) {
        return self().apply(x -> x.argsort(axis));
    }

    /** Where {@code v} would be put in among these sorted elements. */
    public Variable searchsorted(Object v) {
        return searchsorted(v, "left");
    }

    /** The same, {@code "left"} or {@code "right"} of equal elements. */
    public Variable searchsorted(Object v, String side) {
        return Application.one(o -> ((Expr) o[0]).searchsorted(o[1], side), this, v);
    }

    /** The sums of each element and those before it, row by row. */
    public Variable cumsum() {
        return self().apply(x -> x.cumsum());
    }

    /** The sums of each element and those before it along an axis. */
    public Variable cumsum(int axis) {
        return self().apply(x -> x.cumsum(axis));
    }

    /** The products of each element and those before it, row by row. */
    public Variable cumprod() {
        return self().apply(x -> x.cumprod());
    }

    /** The products of each element and those before it along an axis. */
    public Variable cumprod(int axis) {
        return self().apply(x -> x.cumprod(axis));
    }

    /** The sum of the diagonal. */
    public Variable trace() {
        return trace(0, 0, 1);
    }

    /** The sum of another diagonal of two axes. */
    public Variable trace(int offset, int axis1, int axis2) {
        return self().apply(x -> x.trace(offset, axis1, axis2));
    }

    /** The diagonal of the first two axes. */
    public Variable diagonal() {
        return diagonal(0);
    }

    /** The same, {@code offset} columns to the right. */
    public Variable diagonal(int offset) {
        return diagonal(offset, 0, 1);
    }

    /** The same of two other axes. */
    public Variable diagonal(int offset, int axis1, int axis2) {
        return self().apply(x -> x.diagonal(offset, axis1, axis2));
    }
}
