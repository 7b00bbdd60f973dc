/**
 * Expressions to nodes: axes get symbolic dimensions, operands have index maps, and what has a definition in
 * simpler operations is replaced by it.
 */
package arignote.compile.lower;
