/**
 * What a function is: its inputs, results and updates, checked together; and the function that the interpreter runs.
 */
package arignote.function;
