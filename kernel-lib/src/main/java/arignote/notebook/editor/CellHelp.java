package arignote.notebook.editor;

import arignote.notebook.operators.TypedCode;
import arignote.notebook.source.NamedTypes;
import arignote.notebook.source.NotebookTypes;
import arignote.notebook.source.SourceScan;
import arignote.plot.draw.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
public record CellHelp(List<Entry> entries) {
    private static final int LONGEST_VALUE = 200;
    private static final Pattern LOCAL =
            Pattern.compile("^(\\w+):(?:[a-z]\\w*\\.)*(.+)$"); // JShell's x:java.lang.String
    private static final CellHelp NONE = new CellHelp(List.of());

    /**
     * @param signatures for instance {@code Expr T.softmax(Expr x)}, one for each overload
     * @param text plain, or empty
     */
    record Entry(List<String> signatures, String text) {}

    /** Without entries if nothing is known of the place. */
    public static CellHelp of(JShell shell, NotebookTypes types, String cell, int cursor) {
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
        UnaryOperator<String> typed = upTo -> TypedCode.of(upTo, Math.min(statement.begin(), upTo.length()), types);
        CellHelp help = begin < end ? named(shell, code, begin, end, typed) : NONE;
        return help.entries.isEmpty() ? call(shell, code.substring(0, begin < end ? begin : at), typed) : help;
    }

    private static CellHelp named(JShell shell, String code, int begin, int end, UnaryOperator<String> typed) {
        String name = code.substring(begin, end), upTo = code.substring(0, end);
        boolean member = begin > 0 && code.charAt(begin - 1) == '.';
        boolean called = code.substring(end).stripLeading().startsWith("(");
        if (!member && !called) {
            CellHelp variable = variable(shell, name);
            if (!variable.entries.isEmpty()) {
                return variable;
            }
        }
        CellHelp help = called ? NONE : documented(shell, typed.apply(upTo));
        // Of a method JShell knows only with the bracket.
        return help.entries.isEmpty() ? documented(shell, typed.apply(upTo + "(")) : help;
    }

    /** The method whose arguments are being written. */
    private static CellHelp call(JShell shell, String code, UnaryOperator<String> typed) {
        int open = SourceScan.of(code).lastOpen();
        return open >= 0 && code.charAt(open) == '('
                ? documented(shell, typed.apply(code.substring(0, open + 1)))
                : NONE;
    }

    private static CellHelp documented(JShell shell, String code) {
        Map<String, List<String>> byText = new LinkedHashMap<>();
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        List<Documentation> shortestFirst = new ArrayList<>(analysis.documentation(code, code.length(), true));
        shortestFirst.sort(Comparator.comparingInt(each -> each.signature().length()));
        for (Documentation each : shortestFirst) {
            byText.computeIfAbsent(JavadocText.firstParagraph(each.javadoc()), text -> new ArrayList<>())
                    .add(NamedTypes.named(LOCAL.matcher(each.signature()).replaceFirst("$2 $1")));
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

    public String text() {
        return entries.stream()
                .map(entry ->
                        String.join("\n", entry.signatures()) + (entry.text().isEmpty() ? "" : "\n\n" + entry.text()))
                .collect(Collectors.joining("\n\n"));
    }

    public String html() {
        return entries.stream()
                .map(entry -> "<pre>" + Svg.text(String.join("\n", entry.signatures())) + "</pre>"
                        + (entry.text().isEmpty() ? "" : "\n<p>" + Svg.text(entry.text()) + "</p>"))
                .collect(Collectors.joining("\n"));
    }
}
