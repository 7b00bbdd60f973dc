package arignote.notebook.editor;

import arignote.notebook.operators.TypedCode;
import arignote.notebook.source.NotebookTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.VarSnippet;

/**
 * What can stand at the cursor, the likely first.
 *
 * @param matches texts that can replace what stands from start to end
 * @param start from 0, in the cell
 * @param end exclusive
 */
public record CellCompletion(List<Match> matches, int start, int end) {
    /**
     * @param type {@code function}, {@code class}, {@code module} (a package), {@code keyword} or {@code instance}:
     *     Jupyter has a sign for each
     * @param signature a variable's type, or empty
     */
    public record Match(String text, String type, String signature) {
        public Map<String, Object> metadata(int start, int end) {
            return Map.of("start", start, "end", end, "text", text, "type", type, "signature", signature);
        }
    }

    /** The methods of every object, which are rarely meant. */
    private static final Set<String> EVERYWHERE =
            Set.of("equals(", "getClass()", "hashCode()", "notify()", "notifyAll()", "toString()", "wait(");

    public static CellCompletion of(JShell shell, NotebookTypes types, String cell, int cursor) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        CellStatements statement = CellStatements.at(analysis, cell, cursor);
        String written = statement.code().substring(0, cursor - statement.offset());
        String code = TypedCode.of(written, statement.begin(), types);
        int[] anchor = new int[1];
        List<Suggestion> suggestions = analysis.completionSuggestions(code, code.length(), anchor);
        anchor[0] -= code.length() - written.length();
        Map<String, String> variables = shell.variables()
                .collect(Collectors.toMap(VarSnippet::name, VarSnippet::typeName, (older, newer) -> newer));
        boolean member = anchor[0] > 0 && statement.code().charAt(anchor[0] - 1) == '.';
        Stream<String> found = suggestions.stream()
                .sorted(Comparator.comparing((Suggestion each) -> !each.matchesType()))
                .map(Suggestion::continuation);
        String prefix = cell.substring(anchor[0] + statement.offset(), cursor);
        // JShell sees only what has run; what the cell declares before comes first.
        Stream<String> declared = statement.declared().stream().filter(each -> !member && each.startsWith(prefix));
        List<Match> matches = new ArrayList<>(Stream.concat(declared, found)
                .distinct()
                .map(text -> match(text, member ? Map.of() : variables))
                .toList());
        matches.sort(Comparator.comparingInt(CellCompletion::rank)); // Stable: within a rank JShell's order stays.
        return new CellCompletion(matches, anchor[0] + statement.offset(), cursor);
    }

    private static Match match(String text, Map<String, String> variables) {
        String type = "instance";
        if (text.indexOf('(') >= 0) {
            type = "function";
        } else if (text.endsWith(".")) {
            type = "module";
        } else if (text.equals("class")) {
            type = "keyword";
        } else if (Character.isUpperCase(text.charAt(0)) && !variables.containsKey(text)) {
            type = "class";
        }
        return new Match(text, type, variables.getOrDefault(text, ""));
    }

    private static int rank(Match match) {
        return EVERYWHERE.contains(match.text()) ? 1 : match.type().equals("module") ? 2 : 0;
    }
}
