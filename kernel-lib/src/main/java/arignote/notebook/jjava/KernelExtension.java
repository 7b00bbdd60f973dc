package arignote.notebook.jjava;

import arignote.notebook.display.ConsoleDisplay;
import arignote.notebook.display.CurrentDisplay;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What a JJava kernel finds in this jar and starts: looks for arrays, tables, charts and expressions, outputs that are
 * replaced in place, printed lines that all arrive, errors that begin with their sentence, and ND4J at once.
 *
 * <p>An extension that throws keeps the kernel from starting; so each part that fails is left out with a line on standard
 * error, and the rest works without it.
 */
public final class KernelExtension implements Extension {
    /** Called by the kernel, through {@link java.util.ServiceLoader}. */
    public KernelExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        KernelOutput output = new KernelOutput();
        attempt("arrays in doubles", KernelArrays::start);
        attempt("pictures and tables", () -> KernelRenderers.register(kernel.getRenderer()));
        attempt("leaving out stray results", () -> KernelResults.install(kernel));
        attempt("show(…)", () -> CurrentDisplay.set(new KernelDisplay(kernel)));
        attempt("printing that loses no line", () -> {
            // What is collected must be sent before its cell ends, so only where that end is known.
            CellEvents.listen(CellEvents.shell(kernel), output);
            output.collect(kernel.getIO());
        });
        attempt(
                "operators between expressions, Stop in a busy cell, variables that keep their values, and short errors",
                () -> KernelCells.install(kernel, output));
        attempt("input that can be stopped", () -> CellInput.install(kernel.getIO(), output));
        attempt("answering at once", () -> KernelRequests.whenConnected(connection -> KernelLoops.wake()));
        attempt("ending as soon as Jupyter asks for it", () -> KernelRequests.whenConnected(KernelEnd::answer));
        attempt("ending with Jupyter", KernelEnd::withParent);
        attempt("notebooks that do not change when they are opened", () -> KernelLanguage.tell(kernel));
        attempt("help from Javadoc", () -> KernelSources.show(CellEvents.shell(kernel)));
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        CurrentDisplay.set(new ConsoleDisplay());
    }

    private static void attempt(String what, Part part) {
        try {
            part.start();
        } catch (Exception | LinkageError e) {
            System.err.println("Arignote works without " + what + " in this kernel: " + e);
        }
    }

    /** One part of the extension. */
    private interface Part {
        void start() throws Exception;
    }
}
