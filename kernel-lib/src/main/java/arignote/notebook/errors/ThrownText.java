package arignote.notebook.errors;

import arignote.notebook.cell.NotebookLibraries;
import arignote.notebook.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is shown of an exception: its simple name, its sentence, its causes. */
public final class ThrownText {
    /** What JShell wraps a cell's names in, which stands in messages and in names of classes. */
    private static final Pattern WRAPPER = Pattern.compile("(?:class )?REPL\\.\\$JShell\\$\\w+[.$]");

    /** The JVM's message where a value is null. */
    private static final Pattern NULL =
            Pattern.compile("(Cannot .*) because (?:the return value of )?\"([^\"]+)\" is null");

    private static final int CAUSES = 5;

    private ThrownText() {}

    /** What is shown below the error's name: in our words for those that the JVM throws. */
    public static String sentence(Throwable error) {
        if (error instanceof OutOfMemoryError full) {
            return FullMemory.sentence(full);
        }
        return sentence(error instanceof LinkageError ? NotebookLibraries.sentence(error) : error.getMessage());
    }

    static String sentence(String message) {
        String text = message == null || message.equals("null")
                ? ""
                : WRAPPER.matcher(message).replaceAll("");
        Matcher nothing = NULL.matcher(text);
        return nothing.matches()
                ? nothing.group(2) + " is null, it has no value yet (" + Diagnostic.bare(nothing.group(1)) + ")"
                : text;
    }

    /** The error and its causes, each with its frames. */
    static List<String> chain(Throwable error, Function<StackTraceElement[], List<String>> frames) {
        List<String> lines = new ArrayList<>();
        for (Throwable cause : causes(error)) {
            String line = joined(name(cause.getClass().getName()), sentence(cause));
            lines.add(cause == error ? line : "caused by " + line);
            CellErrors.indented(lines, frames.apply(cause.getStackTrace()));
        }
        return lines;
    }

    static List<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES)
                .toList();
    }

    /** The error or its first cause of a class with this simple name; null if there is none. */
    static Throwable causedBy(Throwable error, String name) {
        return causes(error).stream()
                .filter(cause -> cause.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static String joined(String name, String sentence) {
        return name + (sentence.isEmpty() ? "" : ": " + sentence);
    }

    static String name(String qualified) {
        return qualified.substring(Math.max(qualified.lastIndexOf('.'), qualified.lastIndexOf('$')) + 1);
    }
}
