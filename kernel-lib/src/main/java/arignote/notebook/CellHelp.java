package arignote.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.VarSnippet;

/**
 * Help on the name at the cursor, or on the method whose arguments the cursor stands in.
 *
 * @param entries signatures with the first paragraph of what they share
 */
record CellHelp(List<Entry> entries) {
    private static final int LONGEST_VALUE = 200;

    /**
     * @param signatures for instance {@code Expr T.softmax(Expr x)}, one for each overload
     * @param text plain, or empty
     */
    record Entry(List<String> signatures, String text) {}

    /** Without entries if nothing is known of the place. */
    static CellHelp of(JShell shell, String cell, int cursor) {
        CellStatements statement = CellStatements.at(shell.sourceCodeAnalysis(), cell, cursor);
        String code = statement.code();
        int at = cursor - statement.offset();
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        int begin = end;
        while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
            begin--;
        }
        if (begin < end) {
            int next = end;
            while (next < code.length() && code.charAt(next) == ' ') {
                next++;
            }
            boolean called = next < code.length() && code.charAt(next) == '(';
            CellHelp help = documented(shell, code.substring(0, called ? next + 1 : end));
            boolean member = begin > 0 && code.charAt(begin - 1) == '.';
            String name = code.substring(begin, end);
            return !help.entries.isEmpty()
                    ? help
                    : member ? call(shell, code.substring(0, begin)) : variable(shell, name);
        }
        return call(shell, code.substring(0, at));
    }

    /** The method whose arguments are being written. */
    private static CellHelp call(JShell shell, String code) {
        int open = JavaText.of(code).lastOpen();
        return open >= 0 && code.charAt(open) == '(' ? documented(shell, code.substring(0, open + 1)) : none();
    }

    private static CellHelp none() {
        return new CellHelp(List.of());
    }

    private static CellHelp documented(JShell shell, String code) {
        Map<String, List<String>> byText = new LinkedHashMap<>();
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        for (Documentation each : analysis.documentation(code, code.length(), true)) {
            byText.computeIfAbsent(JavadocText.firstParagraph(each.javadoc()), text -> new ArrayList<>())
                    .add(each.signature());
        }
        return new CellHelp(byText.entrySet().stream()
                .map(entry -> new Entry(entry.getValue(), entry.getKey()))
                .toList());
    }

    private static CellHelp variable(JShell shell, String name) {
        return new CellHelp(shell.variables()
                .filter(variable -> variable.name().equals(name))
                .map(variable -> new Entry(List.of(variable.typeName() + " " + name + value(shell, variable)), ""))
                .toList());
    }

    private static String value(JShell shell, VarSnippet variable) {
        String value = shell.varValue(variable);
        return value == null || value.isEmpty()
                ? ""
                : " = " + (value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value);
    }

    String text() {
        return entries.stream()
                .map(entry ->
                        String.join("\n", entry.signatures()) + (entry.text().isEmpty() ? "" : "\n\n" + entry.text()))
                .collect(Collectors.joining("\n\n"));
    }

    String html() {
        return entries.stream()
                .map(entry -> "<pre>" + Sheet.escape(String.join("\n", entry.signatures())) + "</pre>"
                        + (entry.text().isEmpty() ? "" : "\n<p>" + Sheet.escape(entry.text()) + "</p>"))
                .collect(Collectors.joining("\n"));
    }
}
