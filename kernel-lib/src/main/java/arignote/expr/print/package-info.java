/** Expressions as text and as LaTeX, and the names that variables have in them. */
package arignote.expr.print;
