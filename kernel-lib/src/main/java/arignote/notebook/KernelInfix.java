package arignote.notebook;

import arignote.Config;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Operators in the cells of a kernel: what has to be done around each cell and around each of its statements. */
final class KernelInfix {
    private final JShell shell;
    private final Infix infix;
    private final KernelOutput output;
    private int depth; // a cell may evaluate others

    KernelInfix(JShell shell, KernelOutput output) {
        this.shell = shell;
        this.output = output;
        infix = new Infix(shell, KernelInfix::refused, this::tell);
        shell.onSnippetEvent(new HiddenNames(shell, this::tell)::defined);
    }

    /** For a kernel that is made in another way: says so where an operator is refused. */
    void tellWhereMissed() {
        shell.onSnippetEvent(event -> {
            boolean missed = event.status() == Snippet.Status.REJECTED
                    && Fault.of(shell, event.snippet()).stream()
                            .anyMatch(f -> f.isOperator() && f.message().contains("arignote."));
            if (missed) {
                tell(
                        "operators between expressions do not work in this kernel: write a.plus(b), a.minus(b), a.times(b), a.div(b)");
            }
        });
    }

    /** Around a whole cell. */
    Object cell(String code, Function<String, Object> next) {
        if (depth == 0) {
            PlainCells.begin(code);
        }
        depth++;
        try {
            return next.apply(code);
        } finally {
            depth--;
            if (depth == 0) {
                PlainCells.end();
            }
        }
    }

    /** Around a statement. */
    Object statement(String code, Function<String, Object> next) {
        return Config.infix() ? infix.evaluate(code, next) : next.apply(code);
    }

    /** What is wrong with a statement that was refused, at its places in what the reader wrote. */
    List<Fault> faults(Snippet snippet) {
        return infix.faults(snippet);
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

    private void tell(String line) {
        System.err.println(line);
        output.flush(); // The statement has ended, and may be the cell's last.
    }
}
