/** How values look: one row for each type, as text and in richer forms. */
package arignote.notebook.view;
