/** Arithmetic with operators in cells, written as the calls that Java knows. */
package arignote.notebook.operators;
