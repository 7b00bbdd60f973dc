package arignote.notebook.jjava;

import arignote.notebook.display.ConsoleDisplay;
import arignote.notebook.display.CurrentDisplay;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What any JJava kernel finds in this jar and starts: looks for arrays, tables, charts and expressions, outputs that are
 * replaced in place, and ND4J in doubles. {@link NotebookKernel} has more.
 *
 * <p>An extension that throws keeps the kernel from starting; so each part that fails is left out with a line on standard
 * error, and the rest works without it.
 */
public final class KernelExtension implements Extension {
    /** Called by the kernel, through {@link java.util.ServiceLoader}. */
    public KernelExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        attempt("arrays in doubles", KernelArrays::start);
        attempt("pictures and tables", () -> KernelRenderers.register(kernel.getRenderer()));
        attempt("show(…)", () -> CurrentDisplay.set(new KernelDisplay(kernel)));
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        CurrentDisplay.set(new ConsoleDisplay());
    }

    private static void attempt(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | LinkageError e) {
            System.err.println("Arignote works without " + what + " in this kernel: " + e);
        }
    }
}
