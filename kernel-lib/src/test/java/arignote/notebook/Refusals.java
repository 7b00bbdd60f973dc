package arignote.notebook;

import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/** A JShell with this library on its path, asked for what it refuses. */
final class Refusals implements AutoCloseable {
    final JShell shell;

    Refusals() {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    void run(String code) {
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
