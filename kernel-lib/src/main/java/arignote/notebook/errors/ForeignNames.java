package arignote.notebook.errors;

import arignote.notebook.source.SourceScan;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of Python, NumPy and Theano, and what to write for them here. */
final class ForeignNames {
    /** Values, types and words of other languages; %s is what follows the name. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("None", "Write null."),
            Map.entry("nil", "Write null."),
            Map.entry("True", "Write true."),
            Map.entry("False", "Write false."),
            Map.entry("self", "Write this."),
            Map.entry("string", "Write String."),
            Map.entry("str", "Write String."),
            Map.entry("bool", "Write boolean."),
            Map.entry("integer", "Write int."),
            Map.entry("Int", "Write int."),
            Map.entry("let", "Write var."),
            Map.entry("auto", "Write var."),
            Map.entry("val", "Write var."),
            Map.entry("pass", "Leave it out: { } may be empty."),
            Map.entry("raise", "Write throw new IllegalArgumentException(\"…\");"),
            Map.entry("del", "A variable stays until it gets another value; leave the line out."),
            Map.entry("global", "Methods see the notebook's variables; leave the line out."),
            Map.entry("not", "Write ! for not."),
            Map.entry("print", "Write System.out.println(…), or the value alone in a cell's last line."),
            Map.entry("println", "Write System.out.println(…), or the value alone in a cell's last line."),
            Map.entry("elif", "Write else if (…) { … }"),
            Map.entry("pi", "Write Math.PI."),
            Map.entry("inf", "Write Double.POSITIVE_INFINITY."),
            Map.entry("nan", "Write Double.NaN."),
            Map.entry("system", "Write System."),
            Map.entry("plt", "Write plot(x, y) or figure(); import static arignote.Arignote.*; has them."),
            Map.entry("pd", "Write Table, of tech.tablesaw.api."),
            Map.entry("torch", "Write Variable, of arignote.eager, for values with gradients, or T for expressions."),
            Map.entry("tf", "Write Variable, of arignote.eager, for values with gradients, or T for expressions."));

    /** Aliases under which Python knows Theano's tensor. */
    private static final Set<String> TENSOR = Set.of("tensor", "TT", "tt", "pt", "at");

    private static final Map<String, String> NUMPY = Map.of(
            "array", "Nd4j.createFromArray(1.0, 2.0)",
            "asarray", "Nd4j.createFromArray(1.0, 2.0)",
            "zeros", "Nd4j.zeros(%s)",
            "ones", "Nd4j.ones(%s)",
            "eye", "Nd4j.eye(%s)",
            "arange", "Nd4j.arange(%s)",
            "linspace", "linspace(%s)",
            "random", "new RandomState(0) and its randn, rand or uniform",
            "pi", "Math.PI");

    private ForeignNames() {}

    /** What to write for a name that is not known, or nothing. */
    static String hint(String name, String after) {
        String member = after.startsWith(".") ? after.substring(1).replaceFirst("\\W[\\s\\S]*", "") : "";
        String rest = member.isEmpty() ? "" : after.substring(1 + member.length());
        if (name.equals("np") || name.equals("numpy")) {
            return numpy(member, SourceScan.arguments(rest));
        }
        if (name.equals("math")) {
            return "Write Math" + (member.isEmpty() ? "." : member.equals("pi") ? ".PI." : "." + member + "(…).");
        }
        if (name.equals("theano")) {
            return member.equals("tensor") || member.isEmpty()
                    ? "Write T for theano.tensor."
                    : member.equals("function")
                            ? "Write function(inputs(x), outputs(y), update(w, …))."
                            : "Write " + (member.equals("grad") ? "T." : "") + member + "(…).";
        }
        if (TENSOR.contains(name)) {
            return "Write T" + (member.isEmpty() ? "." : "." + member + "(…).");
        }
        return WORDS.getOrDefault(name, "");
    }

    private static String numpy(String member, String arguments) {
        if (NUMPY.containsKey(member)) {
            return "Write " + NUMPY.get(member).formatted(arguments) + ".";
        }
        String of = arguments.isEmpty() ? "…" : arguments;
        if (NearNames.hasStatic("java.lang.Math", member)) {
            return "Write Math." + member + "(" + of + ") for a number, T." + member + "(" + of
                    + ") for an expression, Transforms." + member + "(" + of + ") for an array.";
        }
        return "Write Nd4j for arrays, T for expressions.";
    }

    /**
     * What to write for a method that is not known, or nothing.
     *
     * @param arguments as they are written
     * @param types of the arguments
     */
    static String method(String name, String arguments, List<String> types) {
        String type = types.isEmpty() ? "" : types.get(0), of = arguments.isEmpty() ? "…" : arguments;
        boolean array = type.endsWith("[]");
        return switch (name) {
            case "print", "println" ->
                "Write System.out.println(" + JavaForm.printed(arguments) + "), or "
                        + (arguments.isEmpty() || arguments.contains(",") ? "the value" : arguments)
                        + " alone in a cell's last line.";
            case "printf" -> "Write System.out.printf(" + of + ").";
            case "len" ->
                array
                        ? "Write " + of + ".length."
                        : switch (type.replaceFirst("<.*", "")) {
                            case "String" -> "Write " + of + ".length().";
                            case "INDArray" -> "Write " + of + ".size(0).";
                            case "Expr", "Shared" -> "Write T.shape(" + of + ").get(0).";
                            default -> "Write " + of + ".size().";
                        };
            case "range" -> JavaForm.counting("i", of);
            case "str" -> "Write String.valueOf(" + of + ").";
            case "type" -> "Write " + of + ".getClass().";
            case "isinstance" -> "Write x instanceof Expr.";
            case "input" -> "Write new Scanner(System.in).nextLine().";
            case "list", "tuple" -> "Write List.of(" + arguments + ").";
            case "dict" -> "Write new HashMap<String, Double>().";
            case "set" -> "Write Set.of(" + arguments + ").";
            case "zip", "enumerate" -> "Write for (int i = 0; i < a.length; i++) { … a[i] … }";
            case "array" -> "Write Nd4j.createFromArray(1.0, 2.0).";
            case "zeros", "ones", "eye" -> "Write Nd4j." + name + "(" + of + ").";
            case "help", "dir" -> "Shift-Tab on a name shows what it does.";
            case "quit", "exit" -> "The menu Kernel ends or restarts it.";
            default -> computed(name, of, type);
        };
    }

    /** A function by its bare name: whose it is depends on what it is called with. */
    private static String computed(String name, String arguments, String type) {
        String many = type.endsWith("[]") ? NameText.ofArray(arguments, name) : "";
        if (!many.isEmpty()) {
            return many;
        }
        boolean number = type.matches("int|long|float|double|Integer|Double");
        if (number && NearNames.hasStatic("java.lang.Math", name)) {
            return "Write Math." + name + "(" + arguments + ").";
        }
        boolean array = type.equals("INDArray");
        if (array && NearNames.hasStatic("org.nd4j.linalg.ops.transforms.Transforms", name)) {
            return "Write Transforms." + name + "(" + arguments + "); it is in org.nd4j.linalg.ops.transforms.";
        }
        return "";
    }
}
