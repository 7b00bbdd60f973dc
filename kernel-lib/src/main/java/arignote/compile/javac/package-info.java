/** javac in memory: its parser, and source to classes. */
package arignote.compile.javac;
