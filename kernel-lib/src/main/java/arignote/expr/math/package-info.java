/**
 * Arithmetic with the same bits on every machine: elementary functions of + − · ÷ and moves of bits, and NumPy's
 * meaning of whole numbers.
 */
package arignote.expr.math;
