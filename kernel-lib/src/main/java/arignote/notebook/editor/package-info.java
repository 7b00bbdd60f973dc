/** What an editor asks: completion, help, whether a cell is complete, the history. */
package arignote.notebook.editor;
