/**
 * The interpreter: an expression computed operation by operation on ND4J, and the sentences for what any operation
 * refuses.
 */
package arignote.function.interpret;
