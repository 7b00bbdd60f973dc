package arignote.notebook.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a reader calls the classes that a large class is made of: {@code T} has its methods from many. */
public final class NamedTypes {
    private static final Map<Pattern, String> PARTS = parts();

    private NamedTypes() {}

    /** A text of the compiler's, with the names of types that readers know. */
    public static String named(String text) {
        String named = text;
        for (Map.Entry<Pattern, String> part : PARTS.entrySet()) {
            named = part.getKey().matcher(named).replaceAll(part.getValue());
        }
        return named;
    }

    /** The classes that a reader's class is made of, and what a reader calls them all. */
    private static Map<Pattern, String> parts() {
        Map<Pattern, String> parts = new LinkedHashMap<>();
        for (String known : List.of("T", "Expr", "Arignote", "Figure", "eager.Variable")) {
            try {
                Class<?> type = Class.forName("arignote." + known);
                List<String> above = new ArrayList<>();
                for (Class<?> c = type.getSuperclass(); c != Object.class; c = c.getSuperclass()) {
                    above.add(c.getSimpleName());
                }
                if (!above.isEmpty()) {
                    parts.put(Pattern.compile("\\b(?:" + String.join("|", above) + ")\\b"), type.getSimpleName());
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        return parts;
    }
}
