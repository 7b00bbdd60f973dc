/** Innermost loops and formulas with the Vector API. */
package arignote.compile.java.vector;
