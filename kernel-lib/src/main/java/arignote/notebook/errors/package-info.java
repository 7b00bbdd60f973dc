/** Errors as a reader wants them: one sentence, the lines of the cell, and what was probably meant. */
package arignote.notebook.errors;
