/**
 * The compiled function: binds the arrays of a call, picks or makes the code specialized for them, stores the
 * updates.
 */
package arignote.compile;
