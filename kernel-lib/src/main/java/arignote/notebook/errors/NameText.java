package arignote.notebook.errors;

import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.SourceScan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name that the compiler does not know, and what was probably meant where it stands. */
final class NameText {
    private static final Pattern UNKNOWN = Pattern.compile(
            "cannot find symbol\\s+symbol: +(?:method|variable|class) (\\w+)(\\(.*?\\))?(?:\\s+location: .*?(\\S+))?",
            Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("package (\\w+)(?:\\.[\\w.]+)? does not exist");

    /** Other libraries' names of a method, and ours; the first that a type has is meant. */
    private static final Map<String, List<String>> OTHER_WORDS = Map.ofEntries(
            Map.entry("add", List.of("plus")),
            Map.entry("sub", List.of("minus")),
            Map.entry("subtract", List.of("minus", "sub")),
            Map.entry("mul", List.of("times")),
            Map.entry("multiply", List.of("times", "mul")),
            Map.entry("divide", List.of("div")),
            Map.entry("true_div", List.of("div")),
            Map.entry("mod", List.of("rem")),
            Map.entry("power", List.of("pow")),
            Map.entry("square", List.of("sqr")),
            Map.entry("neg", List.of("negate")),
            Map.entry("negative", List.of("negate", "neg")),
            Map.entry("absolute", List.of("abs")),
            Map.entry("fabs", List.of("abs")),
            Map.entry("dot", List.of("mmul")),
            Map.entry("matmul", List.of("dot", "mmul")),
            Map.entry("T", List.of("transpose")),
            Map.entry("transpose", List.of("T")),
            Map.entry("ndim", List.of("rank")),
            Map.entry("size", List.of("length")),
            Map.entry("length", List.of("size")),
            Map.entry("len", List.of("length", "size")),
            Map.entry("copy", List.of("dup")),
            Map.entry("tolist", List.of("toDoubleVector")),
            Map.entry("numpy", List.of("data", "getValue")),
            Map.entry("value", List.of("getValue", "data")),
            Map.entry("get", List.of("getValue")),
            Map.entry("set", List.of("setValue")),
            Map.entry("append", List.of("add")),
            Map.entry("item", List.of("getDouble")),
            Map.entry("switch", List.of("where")));

    private NameText() {}

    /** @return null if the message is about something else */
    static CompileError of(String source, Diagnostic diagnostic, String message, KnownNames names) {
        String after = source.substring(diagnostic.end());
        Matcher found = UNKNOWN.matcher(message), pack = PACKAGE.matcher(message);
        if (pack.matches()) {
            String text = source.substring(diagnostic.start());
            String name = pack.group(1);
            String hint = ForeignNames.hint(name, text.startsWith(name) ? text.substring(name.length()) : after);
            return hint.isEmpty() ? null : new CompileError(name + " is not known here.", hint);
        }
        if (!found.matches()) {
            return null;
        }
        String name = found.group(1), arguments = SourceScan.arguments(after);
        List<String> types = found.group(2) == null ? List.of() : types(found.group(2));
        boolean member = found.group(3) != null && diagnostic.position() > diagnostic.start();
        if (member) {
            String receiver =
                    source.substring(diagnostic.start(), diagnostic.position()).strip();
            String hint = member(found.group(3), receiver, name, found.group(2) == null ? null : types, after, names);
            String called = found.group(2) == null ? "no " + name : "no method " + name + found.group(2);
            return new CompileError(found.group(3) + " has " + called + ".", hint);
        }
        if (found.group(2) != null) {
            String hint = ForeignNames.method(name, arguments, types);
            return hint.isEmpty() ? null : new CompileError("There is no method " + name + " here.", hint);
        }
        if (isAssigned(after) && isArgument(source, diagnostic.start())) {
            String value = after.replaceFirst("(?s)\\s*=\\s*([^,)]*).*", "$1").strip();
            return new CompileError(
                    "Java has no arguments by name, such as " + name + "=" + value + ".",
                    "Write the value alone, in its place: " + value);
        }
        String hint = ForeignNames.hint(name, after);
        boolean first =
                isAssigned(after) && source.substring(0, diagnostic.start()).isBlank();
        if (hint.isEmpty() && first && names.near(name).isEmpty()) {
            hint = "A variable is declared when it gets its first value: var " + name + " = …";
        }
        return hint.isEmpty() ? null : new CompileError(name + " is not known here.", hint);
    }

    private static List<String> types(String parameters) {
        String inside = parameters.substring(1, parameters.length() - 1);
        return inside.isEmpty() ? List.of() : Arrays.asList(inside.split(",(?![^<]*>)"));
    }

    /** Whether a single = follows. */
    private static boolean isAssigned(String after) {
        return after.matches("(?s)\\s*=(?!=).*");
    }

    private static boolean isArgument(String source, int at) {
        String before = source.substring(0, at);
        int open = SourceScan.of(before).lastOpen();
        return open > 0
                && before.charAt(open) == '('
                && before.substring(0, open).matches("(?s).*\\w")
                && !before.substring(0, open).matches("(?s).*\\b(?:if|for|while|switch|try)\\s*");
    }

    /** @param types of the arguments; null for a field */
    private static String member(
            String type, String receiver, String name, List<String> types, String after, KnownNames names) {
        if (type.endsWith("[]") || receiver.isEmpty()) {
            return array(receiver, name);
        }
        if (name.equals("nnet") || name.equals("tensor") || name.equals("basic")) {
            String next = after.replaceFirst("(?s)^\\.(\\w+).*", "$1");
            return type.equals("T") && !next.equals(after) ? "Write T." + next + "(…)." : "";
        }
        String home = names.qualified(type);
        if (type.equals("Shared") && name.equals("value") && types == null) {
            return isAssigned(after) ? "Write " + receiver + ".setValue(…)." : "Write " + receiver + ".getValue().";
        }
        String given = types == null ? "()" : "(…)";
        if (types == null && has(home, name)) {
            return name + " is a method: write " + receiver + "." + name + "().";
        }
        if (types != null && types.isEmpty() && name.equals("length") && type.matches("Expr|Shared|Variable")) {
            return "Write " + receiver + (type.equals("Variable") ? ".data()" : "") + ".shape().";
        }
        for (String word : OTHER_WORDS.getOrDefault(name, List.of())) {
            if (has(home, word)) {
                return "Write " + receiver + "." + word + (word.equals("getDouble") ? "(0)" : given) + ".";
            }
        }
        if (type.matches("Expr|Shared") && NearNames.hasStatic("arignote.T", name)) {
            return "Write T." + name + "(" + receiver + (types == null || types.isEmpty() ? "" : ", …") + ").";
        }
        if (type.equals("INDArray") && NearNames.hasStatic("org.nd4j.linalg.ops.transforms.Transforms", name)) {
            return "Write Transforms." + name + "(" + receiver + "); it is in org.nd4j.linalg.ops.transforms.";
        }
        String near = names.near(type, name, types == null ? -1 : types.size());
        return near.isEmpty() ? "" : "Did you mean " + near + "?";
    }

    private static String argument(String after) {
        String arguments = SourceScan.arguments(after);
        return arguments.isEmpty() ? "x" : Matcher.quoteReplacement(arguments);
    }

    private static boolean has(String type, String name) {
        return NearNames.methods(type, false)
                .anyMatch(method -> method.getName().equals(name));
    }

    private static String array(String receiver, String name) {
        return switch (name) {
            case "length", "len", "size", "shape" -> "Write " + receiver + ".length.";
            default -> ofArray(receiver, name);
        };
    }

    /** A function of an array of Java, or nothing. */
    static String ofArray(String array, String name) {
        return switch (name) {
            case "sum" -> "Write Arrays.stream(" + array + ").sum().";
            case "mean", "average" -> "Write Arrays.stream(" + array + ").average().getAsDouble().";
            case "max", "min" -> "Write Arrays.stream(" + array + ")." + name + "().getAsDouble().";
            case "sort", "sorted" -> "Write Arrays.sort(" + array + ").";
            case "dot", "T", "transpose", "reshape", "mul", "times", "plus", "minus" ->
                "Make it an array to compute with first: Nd4j.createFromArray(" + array + ").";
            default -> "";
        };
    }
}
