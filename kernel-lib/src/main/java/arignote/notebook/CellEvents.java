package arignote.notebook;

import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Follows the statements of the cells: each ends with an event. */
final class CellEvents {
    private final KernelOutput output;
    private final CellLog log;
    private final CellErrors errors;

    private CellEvents(KernelOutput output, CellLog log, CellErrors errors) {
        this.output = output;
        this.log = log;
        this.errors = errors;
    }

    /**
     * Starts following.
     *
     * @throws ReflectiveOperationException if this kernel does not give its JShell
     */
    static void listen(JShell shell, KernelOutput output, CellLog log, CellErrors errors) {
        shell.onSnippetEvent(new CellEvents(output, log, errors)::ended);
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
        log.evaluated(event.snippet());
        errors.evaluated(event);
    }
}
