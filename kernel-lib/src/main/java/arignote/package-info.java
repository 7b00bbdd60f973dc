/** What a program imports: expressions, functions of them, figures, settings. */
package arignote;
