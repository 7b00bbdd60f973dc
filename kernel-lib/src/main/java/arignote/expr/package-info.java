/**
 * What can be said: element types, operations, expressions as a graph, and what is known of shapes before any array
 * is there.
 */
package arignote.expr;
