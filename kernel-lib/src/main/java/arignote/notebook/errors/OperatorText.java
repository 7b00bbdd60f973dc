package arignote.notebook.errors;

import arignote.notebook.source.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text on an operator that the compiler refuses: with its operands as written, and the call that computes what was meant. */
final class OperatorText {
    private static final Pattern BINARY = Pattern.compile(
            "bad operand types for binary operator '(.+)'\\s+first type: +(.*?)\\s+second type: +(.*)", Pattern.DOTALL);
    private static final Pattern COMPARED =
            Pattern.compile("(?:incomparable|incompatible) types: (\\S+) and (\\S+)", Pattern.DOTALL);
    private static final Pattern UNARY = Pattern.compile("bad operand type (\\S+) for unary operator '(.+)'");
    private static final String NUMBER = "(?:int|long|short|byte|float|double|Integer|Long|Float|Double)";

    /** A comparison as a method of T or of an array, and what it is when its sides change places. */
    private record Comparison(String symbol, String word, String swapped, String array) {}

    private static final Map<String, Comparison> COMPARISONS = List.of(
                    new Comparison("<", "lt", "gt", "lt"),
                    new Comparison("<=", "le", "ge", "lte"),
                    new Comparison(">", "gt", "lt", "gt"),
                    new Comparison(">=", "ge", "le", "gte"),
                    new Comparison("==", "eq", "eq", "eq"),
                    new Comparison("!=", "neq", "neq", "neq"))
            .stream()
            .collect(java.util.stream.Collectors.toMap(Comparison::symbol, each -> each));

    private final String operator;
    private final String left, right;
    private final String leftType, rightType;

    private OperatorText(String operator, String left, String leftType, String right, String rightType) {
        this.operator = operator;
        this.left = left;
        this.leftType = leftType;
        this.right = right;
        this.rightType = rightType;
    }

    /** @return null if the message is about something else, or the general words will do */
    static CompileError of(String source, Diagnostic diagnostic, String message) {
        Matcher one = UNARY.matcher(message);
        if (one.matches()) {
            return unary(diagnostic.span().of(source), one.group(2), one.group(1));
        }
        Matcher two = BINARY.matcher(message), compared = COMPARED.matcher(message);
        boolean binary = two.matches();
        if (!binary && !compared.matches()) {
            return null;
        }
        String sign = binary ? two.group(1) : source.startsWith("!=", diagnostic.position()) ? "!=" : "==";
        int end = diagnostic.position() + sign.length();
        if (!source.startsWith(sign, diagnostic.position()) || end > diagnostic.end()) {
            return null; // at a place that was rewritten
        }
        if (binary && source.startsWith("=", end) && !COMPARISONS.containsKey(sign)) {
            end++;
            sign += "=";
        }
        Matcher types = binary ? two : compared;
        return new OperatorText(
                        sign,
                        source.substring(diagnostic.start(), diagnostic.position())
                                .strip(),
                        types.group(binary ? 2 : 1).strip(),
                        source.substring(end, diagnostic.end()).strip(),
                        types.group(binary ? 3 : 2).strip())
                .error();
    }

    private CompileError error() {
        if (leftType.startsWith("<null") || rightType.startsWith("<null")) { // <null> or <nulltype>
            return new CompileError(operator + " does not work with null, which is no value.", "");
        }
        if (COMPARISONS.containsKey(operator)) {
            return comparison(COMPARISONS.get(operator));
        }
        if (operator.equals("^") || operator.equals("^=")) {
            String call = call("pow", "Transforms.pow(%s, %s)", "Math.pow(%s, %s)");
            String set = operator.equals("^=") ? left + " = " : "";
            return new CompileError("^ is no power in Java.", "Write " + set + call.formatted(left, right) + ".");
        }
        boolean tensors = (leftType + " " + rightType).matches(".*\\b(Expr|Shared|Variable)\\b.*");
        if (operator.startsWith(">>>")) {
            String set = operator.equals(">>>=") ? " >>= " : " >> ";
            return between(tensors ? "Whole numbers have a sign here: write " + left + set + right + "." : "");
        }
        if (tensors && operator.matches("&&|\\|\\|")) {
            return between("Write T." + (operator.equals("&&") ? "and(" : "or(") + left + ", " + right
                    + ") for each element.");
        }
        if (leftType.equals("String") && operator.equals("*")) {
            return between("Write " + left + ".repeat(" + right + ").");
        }
        if (leftType.equals("String") && operator.equals("%")) {
            return between("Write String.format(" + left + ", " + right + ").");
        }
        String unusual = unusual();
        return unusual == null ? null : between(unusual);
    }

    private CompileError between(String hint) {
        return new CompileError(
                operator + " does not work between " + said(leftType) + " and " + said(rightType) + ".", hint);
    }

    private static String said(String type) {
        return type.equals("String") ? "a String" : type;
    }

    /** What to do where one side is none of what operators are for. */
    private String unusual() {
        for (String[] side : new String[][] {{leftType, left}, {rightType, right}}) {
            String type = side[0], text = side[1];
            if (type.equals("CompiledFunction")) {
                return text + " is a function: call it first, " + text + "(…).";
            }
            if (type.equals("boolean") && !operator.matches("[&|]+")) {
                return "Write (" + text + " ? 1 : 0) for a number.";
            }
            if (operator.matches("&&|\\|\\|") && type.matches(NUMBER)) {
                return "A condition is true or false: write " + text + " != 0.";
            }
            if (operator.endsWith("=") && leftType.matches(NUMBER) && type.matches("Expr|Shared|Variable|INDArray")) {
                return left + " holds a number: declare it as " + (type.equals("Shared") ? "Expr" : type) + ".";
            }
            if (type.equals("Object")) {
                return "Say what " + text + " is: (Expr) " + text + ", or (double) " + text + ".";
            }
        }
        boolean symbolic = (leftType + " " + rightType).matches(".*\\b(Expr|Shared)\\b.*");
        boolean eager = leftType.equals("Variable") || rightType.equals("Variable");
        if (symbolic && eager) {
            String variable = leftType.equals("Variable") ? left : right;
            return "An expression has no value yet, a variable has one: write T.constant(" + variable + ".data()).";
        }
        String wrapper = symbolic ? "T.constant(%s)" : eager ? "Variable.of(%s)" : "Nd4j.createFromArray(%s)";
        boolean first = isPlain(leftType), second = isPlain(rightType);
        if (!first && !second) {
            return null;
        }
        if (operator.endsWith("=")) {
            return first
                    ? "Make it an array to compute with where it is declared: INDArray " + left
                            + " = Nd4j.createFromArray(…)."
                    : "Write " + left + " " + operator + " " + wrapped(wrapper, right, rightType) + ".";
        }
        return "Write " + (first ? wrapped(wrapper, left, leftType) : left) + " " + operator + " "
                + (second ? wrapped(wrapper, right, rightType) : right) + ".";
    }

    private static String wrapped(String wrapper, String text, String type) {
        boolean list = type.startsWith("List") || type.startsWith("ArrayList");
        return (list && wrapper.startsWith("Nd4j") ? "Nd4j.create(%s)" : wrapper).formatted(text);
    }

    /** An array or a list of numbers. */
    private static boolean isPlain(String type) {
        return type.matches("(?:int|long|float|double|boolean)(?:\\[\\])+|(?:Array)?List<" + NUMBER + ">");
    }

    private CompileError comparison(Comparison comparison) {
        boolean equality = operator.equals("==") || operator.equals("!=");
        String sentence = equality
                ? "== and != do not compare the elements of " + leftType + " and " + rightType + "."
                : operator + " does not compare " + leftType + " with " + rightType + ".";
        boolean swapped = leftType.matches(NUMBER);
        String first = swapped ? right : left, second = swapped ? left : right;
        String firstType = swapped ? rightType : leftType;
        String word = swapped ? comparison.swapped() : comparison.word();
        if ((leftType + " " + rightType).matches(".*\\b(Expr|Shared)\\b.*")) {
            return new CompileError(sentence, "Write T." + word + "(" + first + ", " + second + ").");
        }
        if (firstType.equals("INDArray")) {
            String method = swapped
                    ? COMPARISONS.values().stream()
                            .filter(each -> each.word().equals(word))
                            .findFirst()
                            .orElseThrow()
                            .array()
                    : comparison.array();
            return new CompileError(sentence, "Write " + first + "." + method + "(" + second + ").");
        }
        if (firstType.equals("Variable")) {
            return new CompileError(sentence, "Write " + first + ".item() for the value of a single number.");
        }
        return null;
    }

    /** The call for what the left side is. */
    private String call(String method, String array, String number) {
        boolean symbolic = (leftType + " " + rightType).matches(".*\\b(Expr|Shared)\\b.*");
        return symbolic
                ? "T." + method + "(%s, %s)"
                : leftType.equals("Variable") ? "%s." + method + "(%s)" : leftType.equals("INDArray") ? array : number;
    }

    private static CompileError unary(String text, String sign, String type) {
        String operand = text.replace(sign, "").strip();
        String sentence = sign + " does not work on " + operand + ", which is " + article(type) + ".";
        if (isPlain(type)) {
            return new CompileError(sentence, "Write Nd4j.createFromArray(" + operand + ").neg().");
        }
        if (sign.length() == 2) {
            String change = sign.charAt(0) + " 1";
            return new CompileError(
                    sentence,
                    type.equals("Shared")
                            ? "A shared variable is changed by functions: update(" + operand + ", " + operand + " "
                                    + change + ")."
                            : "Write " + operand + " = " + operand + " " + change + ".");
        }
        if (sign.equals("!") && type.matches("Expr|Shared")) {
            return new CompileError(sentence, "Write T.eq(" + operand + ", 0).");
        }
        if (sign.equals("!") && type.matches(NUMBER)) {
            return new CompileError(sentence, "Write " + operand + " == 0.");
        }
        return new CompileError(sentence, "");
    }

    static String article(String type) {
        return (type.matches("(?i)[aeiou].*") ? "an " : "a ") + type;
    }
}
