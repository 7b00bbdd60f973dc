/** What a notebook says to its reader, in the language of the setting. */
package arignote.notebook.words;
