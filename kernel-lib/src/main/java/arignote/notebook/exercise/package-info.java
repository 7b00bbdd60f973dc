/** Exercises of a notebook: answers that can be checked and not read, and predictions. */
package arignote.notebook.exercise;
