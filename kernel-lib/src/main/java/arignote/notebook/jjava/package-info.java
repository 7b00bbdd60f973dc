/** The Jupyter kernel: all that knows JJava. */
package arignote.notebook.jjava;
