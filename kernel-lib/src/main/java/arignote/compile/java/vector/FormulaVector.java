package arignote.compile.java.vector;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaOperation;
import arignote.compile.formula.FormulaReader;
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
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A {@link Formula} as Java on vectors of doubles. */
public final class FormulaVector {
    /** Statements, each on lines of its own, and the variable or the expression that has the result then. */
    public record Printed(List<String> lines, String result) {}

    private final UnaryOperator<String> fresh;
    private final Map<FormulaTerm, String> names = new IdentityHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> computed = new HashMap<>(); // variables that keep their value, by what it is
    private final Set<Variable> changing;
    /** Masks of the lanes that need the rare way. */
    private final List<String> rare = new ArrayList<>();

    private FormulaVector(UnaryOperator<String> fresh, Set<Variable> changing) {
        this.fresh = fresh;
        this.changing = changing;
    }

    /**
     * Java that computes on vectors of doubles: every operand is an expression of type {@code DoubleVector}, and so is the
     * result. {@code S} is the species; imported are {@code jdk.incubator.vector.*} and the classes of
     * {@code arignote.expr.math}.
     *
     * @param fresh makes of a name one that no variable of the method has yet
     */
    public static Printed print(Formula formula, UnaryOperator<String> fresh, List<String> operands) {
        FormulaVector printer = new FormulaVector(fresh, formula.way().changing());
        for (int i = 0; i < operands.size(); i++) {
            printer.names.put(formula.operands().get(i), operands.get(i));
        }
        String label = formula.operation().label();
        if (formula.way().uses(FormulaOperation.REMAINDER)) {
            String result = fresh.apply(label);
            printer.lines.add("// " + label + ", which vectors do not have: lane by lane");
            printer.lanes("DoubleVector " + result, formula, operands);
            return new Printed(printer.lines, result);
        }
        String result = printer.vector(printer.result(formula.way()));
        if (printer.lines.isEmpty()) {
            return new Printed(List.of(), result);
        }
        printer.lines.add(0, "// " + label);
        if (!(printer.names.containsValue(result) && printer.rare.isEmpty())) {
            String name = fresh.apply(label);
            printer.lines.add("DoubleVector " + name + " = " + result + ";");
            result = name;
        }
        for (String mask : printer.rare) {
            printer.lines.add("if (" + mask + ".anyTrue()) {");
            printer.lanes("    " + result, formula, operands);
            printer.lines.add("}");
        }
        return new Printed(printer.lines, result);
    }

    /** Each lane of the target by the scalar formula. */
    private void lanes(String target, Formula formula, List<String> operands) {
        String indent = target.startsWith(" ") ? "    " : "";
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            String lanes = fresh.apply(formula.operands().get(i).name() + "Lanes");
            arrays.add(lanes);
            lines.add(indent + "double[] " + lanes + " = " + operands.get(i) + ".toArray();");
        }
        String lane = fresh.apply("lane");
        String first = arrays.get(0);
        List<String> scalars = arrays.stream().map(a -> a + "[" + lane + "]").toList();
        lines.add(indent + "for (int " + lane + " = 0; " + lane + " < " + first + ".length; " + lane + "++) {");
        lines.add(indent + "    " + scalars.get(0) + " = " + scalar(formula, scalars) + ";");
        lines.add(indent + "}");
        lines.add(target + " = DoubleVector.fromArray(S, " + first + ", 0);");
    }

    /** The value after all steps. */
    private FormulaTerm result(Way way) {
        for (FormulaStep step : way.steps()) {
            if (step instanceof Let let) {
                String value = vector(let.value());
                if (let.again()) {
                    lines.add(names.get(let.variable()) + " = " + value + ";");
                } else {
                    let(let.variable(), value);
                }
            } else if (step instanceof Branch branch) {
                Variable condition = new Variable("rare", Kind.CONDITION);
                rare.add(let(condition, vector(branch.condition())));
                let(branch.result(), vector(result(branch.usual())));
            }
        }
        return way.result();
    }

    private String let(Variable variable, String value) {
        String type = switch (variable.kind()) {
            case NUMBER -> "DoubleVector";
            case BITS -> "LongVector";
            case CONDITION -> "VectorMask<Double>";
            case RECORD -> throw new IllegalStateException("no vector holds " + variable.name());
        };
        boolean stays = !changing.contains(variable)
                && changing.stream().noneMatch(c -> names.containsKey(c) && mentions(value, names.get(c)));
        String known = stays ? computed.get(value) : null;
        String name = known == null ? fresh.apply(variable.name()) : known;
        names.put(variable, name);
        if (known == null) {
            lines.add(type + " " + name + " = " + value + ";");
            if (stays) {
                computed.put(value, name);
            }
        }
        return name;
    }

    private static boolean mentions(String text, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
    }

    /** A literal stands for itself where a vector's method takes a number. */
    private String argument(FormulaTerm term) {
        if (term instanceof Number number) {
            return literal(number.value());
        }
        return term instanceof Bits bits ? literal(bits.value()) : vector(term);
    }

    private String vector(FormulaTerm term) {
        if (term instanceof Number number) {
            return "DoubleVector.broadcast(S, " + literal(number.value()) + ")";
        }
        if (term instanceof Apply apply) {
            return vector(apply);
        }
        if (term instanceof Bits || term instanceof Part) {
            throw new IllegalStateException("no vector for " + term);
        }
        return names.get(term);
    }

    private String vector(Apply apply) {
        FormulaOperation operation = apply.operation();
        FormulaTerm a = apply.operand(0);
        if (apply.operands().size() == 1) {
            return operation == FormulaOperation.FLOOR ? floor(a) : vector(a) + "." + operation.vector + "()";
        }
        FormulaTerm b = apply.operand(1);
        if (operation == FormulaOperation.SELECT) {
            return vector(apply.operand(2)) + ".blend(" + argument(b) + ", " + vector(a) + ")";
        }
        if (a instanceof Number && !(b instanceof Number) && operation.swapped().isPresent()) {
            return vector(operation.swapped().get(), b, a);
        }
        return vector(operation, a, b);
    }

    private String vector(FormulaOperation operation, FormulaTerm a, FormulaTerm b) {
        String method = operation.vector;
        if (a.kind() == Kind.CONDITION && operation == FormulaOperation.NE) {
            return vector(a) + ".eq(" + vector(b) + ").not()";
        }
        if (Character.isLowerCase(method.charAt(0))) {
            return vector(a) + "." + method + "(" + argument(b) + ")" + species(operation, a);
        }
        String how = operation.isComparison() ? ".compare" : ".lanewise";
        return vector(a) + how + "(VectorOperators." + method + ", " + argument(b) + ")" + species(operation, a);
    }

    /** A mask of longs is made one of doubles. */
    private static String species(FormulaOperation operation, FormulaTerm a) {
        return operation.isComparison() && a.kind() == Kind.BITS ? ".cast(S)" : "";
    }

    /** There is no instruction for it in the Vector API. */
    private String floor(FormulaTerm x) {
        Variable operand = new Variable("x", Kind.NUMBER);
        names.put(operand, x instanceof Variable ? vector(x) : let(operand, vector(x)));
        return vector(result(FormulaReader.read(FormulaSource.of("Numbers"), "floor", List.of(operand))));
    }

    private static String literal(long bits) {
        return Math.abs(bits) < 1000 ? bits + "L" : "0x" + Long.toHexString(bits) + "L";
    }

    /** All bits; in decimals where these are few. */
    private static String literal(double value) {
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return "Double." + (value > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY";
        }
        String decimal = Double.toString(value);
        return decimal.length() <= 6 ? decimal : Double.toHexString(value);
    }

    /** One Java expression on doubles. */
    public static String scalar(Formula formula, List<String> operands) {
        String text = formula.javaTree().toString();
        for (int i = 0; i < operands.size(); i++) {
            // two passes, as an operand may be called like a later one
            text = text.replaceAll("\\b" + formula.operands().get(i).name() + "\\b", "#" + i);
        }
        for (int i = 0; i < operands.size(); i++) {
            text = text.replace("#" + i, operands.get(i));
        }
        return formula.javaTree() instanceof MethodInvocationTree ? text : "(" + text + ")";
    }
}
