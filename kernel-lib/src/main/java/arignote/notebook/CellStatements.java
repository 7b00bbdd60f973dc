package arignote.notebook;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * The statement of a cell in which the cursor stands, so that JShell can be asked about it: of a whole cell with an import
 * or a method in it JShell understands nothing.
 *
 * @param code the variables that the cell declares before, then the statement
 * @param offset how many characters of the cell come before the code's, less what was put before them
 */
record CellStatements(String code, int offset) {
    /** The statement up to its end, with the cursor in it or right behind it. */
    static CellStatements at(SourceCodeAnalysis analysis, String cell, int cursor) {
        List<String> before = new ArrayList<>();
        int begin = 0;
        String rest = withoutMagics(cell);
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            int end = cell.length() - info.remaining().length();
            if (!info.completeness().isComplete() || end >= cursor || end <= begin) {
                break;
            }
            if (declares(analysis, info.source())) {
                before.add(info.source().strip());
            }
            begin = end;
            rest = info.remaining();
        }
        String declared = before.isEmpty() ? "" : String.join(" ", before) + "\n";
        return new CellStatements(declared + cell.substring(begin), begin - declared.length());
    }

    private static boolean declares(SourceCodeAnalysis analysis, String source) {
        return analysis.sourceToSnippets(source).stream().allMatch(snippet -> snippet.kind() == Snippet.Kind.VAR);
    }

    /** Blanks in the place of lines such as {@code %maven …}, which are no Java. */
    static String withoutMagics(String cell) {
        StringBuilder java = new StringBuilder(cell);
        int line = 0;
        while (line < cell.length()) {
            int next = cell.indexOf('\n', line);
            int end = next < 0 ? cell.length() : next;
            if (cell.startsWith("%", line)) {
                for (int i = line; i < end; i++) {
                    java.setCharAt(i, ' ');
                }
            }
            line = end + 1;
        }
        return java.toString();
    }
}
