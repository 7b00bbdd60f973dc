package arignote.notebook.operators;

import arignote.notebook.cell.CellStep;
import arignote.notebook.cell.ShadowedNames;
import arignote.notebook.source.NotebookTypes;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

/** A shell that evaluates cells with operators, as the kernel does. */
public final class InfixShell implements AutoCloseable {
    private static final List<String> IMPORTS = List.of(
            "import arignote.*;",
            "import static arignote.Arignote.*;",
            "import arignote.eager.Variable;",
            "import org.nd4j.linalg.api.ndarray.INDArray;",
            "import org.nd4j.linalg.factory.Nd4j;",
            "import java.util.*;",
            "import java.util.function.*;",
            "import java.util.stream.*;");

    /** What the kernel throws for a statement that does not compile. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Snippet snippet;

        Refused(Snippet snippet) {
            super("REJECTED");
            this.snippet = snippet;
        }
    }

    /** The exception of a cell's own code. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Thrown(String message) {
            super(message);
        }
    }

    final List<String> warnings = new ArrayList<>();
    int tries; // evaluations so far
    public final JShell shell;
    public final Infix infix;
    public final NotebookTypes notebook;

    /** A shell with the imports of a notebook's first cell. */
    public InfixShell() {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        notebook = new NotebookTypes(shell, this::value);
        infix = new Infix(
                shell, e -> e instanceof Refused r ? r.snippet : null, warnings::add, snippet -> {}, notebook);
        shell.onSnippetEvent(new ShadowedNames(shell, warnings::add)::defined);
        IMPORTS.forEach(this::run);
    }

    /** A cell that ends too early. */
    public static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1;

        Incomplete(String rest) {
            super(rest);
        }
    }

    /** Runs a cell; gives its last value as JShell prints it. */
    public String run(String cell) {
        return run(cell, (statement, next) -> next.apply(statement));
    }

    /** Runs a cell, with a step around each of its statements. */
    public String run(String cell, CellStep step) {
        return (String) PlainCells.cell(cell, code -> statements(code, step));
    }

    private String statements(String cell, CellStep step) {
        String value = null;
        SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(cell);
        while (info.completeness().isComplete()) {
            value = (String) step.run(info.source(), statement -> infix.evaluate(statement, this::plain));
            info = shell.sourceCodeAnalysis().analyzeCompletion(info.remaining());
        }
        if (info.completeness() != SourceCodeAnalysis.Completeness.EMPTY) {
            throw new Incomplete(info.remaining());
        }
        return value;
    }

    /** The value of a variable: the shell runs in this process. */
    private Object value(String variable) {
        shell.eval("System.getProperties().put(\"arignote.value\", " + variable + ")");
        return System.getProperties().remove("arignote.value");
    }

    /** The cell in plain Java, once it has run. */
    public String plain(String cell, String... cellsBefore) {
        PlainCells.clear();
        warnings.clear();
        for (String before : cellsBefore) {
            run(before);
        }
        PlainCells.clear();
        run(cell);
        return PlainCells.text();
    }

    private Object plain(String statement) {
        tries++;
        String value = null;
        List<SnippetEvent> events = shell.eval(statement);
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                if (event.exception() != null) {
                    throw new Thrown(event.exception().getMessage());
                }
                if (event.status() == Snippet.Status.REJECTED) {
                    throw new Refused(event.snippet());
                }
                value = event.value();
            }
        }
        return value;
    }

    @Override
    public void close() {
        shell.close();
    }
}
