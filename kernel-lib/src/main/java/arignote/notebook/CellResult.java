package arignote.notebook;

import java.util.function.Function;
import java.util.regex.Pattern;

/** Which value of a cell is its result: that of a last line without a semicolon. */
final class CellResult {
    /** What may stand after the last statement. */
    private static final Pattern COMMENT_AT_END = Pattern.compile("(//[^\\n]*|/\\*(?s:(?!\\*/).)*\\*/)\\s*\\z");
    /** The kernel's {@code display(…)} gives back an identity for its {@code updateDisplay}. */
    private static final Pattern DISPLAY = Pattern.compile("(?s)(.*[;}\\s])?display\\s*\\(.*\\)\\s*");

    private CellResult() {}

    /** Around a whole cell. */
    static Object cell(String code, Function<String, Object> next) {
        Object value = next.apply(code);
        return isSilent(code) ? null : value;
    }

    static boolean isSilent(String code) {
        String end = code.strip();
        for (String shorter = ""; !shorter.equals(end); ) {
            shorter = end;
            end = COMMENT_AT_END.matcher(end).replaceFirst("").strip();
        }
        return end.endsWith(";") || DISPLAY.matcher(end).matches();
    }
}
