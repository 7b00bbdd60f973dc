package arignote.notebook.source;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * One error that the compiler reports in a statement.
 *
 * @param start the first character it is about
 * @param position the place itself, for instance of an operator
 * @param end the character after the last
 * @param code the compiler's name for it
 * @param message in English, unless the JDK speaks only another language
 */
public record Diagnostic(int start, int position, int end, String code, String message) {
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    /** The location that JShell makes up. */
    private static final Pattern NOWHERE = Pattern.compile("\\s+location: class *$");

    private static final Pattern SYNTAX =
            Pattern.compile("compiler\\.err\\.(?:[\\w.]*expected|illegal|not\\.stmt|premature|unclosed"
                    + "|empty\\.char|orphaned|invalid|variable\\.not\\.allowed|array\\.dimension|\\w+\\.without).*");

    public static final String UNRESOLVED = "compiler.err.cant.resolve";

    public static List<Diagnostic> of(JShell shell, Snippet snippet) {
        return shell.diagnostics(snippet)
                .filter(Diag::isError)
                .map(Diagnostic::of)
                .toList();
    }

    private static Diagnostic of(Diag diag) {
        return new Diagnostic(
                (int) diag.getStartPosition(),
                (int) diag.getPosition(),
                (int) diag.getEndPosition(),
                diag.getCode(),
                diag.getMessage(Locale.ENGLISH));
    }

    public Span span() {
        return new Span(start, end);
    }

    /** An operator between, or before, operands that it has no meaning for. */
    public boolean isOperator() {
        return code.startsWith("compiler.err.operator.cant.be.applied");
    }

    /** A text that javac could not read, whatever its names mean. */
    public boolean isSyntax() {
        return SYNTAX.matcher(code).matches();
    }

    /** A method that is not known, or takes other arguments. */
    public boolean isMethod() {
        return code.startsWith(UNRESOLVED) || code.startsWith("compiler.err.cant.apply");
    }

    /** The same place, in our words. */
    public Diagnostic said(String sentence) {
        return new Diagnostic(start, position, end, "arignote", sentence);
    }

    /** Whether the message is ours, not the compiler's. */
    public boolean isOurs() {
        return code.equals("arignote");
    }

    /** Javac's message without packages and places that JShell has made up, with the names of types that readers know. */
    public static String bare(String message) {
        String text = NOWHERE.matcher(message).replaceAll("");
        return NamedTypes.named(PACKAGES.matcher(text).replaceAll("").strip());
    }
}
