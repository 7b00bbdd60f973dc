/** What a notebook adds to the library; users name the types that stand here. */
package arignote.notebook;
