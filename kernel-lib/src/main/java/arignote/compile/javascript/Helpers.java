package arignote.compile.javascript;

import arignote.compile.print.LoopPrinter;
import arignote.expr.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
            String text = Resources.text(Helpers.class, file)
                    .replace("BLOCK", Integer.toString(LoopPrinter.BLOCK))
                    .replace("@ZIGGURAT@", random("ziggurat.txt"))
                    .replace("// @ZIGGURAT-LICENSE@", commented(random("ziggurat-LICENSE.txt")));
            for (String piece : text.split("\n\n")) {
                Matcher declared = DECLARED.matcher(piece);
                if (declared.find()) {
                    PIECES.put(declared.group(1), piece.strip());
                }
            }
        }
    }

    private static final Map<String, Optional<String>> TRANSLATED = new ConcurrentHashMap<>();

    private Helpers() {}

    private static String random(String file) {
        return Resources.text(Helpers.class, "/arignote/random/" + file).strip();
    }

    private static String commented(String text) {
        return text.strip().lines().map(line -> ("// " + line).strip()).collect(Collectors.joining("\n"));
    }

    /** What all are called. */
    static Set<String> names() {
        return PIECES.keySet();
    }

    /** All that a script calls, and what these call. */
    static String calledBy(String script) {
        Map<String, String> called = new LinkedHashMap<>();
        find("array shaped " + script, called);
        List<String> order = new ArrayList<>(PIECES.keySet());
        order.retainAll(called.keySet());
        boolean translated = order.size() < called.size();
        if (translated) {
            order.add("LAPACK");
            called.put(
                    "LAPACK",
                    Resources.text(Helpers.class, "lapack-LICENSE.txt").strip().replaceAll("(?m)^", "// "));
            called.keySet().stream().filter(name -> !order.contains(name)).forEach(order::add);
        }
        return order.stream().map(name -> called.get(name) + "\n\n").collect(Collectors.joining());
    }

    private static void find(String script, Map<String, String> called) {
        String more = script;
        while (!more.isEmpty()) {
            more = WORD.matcher(more)
                    .results()
                    .map(m -> Netlib.key(m.group()))
                    .distinct()
                    .filter(name -> !called.containsKey(name))
                    .flatMap(name -> piece(name).stream().peek(text -> called.put(name, text)))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Optional<String> piece(String name) {
        String own = PIECES.get(name);
        return own != null ? Optional.of(own) : TRANSLATED.computeIfAbsent(name, Netlib::piece);
    }
}
