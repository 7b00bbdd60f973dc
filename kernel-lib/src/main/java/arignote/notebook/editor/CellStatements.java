package arignote.notebook.editor;

import arignote.notebook.cell.CellNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.TypeDeclSnippet;

/**
 * The statement of a cell in which the cursor stands, so that JShell can be asked about it: of a whole cell with an import
 * or a method in it JShell understands nothing.
 *
 * @param declared the names of variables, methods and types that the cell declares before, those of methods with a (
 * @param code the variables that the cell declares before, then the statement
 * @param begin where the statement begins in the code
 * @param offset how many characters of the cell come before the code's, less what was put before them
 */
record CellStatements(List<String> declared, String code, int begin, int offset) {
    /** The statement up to its end, with the cursor in it or right behind it. */
    static CellStatements at(SourceCodeAnalysis analysis, String cell, int cursor) {
        List<String> declared = new ArrayList<>();
        StringBuilder variables = new StringBuilder();
        int begin = 0;
        String rest = withoutMagics(cell);
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            int end = cell.length() - info.remaining().length();
            if (!info.completeness().isComplete() || end >= cursor || end <= begin) {
                break;
            }
            analysis.sourceToSnippets(info.source()).stream()
                    .filter(each -> each instanceof MethodSnippet || each instanceof TypeDeclSnippet)
                    .map(each -> ((DeclarationSnippet) each).name() + (each instanceof MethodSnippet ? "(" : ""))
                    .forEach(declared::add);
            // Not JShell's, which sees no variable in var y = x * w.
            Set<String> names = CellNames.of(info.source()).variables();
            declared.addAll(names);
            if (!names.isEmpty()) {
                variables.append(info.source().strip()).append(' ');
            }
            begin = end;
            rest = info.remaining();
        }
        // The block keeps JShell from taking the whole for one declaration.
        String before = variables.isEmpty() ? "" : "{} " + variables + "\n";
        return new CellStatements(declared, before + cell.substring(begin), before.length(), begin - before.length());
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
