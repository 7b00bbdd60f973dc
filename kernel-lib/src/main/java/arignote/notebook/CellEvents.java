package arignote.notebook;

import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Follows the statements of the cells: each ends with an event. */
final class CellEvents {
    private final JShell shell;
    private final KernelOutput output;
    private final CellErrors errors;

    private CellEvents(JShell shell, KernelOutput output, CellErrors errors) {
        this.shell = shell;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts following.
     *
     * @throws ReflectiveOperationException if this kernel does not give its JShell
     */
    static void listen(BaseKernel kernel, KernelOutput output) throws ReflectiveOperationException {
        JShell shell = shell(kernel);
        shell.onSnippetEvent(new CellEvents(shell, output, CellErrors.of(kernel))::ended);
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
        errors.forget();
        if (event.exception() instanceof EvalException error) {
            // The kernel would wrap it in a RuntimeException with ten frames of its own; thrown from here it arrives
            // under its own name.
            errors.raise(shell, error);
        }
    }
}
