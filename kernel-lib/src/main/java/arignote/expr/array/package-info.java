/** Operations that are computed on whole arrays, by code of their own and not by generated loops. */
package arignote.expr.array;
