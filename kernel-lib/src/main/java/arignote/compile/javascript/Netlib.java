package arignote.compile.javascript;

import arignote.compile.javascript.ClassFile.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LAPACK in a page: the Java of the reference implementation, which {@code expr.linear.Lapack} calls, method by method as JavaScript. A
 * function has the names of a method's package, class and method, as in {@code lapack_Dgetrf_dgetrf}.
 */
final class Netlib {
    private static final String ROOT = "org/netlib/";
    private static final Pattern NAME = Pattern.compile("(lapack|blas|util)_([A-Z]\\w*?)_([a-z]\\w*?)(_[IDFLS]+)?");
    private static final Pattern FIELD = Pattern.compile("(lapack|blas|util)_([A-Z]\\w*?)_F_\\w*");
    private static final Pattern PARAMETER = Pattern.compile("\\[*(L[^;]*;|[A-Z])");

    private static final Map<String, ClassFile> FILES = new HashMap<>();

    private Netlib() {}

    private static synchronized ClassFile file(String owner) {
        return FILES.computeIfAbsent(owner, ClassFile::of);
    }

    /** One name for all fields of a class, which are declared together; others stay. */
    static String key(String name) {
        return FIELD.matcher(name).matches() ? name.replaceFirst("_F_.*", "_F_") : name;
    }

    /** The function of a {@link #key}, or the static fields of a class; nothing if it is none of these. */
    static Optional<String> piece(String name) {
        Matcher field = FIELD.matcher(name);
        if (field.matches()) {
            return Optional.of(fields(field.group(1) + "/" + field.group(2), field.group(1) + "_" + field.group(2)));
        }
        Matcher m = NAME.matcher(name);
        if (!m.matches()) {
            return Optional.empty();
        }
        ClassFile file = file(ROOT + m.group(1) + "/" + m.group(2));
        return file.methods().values().stream()
                .filter(code -> file.methods().get(m.group(3) + code.descriptor()) == code)
                .filter(code -> name(new Member(ROOT + m.group(1) + "/" + m.group(2), m.group(3), code.descriptor()))
                        .equals(name))
                .findFirst()
                .map(code -> BytecodeJavaScript.function(name, file, code));
    }

    /** All static fields of a class, with the values that they begin with. */
    private static String fields(String owner, String prefix) {
        ClassFile file = file(ROOT + owner);
        StringBuilder text = new StringBuilder();
        file.fields().forEach((name, type) -> text.append("let " + prefix + "_F_" + name + " = 0;\n"));
        ClassFile.Code begin = file.methods().get("<clinit>()V");
        return begin == null
                ? text.toString()
                : text + BytecodeJavaScript.function(prefix + "_begin", file, begin) + "\n" + prefix + "_begin();";
    }

    /** The types of parameters. */
    static List<String> parameters(String descriptor) {
        return PARAMETER
                .matcher(descriptor.substring(1, descriptor.indexOf(')')))
                .results()
                .map(r -> r.group())
                .toList();
    }

    /** How many locals a parameter takes. */
    static int width(String type) {
        return type.equals("D") || type.equals("J") ? 2 : 1;
    }

    /** A method's name in JavaScript; overloaded ones have their parameters in it. */
    static String name(Member m) {
        String name = m.owner().substring(ROOT.length()).replace('/', '_') + "_" + m.name();
        return m.owner().endsWith("/Util")
                ? name + "_"
                        + String.join(
                                "",
                                parameters(m.descriptor()).stream()
                                        .map(p -> p.startsWith("L") ? "S" : p)
                                        .toList())
                : name;
    }

    static String field(Member f) {
        return f.owner().substring(ROOT.length()).replace('/', '_') + "_F_" + f.name();
    }

    /** A new object: texts are texts, and what holds one number has it in {@code val}. */
    static String made(String owner, List<String> arguments) {
        return switch (owner) {
            case "java/lang/String", "java/lang/StringBuffer" -> arguments.isEmpty() ? "\"\"" : arguments.get(0);
            case "java/lang/Character" -> "String.fromCharCode(" + arguments.get(0) + ")";
            case "java/util/Vector" -> "[]";
            default -> owner.startsWith(ROOT) ? "{ val: " + arguments.get(0) + " }" : arguments.get(0);
        };
    }

    /** A method of Java's own classes; null for others. */
    static String own(Member m, List<String> a) {
        String all = String.join(", ", a);
        return switch (m.owner()) {
            case "java/lang/Math" -> "Math." + m.name() + "(" + all + ")";
            case "java/lang/Character" -> a.get(0);
            case "java/util/Vector" ->
                a.get(0) + (m.name().equals("clear") ? ".length = 0" : ".push(" + a.get(1) + ")");
            case "java/lang/String", "java/lang/StringBuffer" ->
                switch (m.name()) {
                    case "charAt" -> a.get(0) + ".charCodeAt(" + a.get(1) + ")";
                    case "substring" -> a.get(0) + ".substring(" + a.get(1) + ", " + a.get(2) + ")";
                    case "length" -> a.get(0) + ".length";
                    case "append" -> "(" + a.get(0) + " + " + a.get(1) + ")";
                    case "toString" -> a.get(0);
                    case "regionMatches" -> "regionMatches(" + all + ")";
                    default -> throw new IllegalStateException("no JavaScript for " + m);
                };
            default -> null;
        };
    }
}
