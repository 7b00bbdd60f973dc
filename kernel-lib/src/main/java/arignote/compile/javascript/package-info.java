/** Loops to JavaScript with the bits of Java. */
package arignote.compile.javascript;
