package arignote.plot.page;

import java.util.List;
import java.util.stream.Collectors;

/** Data for a script in a page. */
public final class Json {
    private Json() {}

    /** A string literal that cannot end the script element around it. */
    public static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '<', '\u2028', '\u2029' -> json.append(String.format("\\u%04x", (int) c));
                default -> json.append(c < ' ' || isLone(text, i) ? String.format("\\u%04x", (int) c) : c);
            }
        }
        return json.append('"').toString();
    }

    /** Whether there is half a character, which no file in UTF-8 can hold. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c) && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
                || Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** An array of such literals. */
    public static String strings(List<String> texts) {
        return texts.stream().map(Json::string).collect(Collectors.joining(",", "[", "]"));
    }
}
