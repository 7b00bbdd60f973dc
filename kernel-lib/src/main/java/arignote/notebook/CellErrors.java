package arignote.notebook;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * Errors as a reader wants them: first the sentence, then the line of the cell. The frames of the kernel and of libraries
 * are folded away.
 */
final class CellErrors {
    /** What JShell names the file of a snippet: {@code #12}. */
    private static final String SNIPPET = "#";

    /** What JShell wraps a cell's variables in, which stands in the messages of null pointers. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.");

    private List<String> lines = List.of();

    private CellErrors() {}

    static CellErrors of(BaseKernel kernel) {
        CellErrors errors = new CellErrors();
        try {
            Field styler = BaseKernel.class.getDeclaredField("errorStyler");
            styler.setAccessible(true);
            styler.set(kernel, errors.new Styler((StringStyler) styler.get(kernel)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.err.println("Arignote works without folded errors in this kernel: " + e);
        }
        return errors;
    }

    /** The next error is not one of ours. */
    void forget() {
        lines = List.of();
    }

    /** Throws the error of a cell, or returns where it cannot be thrown under its own name. */
    void raise(JShell shell, EvalException error) {
        String name = error.getExceptionClassName();
        if (name == null || name.indexOf(' ') >= 0) {
            return; // The kernel's own marks for Stop and for a time limit.
        }
        String sentence = error.getMessage() == null || error.getMessage().equals("null")
                ? ""
                : WRAPPER.matcher(error.getMessage()).replaceAll("");
        List<String> shown = new ArrayList<>();
        shown.add(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
                + (sentence.isEmpty() ? "" : ": " + sentence));
        cellLines(shell, error).forEach(line -> shown.add("    " + line));
        lines = shown;
        Exception own = own(name, sentence);
        if (own != null) {
            own.setStackTrace(error.getStackTrace());
            throw CellErrors.<RuntimeException>unchecked(own);
        }
    }

    /** The exception that the cell threw, made again: JShell hands over only its name, its message and its frames. */
    private static Exception own(String name, String sentence) {
        try {
            Class<?> type = Class.forName(name, false, CellErrors.class.getClassLoader());
            return Exception.class.isAssignableFrom(type)
                    ? (Exception) type.getConstructor(String.class).newInstance(sentence)
                    : null; // The kernel reports an Error only in its own wrapper.
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** The lines of cells that led to the error, innermost first. */
    private static Set<String> cellLines(JShell shell, EvalException error) {
        Set<String> found = new LinkedHashSet<>();
        for (StackTraceElement frame : error.getStackTrace()) {
            String file = frame.getFileName();
            if (file != null && file.startsWith(SNIPPET)) {
                shell.snippets()
                        .filter(snippet -> snippet.id().equals(file.substring(SNIPPET.length())))
                        .map(snippet -> line(PlainCells.written(snippet.source()), frame.getLineNumber()))
                        .filter(line -> !line.isEmpty())
                        .forEach(found::add);
            }
        }
        return found;
    }

    /**
     * The line of a statement that an error names. Where blank lines stand before the statement, JShell names its first
     * line whichever it was; then that line stands for the statement.
     */
    static String line(String source, int number) {
        List<String> lines = source.lines().toList();
        boolean exact = !lines.isEmpty() && !lines.get(0).isBlank();
        if (exact && number >= 1 && number <= lines.size()) {
            return lines.get(number - 1).strip();
        }
        List<String> code = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .toList();
        return code.isEmpty() ? "" : code.get(0) + (code.size() > 1 ? " …" : "");
    }

    /** Throws a checked exception where none is declared: JShell's events go through a {@code Consumer}. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception e) throws E {
        throw (E) e;
    }

    /** The kernel's own style of errors, which asks here first what to print. */
    private final class Styler extends StringStyler {
        private final StringStyler kernel;

        Styler(StringStyler kernel) {
            super(
                    style(kernel.primary("")),
                    style(kernel.secondary("")),
                    style(kernel.highlight("")),
                    line -> prefix(kernel, line));
            this.kernel = kernel;
        }

        /** The kernel begins an error with a rule; ours begins with its sentence. */
        @Override
        public String secondary(String text) {
            return text.startsWith("-----") && !lines.isEmpty()
                    ? kernel.secondary(lines.get(0))
                    : kernel.secondary(text);
        }

        /** The stack trace; ours is the lines of the cells. */
        @Override
        public List<String> secondaryLines(String text) {
            return lines.isEmpty() ? kernel.secondaryLines(text) : lines.subList(1, lines.size());
        }
    }

    private static final String RESET = "\033[0m";

    private static String style(String styled) {
        return styled.endsWith(RESET) ? styled.substring(0, styled.length() - RESET.length()) : styled;
    }

    private static String prefix(StringStyler kernel, int line) {
        String prefixed = kernel.primaryLine(line, "");
        String bare = kernel.primary("");
        return prefixed.endsWith(bare) ? prefixed.substring(0, prefixed.length() - bare.length()) : prefixed;
    }
}
