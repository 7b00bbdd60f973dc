/** Source to classes without javac, for the part of Java that the printers write. */
package arignote.compile.bytecode;
