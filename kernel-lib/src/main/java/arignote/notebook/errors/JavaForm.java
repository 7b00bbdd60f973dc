package arignote.notebook.errors;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How Java writes what Python writes otherwise; the types of the notebook's variables come by their names. */
public final class JavaForm {
    /** What stands for a package of Python. */
    private static final Map<String, String> PACKAGES = Map.of(
            "numpy", "Write Nd4j.createFromArray(1.0, 2.0) for an array, new RandomState(0) for random numbers.",
            "theano", "Write import arignote.*; and import static arignote.Arignote.*;",
            "matplotlib", "Write import static arignote.Arignote.*; which has plot(x, y) and figure().",
            "math", "Nothing needs to be imported: Math.exp(x) is there.",
            "random", "Write new RandomState(0) for random numbers.",
            "pandas", "Write import tech.tablesaw.api.Table; for tables.");

    private JavaForm() {}

    public static CompileError imported(String module) {
        String root = module.replaceFirst("\\..*", "");
        return new CompileError(
                module + " is a package of Python.",
                PACKAGES.getOrDefault(root, "Java imports classes: import java.util.List;"));
    }

    /** {@code x, n} as parameters. */
    public static String parameters(String names) {
        return names.isBlank()
                ? ""
                : Arrays.stream(names.split(","))
                        .map(name -> "double " + name.replaceFirst("[:=].*", "").strip())
                        .collect(Collectors.joining(", "));
    }

    /** A loop over a range. */
    public static String counting(String name, String range) {
        String[] parts = range.split(" *, *");
        String from = parts.length > 1 ? parts[0] : "0", to = parts[parts.length > 1 ? 1 : 0];
        String step = parts.length > 2 ? name + " += " + parts[2] : name + "++";
        return "Write for (int " + name + " = " + from + "; " + name + " < " + to + "; " + step + ") { … }";
    }

    public static CompileError lambda(String parameters, String body) {
        String names = parameters.contains(",") || parameters.isBlank() ? "(" + parameters + ")" : parameters;
        String value = body.replaceAll("([\\w.]+) *\\*\\* *([\\w.]+)", "Math.pow($1, $2)");
        return new CompileError("lambda is Python.", "Write " + names + " -> " + value);
    }

    /** Several things that are printed side by side, as the one that println takes. */
    public static String printed(String arguments) {
        return arguments.contains("(") ? arguments : arguments.replaceAll(", *", " + \" \" + ");
    }

    /** A condition of Python. */
    public static String condition(String text) {
        return text.replaceAll("\\bTrue\\b", "true")
                .replaceAll("\\bFalse\\b", "false")
                .replaceAll("\\bis +not +None\\b", "!= null")
                .replaceAll("\\bis +None\\b", "== null")
                .replaceAll("\\band\\b", "&&")
                .replaceAll("\\bor\\b", "||")
                .replaceAll("\\bnot +", "!");
    }

    public static String power(String base, String exponent, Function<String, String> types) {
        String of = types.apply(base);
        if (of.equals("Variable")) {
            return "Write " + base + ".pow(" + exponent + ").";
        }
        if (of.equals("INDArray")) {
            return "Write Transforms.pow(" + base + ", " + exponent + "); it is in org.nd4j.linalg.ops.transforms.";
        }
        String symbolic = "T.pow(" + base + ", " + exponent + ")", number = "Math.pow(" + base + ", " + exponent + ")";
        boolean isNumber = base.matches("[\\d.].*") || of.matches("int|long|float|double|Integer|Double");
        boolean isSymbolic = of.matches("Expr|Shared");
        return "Write " + (isNumber ? number : isSymbolic ? symbolic : symbolic + ", or " + number + " for numbers")
                + ".";
    }

    public static CompileError product(String left, String right, Function<String, String> types) {
        String of = types.apply(left);
        String symbolic = "T.dot(" + left + ", " + right + ")", array = left + ".mmul(" + right + ")";
        String call = switch (of) {
            case "Expr", "Shared" -> symbolic;
            case "INDArray" -> array;
            case "Variable" -> left + ".dot(" + right + ")";
            default -> symbolic + " for expressions, " + array + " for arrays";
        };
        return new CompileError("@ is no matrix product in Java.", "Write " + call + ".");
    }

    /** {@code 3, n} as {@code [3][n]}. */
    public static String brackets(String lengths) {
        return Arrays.stream(lengths.split(","))
                .map(each -> "[" + each.strip() + "]")
                .collect(Collectors.joining());
    }

    /** An element by several indices. */
    public static String indexed(String of, String indices, Function<String, String> types) {
        return "Write "
                + switch (types.apply(of)) {
                    case "Expr", "Shared" -> of + ".get(" + indices + ")";
                    case "INDArray" -> of + ".getDouble(" + indices + ")";
                    case "Variable" -> of + ".data().getDouble(" + indices + ")";
                    default ->
                        of + brackets(indices) + " for a Java array, " + of + ".getDouble(" + indices
                                + ") for an INDArray";
                }
                + ".";
    }

    public static CompileError slice(String of, String range, Function<String, String> types) {
        String type = types.apply(of);
        String[] bounds = range.split(",")[0].split(":", -1);
        String from = bounds[0].isBlank() ? "0" : bounds[0].strip();
        String to = bounds.length < 2 || bounds[1].isBlank() ? "" : bounds[1].strip();
        String hint;
        if (type.startsWith("List") || type.startsWith("ArrayList")) {
            hint = "Write " + of + ".subList(" + from + ", " + (to.isEmpty() ? of + ".size()" : to) + ").";
        } else if (type.equals("String")) {
            hint = "Write " + of + ".substring(" + from + (to.isEmpty() ? "" : ", " + to) + ").";
        } else if (type.endsWith("[]")) {
            hint = "Write Arrays.copyOfRange(" + of + ", " + from + ", " + (to.isEmpty() ? of + ".length" : to) + ").";
        } else if (List.of("Expr", "Shared", "Variable").contains(type)) {
            hint = "Write " + of + ".get(\"" + range.strip() + "\").";
        } else {
            hint = "Write " + of + ".get(NDArrayIndex.interval(" + from + ", " + (to.isEmpty() ? of + ".size(0)" : to)
                    + ")) for an INDArray; NDArrayIndex is in org.nd4j.linalg.indexing.";
        }
        return new CompileError("Java has no slices such as " + of + "[" + range + "].", hint);
    }

    /** Whether single quotes are right around it. */
    public static boolean isCharacter(String text) {
        return text.matches("\\\\(?:[btnfrs\"'\\\\]|[0-7]{1,3}|u+[0-9a-fA-F]{4})");
    }
}
