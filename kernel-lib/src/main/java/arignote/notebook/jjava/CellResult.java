package arignote.notebook.jjava;

import arignote.notebook.view.Renderers;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;

/**
 * Which value of a cell is its result: that of its last line, whether it ends in a semicolon or not, as in every Java
 * kernel. Behind a semicolon, which in Java ends a call that is made for what it does, only a value is shown that has
 * something to say.
 */
public final class CellResult {
    /** What may stand after the last statement. */
    private static final Pattern COMMENT_AT_END = Pattern.compile("(//[^\\n]*|/\\*(?s:(?!\\*/).)*\\*/)\\s*\\z");
    /** The kernel's {@code display(…)} gives back an identity for its {@code updateDisplay}. */
    private static final Pattern DISPLAY = Pattern.compile("(?s)(.*[;}\\s])?display\\s*\\(.*\\)\\s*;?");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private CellResult() {}

    /** Around a whole cell. */
    public static Object cell(String code, Function<String, Object> next) {
        Object value = next.apply(code);
        String end = withoutComments(code);
        boolean displayed = DISPLAY.matcher(end).matches()
                && UUID.matcher(String.valueOf(value)).matches();
        boolean silent = displayed || end.endsWith(";") && isOnlyIdentity(value);
        return silent ? null : value;
    }

    private static String withoutComments(String code) {
        String end = code.strip();
        for (String shorter = ""; !shorter.equals(end); ) {
            shorter = end;
            end = COMMENT_AT_END.matcher(end).replaceFirst("").strip();
        }
        return end;
    }

    /** Whether all that could be shown is {@code XYSeries@1b28cdfa}, which says nothing and differs in every run. */
    private static boolean isOnlyIdentity(Object value) {
        try {
            return value != null
                    && value.getClass().getMethod("toString").getDeclaringClass() == Object.class
                    && !(value instanceof DisplayDataRenderable)
                    && Renderers.ALL.stream().noneMatch(each -> each.type().isInstance(value));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has a text", e);
        }
    }
}
