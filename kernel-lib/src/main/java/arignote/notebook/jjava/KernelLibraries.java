package arignote.notebook.jjava;

import arignote.notebook.cell.CellStep;
import arignote.notebook.cell.NotebookLibraries;
import arignote.notebook.cell.ShellInside;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import jdk.jshell.JShell;

/** JShell's compiler reads the libraries of a notebook in the order in which cells get their classes. */
final class KernelLibraries {
    private final JShell shell;
    private final NotebookLibraries libraries;
    private final Consumer<String> tell;
    private List<String> known;

    private KernelLibraries(JShell shell, NotebookLibraries libraries, Consumer<String> tell) {
        this.shell = shell;
        this.libraries = libraries;
        this.tell = tell;
        known = libraries.classPath();
    }

    /**
     * The step around each statement, one of which may be a {@code %maven}.
     *
     * @param tell told what a reader has to know, a sentence each
     */
    static CellStep step(JShell shell, NotebookLibraries libraries, Consumer<String> tell) {
        return new KernelLibraries(shell, libraries, tell)::statement;
    }

    private Object statement(String code, Function<String, Object> next) {
        look();
        Object value = next.apply(code);
        look();
        return value;
    }

    private void look() {
        List<String> now = libraries.classPath();
        if (!now.equals(known)) {
            known = now;
            ShellInside.classPath(shell, now);
            libraries.takeNotes().forEach(tell);
        }
    }
}
