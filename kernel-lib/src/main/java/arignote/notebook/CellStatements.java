package arignote.notebook;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/**
 * The statement of a cell in which the cursor stands, so that JShell can be asked about it: of a whole cell with an import
 * or a method in it JShell understands nothing.
 *
 * @param declared the variables, methods and types that the cell declares before
 * @param code the variables that the cell declares before, then the statement
 * @param offset how many characters of the cell come before the code's, less what was put before them
 */
record CellStatements(List<DeclarationSnippet> declared, String code, int offset) {
    /** The statement up to its end, with the cursor in it or right behind it. */
    static CellStatements at(SourceCodeAnalysis analysis, String cell, int cursor) {
        List<DeclarationSnippet> declared = new ArrayList<>();
        StringBuilder variables = new StringBuilder();
        int begin = 0;
        String rest = withoutMagics(cell);
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            int end = cell.length() - info.remaining().length();
            if (!info.completeness().isComplete() || end >= cursor || end <= begin) {
                break;
            }
            List<DeclarationSnippet> found = analysis.sourceToSnippets(info.source()).stream()
                    .filter(DeclarationSnippet.class::isInstance)
                    .map(DeclarationSnippet.class::cast)
                    .toList();
            declared.addAll(found);
            if (found.stream().anyMatch(VarSnippet.class::isInstance)) {
                variables.append(info.source().strip()).append(' ');
            }
            begin = end;
            rest = info.remaining();
        }
        // The block keeps JShell from taking the whole for one declaration.
        String before = variables.isEmpty() ? "" : "{} " + variables + "\n";
        return new CellStatements(declared, before + cell.substring(begin), begin - before.length());
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
