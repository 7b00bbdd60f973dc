package arignote.function;

import java.util.List;
import java.util.Map;

/** The names of the ways in which a function can be run, Theano's among them. */
final class Modes {
    private static final List<String> OURS = List.of("java", "plain", "nd4j", "debug", "nanGuard");

    private static final Map<String, String> THEANOS = Map.of(
            "FAST_RUN", "java",
            "FAST_COMPILE", "nd4j",
            "DebugMode", "debug",
            "DEBUG_MODE", "debug",
            "NanGuardMode", "nanGuard");

    private Modes() {}

    /**
     * Our name of a mode.
     *
     * @throws IllegalArgumentException if there is no such mode
     */
    static String of(String name) {
        String ours = name == null ? null : THEANOS.getOrDefault(name, name);
        checkChoice("mode", ours, OURS, "; Theano's FAST_RUN, FAST_COMPILE, DebugMode and NanGuardMode mean these");
        return ours;
    }

    static void checkChoice(String what, String value, List<String> choices, String more) {
        if (value == null || !choices.contains(value)) {
            throw new IllegalArgumentException(what + " is one of " + String.join(", ", choices) + ", not "
                    + (value == null ? "null" : "'" + value + "'") + more);
        }
    }
}
