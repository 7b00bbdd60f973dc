package arignote.notebook.operators;

import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.NotebookTypes;
import arignote.notebook.source.SourceScan;
import java.util.List;

/**
 * Code up to a cursor behind a dot, with the operators before it as calls: JShell gives no type to {@code (x * w + b).} and
 * so knows nothing that could follow.
 */
public final class TypedCode {
    /** Makes a statement of what stands before the dot. */
    private static final String CALL = ".toString()";

    private TypedCode() {}

    /**
     * @param code up to the cursor: a dot, then a part of a name or a name with an open parenthesis
     * @param begin where the last statement begins
     * @return the same with other characters before the dot; the code itself where there is nothing to do
     */
    public static String of(String code, int begin, NotebookTypes types) {
        int dot = code.length() - (code.endsWith("(") ? 1 : 0);
        while (dot > 0 && Character.isJavaIdentifierPart(code.charAt(dot - 1))) {
            dot--;
        }
        if (dot == 0 || code.charAt(dot - 1) != '.') {
            return code;
        }
        String before = code.substring(0, dot - 1);
        StringBuilder end = new StringBuilder(CALL);
        for (int open : SourceScan.of(before).open()) {
            end.append(before.charAt(open) == '(' ? ")" : before.charAt(open) == '[' ? "]" : ";}");
        }
        end.append(';');
        for (String value : List.of("", "Object $$ = ")) {
            String whole = before.substring(0, begin) + value + before.substring(begin) + end;
            if (JavaSyntax.statement(whole) != null) {
                String plain = InfixRewriter.plain(whole, types);
                String kept = plain.substring(0, plain.length() - end.length());
                return kept.replaceFirst("Object \\$\\$ = ", "") + code.substring(dot - 1);
            }
        }
        return code;
    }
}
