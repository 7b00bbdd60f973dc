package arignote.notebook.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An index in brackets behind what is no array of Java, and the call that means the same. */
final class IndexText {
    private static final Pattern ELEMENT = Pattern.compile("(.*?)\\s*\\[(.*)\\]", Pattern.DOTALL);
    private static final Pattern MORE = Pattern.compile("^\\s*\\[([^\\[\\]]*)\\]");
    private static final Pattern SET = Pattern.compile("^\\s*([-+*/%]?)=(?!=)\\s*([^;]*)", Pattern.DOTALL);

    private IndexText() {}

    /** @param type what stands before the bracket */
    static CompileError error(DiagnosticText at, String type) {
        Matcher element = ELEMENT.matcher(at.text());
        if (!element.matches()) {
            return null;
        }
        String of = element.group(1), index = element.group(2), rest = at.after();
        for (Matcher more = MORE.matcher(rest); more.find(); more = MORE.matcher(rest)) {
            index += ", " + more.group(1);
            rest = rest.substring(more.end());
        }
        String sentence = of + " is " + OperatorText.article(type) + ", which has no [ ].";
        Matcher set = SET.matcher(rest);
        String hint =
                set.find() ? written(of, type, index, set.group(1), set.group(2).strip()) : read(of, type, index);
        return new CompileError(sentence, hint);
    }

    private static String read(String of, String type, String index) {
        if (type.startsWith("Map") || type.startsWith("HashMap")) {
            return "Write " + of + ".get(" + index + ").";
        }
        if (type.contains("List<")) {
            return "Write " + of + ".get(" + (index.startsWith("-") ? of + ".size() - " + index.substring(1) : index)
                    + ").";
        }
        return switch (type) {
            case "Expr", "Shared" -> "Write " + of + ".get(" + index + ").";
            case "INDArray" ->
                "Write " + of + ".getDouble(" + index + ")"
                        + (index.contains(",") ? "." : "; a row is " + of + ".getRow(" + index + ").");
            case "Variable" -> "Write " + of + ".data().getDouble(" + index + ").";
            case "String" -> "Write " + of + ".charAt(" + index + ").";
            case "CompiledFunction" -> "Write " + of + ".applyAll(…).get(" + index + ").";
            default -> "";
        };
    }

    private static String written(String of, String type, String index, String operator, String value) {
        String computed = operator.isEmpty() ? value : of + ".getDouble(" + index + ") " + operator + " " + value;
        if (type.contains("Map<")) {
            return "Write " + of + ".put(" + index + ", " + value + ").";
        }
        if (type.contains("List<")) {
            return "Write " + of + ".set(" + index + ", " + value + ").";
        }
        return switch (type) {
            case "INDArray" -> "Write " + of + ".putScalar(" + index + ", " + computed + ").";
            case "Shared" -> "Write " + of + ".setValue(…) with the whole array.";
            case "Expr" -> "An expression holds no values: change the array that the function is called with.";
            case "Variable" ->
                "Write " + of + ".data().putScalar(" + index + ", "
                        + (operator.isEmpty()
                                ? value
                                : of + ".data().getDouble(" + index + ") " + operator + " " + value)
                        + ").";
            default -> "";
        };
    }
}
