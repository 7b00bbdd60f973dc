package arignote;

import arignote.expr.DType;
import arignote.expr.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings: what THEANO_FLAGS held. They come, the later over the earlier, from their defaults, from the
 * environment variable {@code ARIGNOTE_FLAGS} and from the system property {@code arignote.flags} (both of the form
 * {@code floatX=float32,nanGuard=true}), and from code.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>floatX</td><td>float64 (default) or float32: the type of new symbols and numbers</td></tr>
 * <tr><td>backend</td><td>java (default): generated and compiled loops, or nd4j: operation by operation on ND4J</td></tr>
 * <tr><td>device</td><td>cpu (default), gpu: a graphics card, auto: a graphics card for calls with much data, opencl: what
 * OpenCL finds, a processor as well, or cuda: NVIDIA's cards alone: where functions are computed that are made from then on</td></tr>
 * <tr><td>infix</td><td>true (default) or false: whether the cells of a notebook may write {@code x * w + b}</td></tr>
 * <tr><td>nanGuard</td><td>false (default) or true: stop at the first operation that makes a NaN from none, or an
 * infinity</td></tr>
 * <tr><td>nanIsError, infIsError</td><td>true (default) or false: what the guard stops at</td></tr>
 * <tr><td>bigIsError</td><td>false (default) or true: whether the guard stops at numbers above 1e10, too</td></tr>
 * <tr><td>computeTestValue</td><td>off (default), raise, warn or ignore: whether expressions are computed from the test
 * values of their variables when they are made, and what becomes of a variable that has none</td></tr>
 * <tr><td>language</td><td>en (default), zh-CN, or another one that there are texts in: what the players, the progress and the
 * errors of a notebook say</td></tr>
 * </table>
 */
public final class Config {
    /** What each can be; the default comes first. */
    private static final Map<String, List<String>> CHOICES = Map.of(
            "floatX", List.of("float64", "float32"),
            "backend", List.of("java", "nd4j"),
            "device", List.of("cpu", "gpu", "auto", "opencl", "cuda"),
            "infix", List.of("true", "false"),
            "nanGuard", List.of("false", "true"),
            "nanIsError", List.of("true", "false"),
            "infIsError", List.of("true", "false"),
            "bigIsError", List.of("false", "true"),
            "computeTestValue", List.of("off", "raise", "warn", "ignore"),
            "language", List.of("en")); // and those of the files

    private static final Pattern LANGUAGE = Pattern.compile("words\\.(.+)\\.json");

    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    // beside the settings, as every call of a function and every expression asks
    private static volatile boolean nanGuard;
    private static volatile boolean computeTestValue;

    /** Why the environment was refused when this class was loaded, for whoever asks; or null. */
    private static IllegalArgumentException refused;

    static {
        try {
            reset();
        } catch (IllegalArgumentException e) {
            refused = e;
        }
    }

    private Config() {}

    /** Settings as the environment has them, forgetting what code has set. */
    public static synchronized void reset() {
        refused = null;
        SETTINGS.clear();
        CHOICES.forEach((name, choices) -> SETTINGS.put(name, choices.get(0)));
        nanGuard = false;
        computeTestValue = false;
        read(System.getenv("ARIGNOTE_FLAGS"), "ARIGNOTE_FLAGS");
        read(System.getProperty("arignote.flags"), "arignote.flags");
    }

    private static void read(String flags, String where) {
        if (flags == null || flags.isBlank()) {
            return;
        }
        for (String flag : flags.split(",")) {
            String[] pair = flag.strip().split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException(
                        where + " holds '" + flag.strip() + "'; write name=value, separated by commas");
            }
            set(pair[0].strip(), pair[1].strip());
        }
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalArgumentException if there is no such setting, or the environment has one that cannot be
     */
    public static synchronized String get(String name) {
        if (refused != null) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
        checked(name);
        return SETTINGS.get(name);
    }

    /**
     * Gives a setting another value, for what is made from now on.
     *
     * @throws IllegalArgumentException if there is no such setting or it cannot have this value
     */
    public static synchronized void set(String name, String value) {
        List<String> choices = checked(name);
        if (name.equals("language") && !choices.contains(value)) {
            choices = languages();
        }
        if (!choices.contains(value)) {
            throw new IllegalArgumentException(
                    "setting " + name + " is one of " + String.join(", ", choices) + ", not '" + value + "'");
        }
        SETTINGS.put(name, value);
        nanGuard = is("nanGuard");
        computeTestValue = !SETTINGS.get("computeTestValue").equals("off");
    }

    private static List<String> checked(String name) {
        List<String> choices = CHOICES.get(name);
        if (choices == null) {
            throw new IllegalArgumentException("there is no setting '" + name + "'; there are "
                    + String.join(", ", CHOICES.keySet().stream().sorted().toList()));
        }
        return choices;
    }

    /** English, and those that a file is there for. */
    private static List<String> languages() {
        Stream<String> others = Resources.names(Config.class).stream()
                .map(LANGUAGE::matcher)
                .filter(Matcher::matches)
                .map(file -> file.group(1));
        return Stream.concat(CHOICES.get("language").stream(), others).toList();
    }

    /** The type of new symbols and of numbers: float64 or float32. */
    public static DType floatX() {
        return DType.of(get("floatX"));
    }

    /** Whether a setting of true and false is true. */
    public static boolean is(String name) {
        return Boolean.parseBoolean(get(name));
    }

    /** Whether expressions are computed from test values when they are made. */
    public static boolean computesTestValues() {
        return computeTestValue;
    }

    /** Whether a call stops at the first operation that makes a NaN. */
    public static boolean nanGuard() {
        return nanGuard;
    }

    /** Whether the cells of a notebook may write arithmetic with operators. */
    public static boolean infix() {
        return is("infix");
    }
}
