package arignote.notebook.editor;

import arignote.notebook.source.SourceScan;
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
            if (!CellSyntax.isRight(info.source())) {
                return INVALID;
            }
            info = analysis.analyzeCompletion(info.remaining());
        }
        return info.completeness() == Completeness.EMPTY
                ? COMPLETE
                : incomplete(indent(java, java.length()) + STEP); // A head without its body, half of an expression.
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
