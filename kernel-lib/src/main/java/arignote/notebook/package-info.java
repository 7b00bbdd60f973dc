/**
 * What a notebook adds: how values look in it, outputs that are replaced in place, a progress bar, and the extension
 * that a JJava kernel finds by itself.
 *
 * <p>Only the {@code Kernel…} and {@code Cell…} classes know the kernel; a plain Java program never
 * loads them. A type gets a look of its own by one row in {@code Renderers}.
 */
package arignote.notebook;
