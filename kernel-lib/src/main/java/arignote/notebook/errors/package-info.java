/** The texts of errors: one sentence, the lines of the cell, and what was probably meant. */
package arignote.notebook.errors;
