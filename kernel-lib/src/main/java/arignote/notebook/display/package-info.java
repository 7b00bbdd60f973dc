/** What is shown while a cell runs: outputs replaced in place, progress, long texts. */
package arignote.notebook.display;
