package arignote.notebook.jjava;

import arignote.expr.Warnings;
import arignote.notebook.display.ConsoleDisplay;
import arignote.notebook.display.CurrentDisplay;
import arignote.notebook.view.MimeBundle;
import arignote.notebook.view.Renderer;
import arignote.notebook.view.Renderers;
import arignote.notebook.words.Words;
import arignote.value.Nd4jLogging;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.nd4j.linalg.factory.Nd4j;

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
        Warnings.turnedBy(Words::warning);
        attempt("arrays in doubles", KernelExtension::startArrays);
        attempt("pictures and tables", () -> register(kernel.getRenderer()));
        attempt("show(…)", () -> CurrentDisplay.set(new KernelDisplay(kernel)));
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        CurrentDisplay.set(new ConsoleDisplay());
        Warnings.turnedBy(UnaryOperator.identity());
    }

    private static void attempt(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | LinkageError e) {
            Warnings.say("Arignote works without " + what + " in this kernel: " + e);
        }
    }

    /** ND4J in doubles, and loaded while the reader still reads. */
    private static void startArrays() {
        // Read by ND4J when it loads, hence before any cell can make an array.
        if (System.getProperty("dtype") == null) {
            System.setProperty("dtype", "double");
        }
        Thread loading = new Thread(
                () -> {
                    Nd4jLogging.start();
                    Nd4j.getBackend();
                },
                "loading ND4J");
        // ND4J looks for its backend with the loading thread's own class loader; the kernel's threads may have another.
        loading.setContextClassLoader(KernelExtension.class.getClassLoader());
        loading.setDaemon(true);
        // A machine without the native library has no arrays; the first cell that makes one says so.
        loading.setUncaughtExceptionHandler((thread, error) -> {});
        loading.start();
    }

    /** Hands our renderers to the kernel's own. */
    static void register(org.dflib.jjava.jupyter.kernel.display.Renderer kernel) {
        for (Renderer<?> renderer : Renderers.ALL) {
            kernel.createRegistration(renderer.type())
                    .preferring(renderer.forms().toArray(String[]::new))
                    .register((value, context) -> put(renderer.viewOf(value), context));
        }
    }

    private static void put(MimeBundle view, RenderContext context) {
        DisplayData out = context.getOutputContainer();
        out.putText(view.text());
        if (view.needsLight()) {
            out.putMetaData("needs_background", "light"); // as JupyterLab and our pages know it
        }
        view.forms().forEach((name, content) -> {
            MIMEType type = MIMEType.parse(name);
            if (context.renderIfRequested(type, () -> content)) {
                Map<String, Object> about = view.metadata().get(name);
                if (about != null) {
                    out.putMetaData(type, about);
                }
            }
        });
    }
}
