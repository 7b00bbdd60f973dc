/** What happens around each statement of a cell: kept values, interrupts, stale variables, the log. */
package arignote.notebook.cell;
