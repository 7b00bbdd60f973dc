/** Sorting, counting and cumulating along an axis, as operations on whole arrays. */
package arignote.expr.array;
