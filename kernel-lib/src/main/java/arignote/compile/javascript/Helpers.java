package arignote.compile.javascript;

import arignote.compile.print.LoopPrinter;
import arignote.expr.Resources;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Functions of JavaScript that printed ones call, and constants of these: pieces of files, parted by empty lines. */
final class Helpers {
    private static final String[] FILES = {"loops.js", "arrays.js", "windows.js", "control.js", "linear.js", "random.js"
    };
    private static final Pattern DECLARED = Pattern.compile("(?m)^(?:function|const|class) (\\w+)");
    private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Za-z]\\w*");

    /** Each piece by its name. */
    private static final Map<String, String> PIECES = new LinkedHashMap<>();

    static {
        for (String file : FILES) {
            String text = Resources.text(Helpers.class, file).replace("BLOCK", Integer.toString(LoopPrinter.BLOCK));
            for (String piece : text.split("\n\n")) {
                Matcher declared = DECLARED.matcher(piece);
                if (declared.find()) {
                    PIECES.put(declared.group(1), piece.strip());
                }
            }
        }
    }

    private Helpers() {}

    /** What all are called. */
    static Set<String> names() {
        return PIECES.keySet();
    }

    /** All that a script calls, and what these call. */
    static String calledBy(String script) {
        Set<String> called = new LinkedHashSet<>(Set.of("array", "shaped"));
        String more = script;
        while (!more.isEmpty()) {
            more = WORD.matcher(more)
                    .results()
                    .map(m -> m.group())
                    .filter(word -> PIECES.containsKey(word) && called.add(word))
                    .map(PIECES::get)
                    .collect(Collectors.joining("\n"));
        }
        return PIECES.entrySet().stream()
                .filter(e -> called.contains(e.getKey()))
                .map(e -> e.getValue() + "\n\n")
                .collect(Collectors.joining());
    }
}
