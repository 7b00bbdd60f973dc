package arignote.notebook.jjava;

import arignote.Config;
import arignote.notebook.cell.ShadowedNames;
import arignote.notebook.operators.Infix;
import arignote.notebook.operators.PlainCells;
import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.NotebookTypes;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Operators in the cells of a kernel: what has to be done around each cell and around each of its statements. */
final class KernelInfix {
    private final Infix infix;

    /**
     * @param again told a snippet of an earlier statement before it is evaluated again
     * @param notebook the types of its variables
     */
    KernelInfix(JShell shell, KernelOutput output, Consumer<Snippet> again, NotebookTypes notebook) {
        infix = new Infix(shell, KernelInfix::refused, output::tell, again, notebook);
        shell.onSnippetEvent(new ShadowedNames(shell, output::tell)::defined);
    }

    /** Around a whole cell. */
    Object cell(String code, Function<String, Object> next) {
        PlainCells.begin(code);
        try {
            return next.apply(code);
        } finally {
            PlainCells.end();
        }
    }

    /** Around a statement. */
    Object statement(String code, Function<String, Object> next) {
        return Config.infix() ? infix.evaluate(code, next) : next.apply(code);
    }

    /** What is wrong with a statement that was refused, at its places in what the reader wrote. */
    List<Diagnostic> diagnostics(Snippet snippet) {
        return infix.diagnostics(snippet);
    }

    /** The kernel's exception for what does not compile is in no jar that we compile against. */
    private static Snippet refused(RuntimeException error) {
        if (!error.getClass().getSimpleName().equals("CompilationException")) {
            return null;
        }
        try {
            Object event =
                    error.getClass().getMethod("getBadSnippetCompilation").invoke(error);
            return ((SnippetEvent) event).snippet();
        } catch (ReflectiveOperationException e) {
            return null; // another kernel's exception of that name
        }
    }
}
