package arignote.notebook;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What the compiler says against a statement.
 *
 * @param start the first character it is about
 * @param position the place itself, for instance of an operator
 * @param end the character after the last
 * @param code the compiler's name for it
 * @param message in English, unless the JDK speaks only another language
 */
record Fault(int start, int position, int end, String code, String message) {
    private static final Pattern SYNTAX =
            Pattern.compile("compiler\\.err\\.(?:[\\w.]*expected|illegal|not\\.stmt|premature|unclosed"
                    + "|empty\\.char|orphaned|invalid|variable\\.not\\.allowed|array\\.dimension|\\w+\\.without).*");

    static final String UNRESOLVED = "compiler.err.cant.resolve";

    static List<Fault> of(JShell shell, Snippet snippet) {
        return shell.diagnostics(snippet).filter(Diag::isError).map(Fault::of).toList();
    }

    private static Fault of(Diag diag) {
        return new Fault(
                (int) diag.getStartPosition(),
                (int) diag.getPosition(),
                (int) diag.getEndPosition(),
                diag.getCode(),
                diag.getMessage(Locale.ENGLISH));
    }

    /** An operator between, or before, operands that it has no meaning for. */
    boolean isOperator() {
        return code.startsWith("compiler.err.operator.cant.be.applied");
    }

    /** A text that javac could not read, whatever its names mean. */
    boolean isSyntax() {
        return SYNTAX.matcher(code).matches();
    }

    /** A method that is not known, or takes other arguments. */
    boolean isMethod() {
        return code.startsWith(UNRESOLVED) || code.startsWith("compiler.err.cant.apply");
    }

    /** The same place, in our words. */
    Fault said(String sentence) {
        return new Fault(start, position, end, "arignote", sentence);
    }

    /** Whether the message is ours, not the compiler's. */
    boolean isOurs() {
        return code.equals("arignote");
    }
}
