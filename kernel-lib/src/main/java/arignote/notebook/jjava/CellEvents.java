package arignote.notebook.jjava;

import arignote.notebook.display.CellEnd;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Follows the statements of the cells: each ends with an event. */
final class CellEvents {
    private final KernelOutput output;

    private CellEvents(KernelOutput output) {
        this.output = output;
    }

    /** Starts following. */
    static void listen(JShell shell, KernelOutput output) {
        shell.onSnippetEvent(new CellEvents(output)::ended);
    }

    /** A method of the kernel's own class, which is not in the jar that extensions are written against. */
    static JShell shell(BaseKernel kernel) throws ReflectiveOperationException {
        return (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
    }

    private void ended(SnippetEvent event) {
        if (event.causeSnippet() != null) {
            return; // Another snippet was run; this one only depends on it.
        }
        CellEnd.reached();
        output.flush();
    }
}
