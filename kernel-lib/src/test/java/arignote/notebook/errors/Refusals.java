package arignote.notebook.errors;

import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/** A JShell with this library on its path, asked for what it refuses. */
public final class Refusals implements AutoCloseable {
    public final JShell shell;

    public Refusals() {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    public void run(String code) {
        shell.eval(code);
    }

    /** The errors of the last statement, and drops it. */
    List<String> messages(String code) {
        List<SnippetEvent> events = shell.eval(code);
        List<String> messages = shell.diagnostics(events.get(0).snippet())
                .filter(Diag::isError)
                .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
                .toList();
        events.forEach(event -> shell.drop(event.snippet()));
        return messages;
    }

    @Override
    public void close() {
        shell.close();
    }
}
