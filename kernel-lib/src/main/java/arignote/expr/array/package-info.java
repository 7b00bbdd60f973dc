/** Operations on whole arrays that no loop over elements can say: sorting, scattering, what has a length of its own. */
package arignote.expr.array;
