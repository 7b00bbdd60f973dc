package arignote;

import arignote.expr.Build;
import arignote.expr.array.Sorting;
import arignote.expr.linear.Products;

/** What an {@link Expr} says as a matrix, and of order along an axis. */
public abstract sealed class ExprLinearAlgebra extends ExprShapes permits Expr {
    ExprLinearAlgebra() {}

    /** The elements along the last axis in order: {@link T#sort T.sort}. */
    public Expr sort() {
        return Sorting.sort((Expr) this, -1);
    }

    /** The same along another axis. */
    public Expr sort(int axis) {
        return Sorting.sort((Expr) this, axis);
    }

    /** The positions of the elements along the last axis in order: {@link T#argsort T.argsort}. */
    public Expr argsort() {
        return Sorting.argsort((Expr) this, -1);
    }

    /** The same along another axis. */
    public Expr argsort(int axis) {
        return Sorting.argsort((Expr) this, axis);
    }

    /** Where elements can be put in this sorted vector: {@link T#searchsorted T.searchsorted}. */
    public Expr searchsorted(Object v) {
        return Sorting.searchsorted(this, v, "left", null);
    }

    /** The same, {@code "left"} or {@code "right"} of equal elements. */
    public Expr searchsorted(Object v, String side) {
        return Sorting.searchsorted(this, v, side, null);
    }

    /** The sums of each element and those before it, row by row: {@link T#cumsum T.cumsum}. */
    public Expr cumsum() {
        return Sorting.cumsum(Build.reshape((Expr) this, -1), 0);
    }

    /** The same along an axis. */
    public Expr cumsum(int axis) {
        return Sorting.cumsum((Expr) this, axis);
    }

    /** The products of each element and those before it, row by row: {@link T#cumprod T.cumprod}. */
    public Expr cumprod() {
        return Sorting.cumprod(Build.reshape((Expr) this, -1), 0);
    }

    /** The same along an axis. */
    public Expr cumprod(int axis) {
        return Sorting.cumprod((Expr) this, axis);
    }

    /** The sum of the diagonal: {@link T#trace T.trace}. */
    public Expr trace() {
        return Products.trace(this, 0, 0, 1);
    }

    /** The sum of another diagonal of two axes. */
    public Expr trace(int offset, int axis1, int axis2) {
        return Products.trace(this, offset, axis1, axis2);
    }

    /** The diagonal of the first two axes: {@link T#diagonal T.diagonal}. */
    public Expr diagonal() {
        return Products.diagonal(this, 0, 0, 1);
    }

    /** The same, {@code offset} columns to the right. */
    public Expr diagonal(int offset) {
        return Products.diagonal(this, offset, 0, 1);
    }

    /** The same of two other axes. */
    public Expr diagonal(int offset, int axis1, int axis2) {
        return Products.diagonal(this, offset, axis1, axis2);
    }
}
