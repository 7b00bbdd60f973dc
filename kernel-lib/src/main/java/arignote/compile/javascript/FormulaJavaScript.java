package arignote.compile.javascript;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaOperation;
import arignote.compile.formula.FormulaSource;
import arignote.compile.formula.FormulaStep;
import arignote.compile.formula.FormulaStep.Branch;
import arignote.compile.formula.FormulaStep.Let;
import arignote.compile.formula.FormulaStep.Way;
import arignote.compile.formula.FormulaTerm;
import arignote.compile.formula.FormulaTerm.Apply;
import arignote.compile.formula.FormulaTerm.Bits;
import arignote.compile.formula.FormulaTerm.Kind;
import arignote.compile.formula.FormulaTerm.Number;
import arignote.compile.formula.FormulaTerm.Part;
import arignote.compile.formula.FormulaTerm.Variable;
import arignote.compile.print.FreshNames;
import arignote.expr.Resources;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@link Formula} as JavaScript. Numbers are doubles there as well; the 64 bits of one are two whole numbers of 32
 * bits, by the functions of {@code formulas.js}.
 */
public final class FormulaJavaScript {
    /** What a variable may not be called: names of {@code formulas.js}, and words that Java has not. */
    static final Set<String> TAKEN = Set.of(
            "doubles",
            "words",
            "highBits",
            "lowBits",
            "fromBits",
            "hugeAngle",
            "Math",
            "undefined",
            "function",
            "var",
            "let",
            "in",
            "of",
            "with",
            "delete",
            "typeof",
            "export",
            "yield",
            "await",
            "eval",
            "arguments",
            "debugger");

    private static final Pattern CONSTANT = Pattern.compile(" *const (\\w+) = .*");

    private final FreshNames fresh = new FreshNames(TAKEN, 2);
    private final Map<Variable, String> names = new IdentityHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Set<Variable> changing;
    private String indent = "  ";

    private FormulaJavaScript(Way way) {
        changing = way.changing();
    }

    /** One expression on numbers, which may call the row's {@link #function}. */
    public static String call(Formula formula, List<String> operands) {
        return !formula.hasLoops() && formula.way().steps().isEmpty()
                ? expression(formula, operands)
                : formula.operation().label() + "(" + String.join(", ", operands) + ")";
    }

    /** An expression on the operands, without any statement before it. */
    private static String expression(Formula formula, List<String> operands) {
        FormulaJavaScript printer = new FormulaJavaScript(formula.way());
        for (int i = 0; i < operands.size(); i++) {
            printer.names.put(formula.operands().get(i), operands.get(i));
        }
        return printer.text(formula.way().result(), 0);
    }

    /** All functions that a {@link #call} needs, the one that it calls last. */
    public static List<String> functions(Formula formula) {
        return formula.hasLoops()
                ? MethodJavaScript.functions(formula)
                : function(formula).map(List::of).orElse(List.of());
    }

    /** The function that {@link #call} calls, by the operation's label; none where it calls none. */
    public static Optional<String> function(Formula formula) {
        if (formula.way().steps().isEmpty()) {
            return Optional.empty();
        }
        FormulaJavaScript printer = new FormulaJavaScript(formula.way());
        List<String> operands = new ArrayList<>();
        for (Variable operand : formula.operands()) {
            String name = printer.fresh.apply(operand.name());
            printer.names.put(operand, name);
            operands.add(name);
        }
        String result = printer.result(formula.way());
        printer.lines.add("  return " + result + ";");
        return Optional.of("function " + formula.operation().label() + "(" + String.join(", ", operands) + ") {\n"
                + String.join("\n", used(printer.lines)) + "\n}\n");
    }

    /** Without the constants that no later line reads: the half of a pair often. */
    private static List<String> used(List<String> lines) {
        List<String> used = new ArrayList<>();
        StringBuilder later = new StringBuilder();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher constant = CONSTANT.matcher(lines.get(i));
            if (!constant.matches()
                    || Pattern.compile("\\b" + constant.group(1) + "\\b")
                            .matcher(later)
                            .find()) {
                used.add(0, lines.get(i));
                later.append(lines.get(i)).append('\n');
            }
        }
        return used;
    }

    /** Whether a script calls something of the {@link #prelude}. */
    static boolean isNeeded(String script) {
        return Pattern.compile("\\b(highBits|lowBits|fromBits)\\(")
                .matcher(script)
                .find();
    }

    /** {@code formulas.js} with the numbers of {@code HugeAngle}. */
    public static String prelude() {
        String text = Resources.text(FormulaJavaScript.class, "formulas.js");
        for (String constant : List.of("TWO_OVER_PI", "PI_HALF", "ANGLE_BITS", "BITS")) {
            text = text.replaceAll("\\b(0x)?" + constant + "(n?)\\b", "$1" + hugeAngle(constant) + "$2");
        }
        return text;
    }

    /** The digits of a constant, which is an int or {@code new BigInteger("…" + "…", 16)}. */
    private static String hugeAngle(String constant) {
        String value = FormulaSource.of("HugeAngle")
                .field(constant)
                .orElseThrow()
                .getInitializer()
                .toString();
        return Pattern.compile("\\d+").matcher(value).matches()
                ? value
                : Pattern.compile("\"(\\w+)\"")
                        .matcher(value)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.joining());
    }

    // statements

    private String result(Way way) {
        for (FormulaStep step : way.steps()) {
            if (step instanceof Branch branch) {
                branch(branch);
            } else {
                let((Let) step);
            }
        }
        return text(way.result(), 0);
    }

    private void let(Let let) {
        Variable variable = let.variable();
        if (variable.kind() == Kind.BITS) {
            Pair pair = bits(let.value());
            String name = fresh.apply(variable.name());
            names.put(variable, name);
            line("const " + name + "High = " + bare(pair.high) + ";");
            line("const " + name + "Low = " + bare(pair.low) + ";");
            return;
        }
        String value = text(let.value(), 0);
        if (let.again()) {
            line(names.get(variable) + " = " + value + ";");
        } else {
            names.put(variable, fresh.apply(variable.name()));
            line((changing.contains(variable) ? "let " : "const ") + names.get(variable) + " = " + value + ";");
        }
    }

    private void branch(Branch branch) {
        String condition = text(branch.condition(), 0);
        String result = fresh.apply(branch.result().name());
        names.put(branch.result(), result);
        line("let " + result + ";");
        line("if (" + condition + ") {");
        end(result, branch.rare());
        line("} else {");
        end(result, branch.usual());
        line("}");
    }

    private void end(String result, Way way) {
        String outside = indent;
        indent += "  ";
        line(result + " = " + result(way) + ";");
        indent = outside;
    }

    private void line(String text) {
        lines.add(indent + text);
    }

    /** The text itself where it is a name or a literal, a constant with its value elsewhere. */
    private String atom(String name, String text) {
        if (text.matches("-?\\w+")) {
            return text;
        }
        String constant = fresh.apply(name);
        line("const " + constant + " = " + text + ";");
        return constant;
    }

    // numbers and conditions

    /** In parentheses where it binds less than the rank. */
    private String text(FormulaTerm term, int rank) {
        if (term instanceof Apply apply) {
            String text = apply(apply);
            return apply.operation().rank < rank ? "(" + text + ")" : text;
        }
        if (term instanceof Number number) {
            return literal(number.value());
        }
        return term instanceof Part part ? names.get(part.of()) + "." + part.name() : names.get((Variable) term);
    }

    private String apply(Apply apply) {
        FormulaOperation operation = apply.operation();
        FormulaTerm a = apply.operand(0);
        if (operation == FormulaOperation.SELECT) {
            return text(a, 1) + " ? " + text(apply.operand(1), 1) + " : " + text(apply.operand(2), 0);
        }
        if (operation == FormulaOperation.FROM_BITS) {
            Pair pair = bits(a);
            return "fromBits(" + bare(pair.high) + ", " + bare(pair.low) + ")";
        }
        if (operation.isFunction()) {
            List<String> operands =
                    apply.operands().stream().map(o -> text(o, 0)).toList();
            return operation.javaScript + "(" + String.join(", ", operands) + ")";
        }
        if (apply.operands().size() == 1) {
            return operation.javaScript + text(a, FormulaOperation.ABS.rank);
        }
        if (a.kind() == Kind.BITS) {
            return comparison(operation, bits(a), bits(apply.operand(1)));
        }
        int rank = operation.isComparison() ? FormulaOperation.ADD.rank : operation.rank;
        return text(a, rank) + " " + operation.javaScript + " "
                + text(apply.operand(1), operation.isComparison() ? rank : rank + 1);
    }

    private static String comparison(FormulaOperation operation, Pair a, Pair b) {
        if (b.high.equals("0") && b.low.equals("0")) {
            if (operation == FormulaOperation.LT) {
                return a.high + " < 0";
            }
            if (operation == FormulaOperation.EQ) {
                return (a.high.equals("0") ? a.low : "(" + a.high + " | " + a.low + ")") + " === 0";
            }
        }
        throw new IllegalStateException("no JavaScript for " + operation + " of whole numbers");
    }

    /** The fewest decimals that give all bits; {@link Double#toString} has others in other versions of Java. */
    static String literal(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            BigDecimal decimal = exact.round(new MathContext(digits)).stripTrailingZeros();
            if (decimal.doubleValue() == value) {
                String plain = decimal.toPlainString();
                return plain.length() <= 20 ? plain : decimal.toString();
            }
        }
    }

    // bits

    /** Two whole numbers of 32 bits, each a name, a literal, a call, or in parentheses. */
    private record Pair(String high, String low) {}

    private Pair bits(FormulaTerm term) {
        if (term instanceof Bits bits) {
            return new Pair(word((int) (bits.value() >> 32)), word((int) bits.value()));
        }
        if (term instanceof Part part) {
            return new Pair("0", text(part, 0));
        }
        if (term instanceof Variable variable) {
            return new Pair(names.get(variable) + "High", names.get(variable) + "Low");
        }
        Apply apply = (Apply) term;
        FormulaTerm a = apply.operand(0);
        if (apply.operation() == FormulaOperation.TO_BITS) {
            String x = atom("x", text(a, 0));
            return new Pair("highBits(" + x + ")", "lowBits(" + x + ")");
        }
        FormulaTerm b = apply.operand(1);
        return switch (apply.operation()) {
            case LEFT -> new Pair("(" + bits(a).low + " << " + beyondWord(b) + ")", "0");
            case RIGHT -> new Pair("0", "(" + bits(a).high + " >>> " + beyondWord(b) + ")");
            case ADD -> sum(bits(a), bits(b));
            case BITS_AND, BITS_OR, BITS_XOR -> {
                Pair p = bits(a);
                Pair q = bits(b);
                yield new Pair(word(apply.operation(), p.high, q.high), word(apply.operation(), p.low, q.low));
            }
            default -> throw new IllegalStateException("no JavaScript for " + apply);
        };
    }

    private static int beyondWord(FormulaTerm shift) {
        if (shift instanceof Bits by && by.value() > 32) {
            return (int) by.value() - 32;
        }
        throw new IllegalStateException("no JavaScript for a shift by " + shift);
    }

    private static String word(int value) {
        return Math.abs((long) value) < 1000
                ? Integer.toString(value)
                : (value < 0 ? "-0x" : "0x") + Long.toHexString(Math.abs((long) value));
    }

    private static String word(FormulaOperation operation, String a, String b) {
        boolean and = operation == FormulaOperation.BITS_AND;
        if (b.equals("0")) {
            return and ? "0" : a;
        }
        if (b.equals("-1") && and) {
            return a;
        }
        return a.equals("0") ? word(operation, b, a) : "(" + a + " " + operation.javaScript + " " + b + ")";
    }

    private Pair sum(Pair a, Pair b) {
        if (b.low.equals("0")) {
            String high = a.high.equals("0") ? b.high : "((" + a.high + " + " + b.high + ") | 0)";
            return new Pair(b.high.equals("0") ? a.high : high, a.low);
        }
        String first = atom("low", a.low);
        String low = atom("sumLow", "(" + first + " + " + b.low + ") | 0");
        String carry = "(" + low + " >>> 0 < " + first + " >>> 0 ? 1 : 0)";
        return new Pair("((" + a.high + " + " + b.high + " + " + carry + ") | 0)", low);
    }

    /** Without the parentheses around all of it. */
    private static String bare(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                return i > 0 && i == text.length() - 1 && text.startsWith("(") ? text.substring(1, i) : text;
            }
        }
        return text;
    }
}
