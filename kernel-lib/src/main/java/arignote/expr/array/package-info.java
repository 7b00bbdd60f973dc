/** Operations on whole arrays that no loop says: {@link arignote.expr.ArrayOp}. */
package arignote.expr.array;
