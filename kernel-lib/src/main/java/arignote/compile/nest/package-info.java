/** The loop form: loops as data, over symbolic dimensions; its text, and a check that it is sound. */
package arignote.compile.nest;
