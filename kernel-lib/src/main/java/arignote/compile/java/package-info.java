/** Loops to Java source. */
package arignote.compile.java;
