/**
 * Expressions to nodes: axes get symbolic dimensions, operands say how their axes follow the reader's, what has a
 * definition is replaced by it.
 */
package arignote.compile.lower;
