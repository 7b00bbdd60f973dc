/** The text of a cell: its pieces, brackets and syntax, the types in it, and what javac says against it. */
package arignote.notebook.source;
