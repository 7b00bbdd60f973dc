/** Formulas such as exp, read from the Java that defines them, as steps that every target prints. */
package arignote.compile.formula;
