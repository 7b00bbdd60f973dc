/** Computations to JavaScript with the bits of Java: loops, stages, and what a library computes between these. */
package arignote.compile.javascript;
