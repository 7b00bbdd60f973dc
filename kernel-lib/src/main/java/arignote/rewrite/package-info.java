/** Expression to expression: equations, in order, that make a graph cheaper or more exact to compute. */
package arignote.rewrite;
