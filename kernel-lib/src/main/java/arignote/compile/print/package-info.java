/** What the printers of all targets share: lines, names, and the steps that a reader is told of. */
package arignote.compile.print;
