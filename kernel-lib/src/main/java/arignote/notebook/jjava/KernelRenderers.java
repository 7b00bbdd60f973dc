package arignote.notebook.jjava;

import arignote.notebook.view.MimeBundle;
import arignote.notebook.view.Renderer;
import arignote.notebook.view.Renderers;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Hands our renderers to the kernel's own. */
final class KernelRenderers {
    private KernelRenderers() {}

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
