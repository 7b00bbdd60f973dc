package arignote.notebook.editor;

import arignote.compile.javac.JavaParser;
import arignote.notebook.source.SourceScan;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Whether a text can be run as it is: a console asks after each line.
 *
 * @param indent the blanks that the next line begins with, if the text is incomplete
 */
public record CellCompleteness(Status status, String indent) {
    private static final String STEP = "    ";

    /** What JShell takes: a statement, an expression, a member of a class, or an import or class. */
    private static final List<String> FRAMES =
            List.of("class A { void f() { %s } }", "class A { Object o = %s; }", "class A { %s }", "%s");

    public enum Status {
        COMPLETE,
        INCOMPLETE,
        INVALID
    }

    private static final CellCompleteness COMPLETE = new CellCompleteness(Status.COMPLETE, "");
    private static final CellCompleteness INVALID = new CellCompleteness(Status.INVALID, "");

    public static CellCompleteness of(SourceCodeAnalysis analysis, String text) {
        if (text.startsWith("%%")) {
            return COMPLETE; // What follows is the magic's own.
        }
        String java = CellStatements.withoutMagics(text);
        SourceScan read = SourceScan.of(java);
        if (read.closesTooMuch()) {
            return INVALID;
        }
        if (read.endsInText()) {
            return incomplete(indent(java, java.length()));
        }
        if (read.lastOpen() >= 0) {
            return incomplete(indent(java, read.lastOpen()) + STEP);
        }
        CompletionInfo info = analysis.analyzeCompletion(java);
        while (info.completeness().isComplete()) {
            if (!isRight(info.source())) {
                return INVALID;
            }
            info = analysis.analyzeCompletion(info.remaining());
        }
        return info.completeness() == Completeness.EMPTY
                ? COMPLETE
                : incomplete(indent(java, java.length()) + STEP); // A head without its body, half of an expression.
    }

    /** Whether javac can read a statement, whatever its names mean: JShell says so only together with the types. */
    private static boolean isRight(String statement) {
        String bare = statement.strip().replaceFirst(";$", "");
        return FRAMES.stream()
                .map(frame -> frame.replace("%s", frame.contains("= %s") ? bare : statement + "\n"))
                .anyMatch(unit -> !JavaParser.parse(unit).wrong());
    }

    private static CellCompleteness incomplete(String indent) {
        return new CellCompleteness(Status.INCOMPLETE, indent);
    }

    /** The blanks at the beginning of the line in which that place is. */
    private static String indent(String text, int at) {
        int line = text.lastIndexOf('\n', at - 1) + 1;
        int end = line;
        while (end < at && text.charAt(end) == ' ') {
            end++;
        }
        return text.substring(line, end);
    }
}
