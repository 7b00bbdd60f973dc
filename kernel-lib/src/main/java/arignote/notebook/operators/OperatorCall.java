package arignote.notebook.operators;

import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.OperandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A binary operator and what stands on its sides, written as a call: of a method of the left side, or of a static one. */
final class OperatorCall {
    /** An operator as a method of its left operand, and as a static method of a class. */
    private record Operator(String method, String function) {}

    private static final Map<Character, Operator> OPERATORS = Map.of(
            '+', new Operator("plus", "add"),
            '-', new Operator("minus", "sub"),
            '*', new Operator("times", "mul"),
            '/', new Operator("div", "div"),
            '%', new Operator("rem", "mod"),
            '&', new Operator("and", "and"),
            '|', new Operator("or", "or"));

    private static final String SYMBOLS = "arignote.T";
    private static final String VARIABLES = "arignote.eager.Variable";
    private static final String ARRAYS = "arignote.eager.ArrayMath";

    private final String text;
    private final CallEdits edits;
    private final UnaryOperator<String> name;
    private final Diagnostic diagnostic;
    private final Operator operator;
    private final Operand left;
    private final OperandType leftType;
    private final Operand right;
    private final OperandType rightType;

    private OperatorCall(
            String text,
            CallEdits edits,
            UnaryOperator<String> name,
            Diagnostic diagnostic,
            Operand left,
            Operand right,
            List<OperandType> types) {
        this.text = text;
        this.edits = edits;
        this.name = name;
        this.diagnostic = diagnostic;
        this.operator = OPERATORS.get(text.charAt(diagnostic.position()));
        this.left = left;
        this.leftType = types.get(0);
        this.right = right;
        this.rightType = types.get(1);
    }

    /** Whether an operator that has calls stands there. */
    static boolean isAt(String text, int position) {
        return OPERATORS.containsKey(text.charAt(position))
                && !text.startsWith("++", position)
                && !text.startsWith("--", position)
                && !text.startsWith("&&", position)
                && !text.startsWith("||", position);
    }

    /**
     * Writes the operator at the diagnostic's place as a call.
     *
     * @param name gives the name by which the text may call a class, from its full one
     * @param types of both sides
     * @return what divisions of whole numbers in the operands drop; null if the operator has no meaning between these types
     */
    static List<String> write(
            String text, CallEdits edits, UnaryOperator<String> name, Diagnostic diagnostic, List<OperandType> types) {
        int at = diagnostic.position();
        boolean assigns = text.startsWith("=", at + 1);
        Operand left = Operand.in(text, diagnostic.start(), at);
        Operand right = Operand.in(text, at + (assigns ? 2 : 1), diagnostic.end());
        if (types.size() != 2 || left == null || right == null) {
            return null;
        }
        OperatorCall call = new OperatorCall(text, edits, name, diagnostic, left, right, types);
        return (assigns ? call.assign() : call.calculate()) ? call.warnings() : null;
    }

    private boolean calculate() {
        boolean one = leftType.isExpression() || rightType.isExpression();
        boolean variable = leftType == OperandType.VARIABLE || rightType == OperandType.VARIABLE;
        boolean numbers = leftType.isNumber() && rightType.isNumber();
        if (!leftType.hasOperators() || !rightType.hasOperators() || one && variable || numbers) {
            return false;
        }
        String home = one ? SYMBOLS : variable ? VARIABLES : ARRAYS;
        if (isOfBits() && !one) {
            return false;
        }
        boolean constant = leftType == OperandType.ARRAY;
        if (home.equals(ARRAYS) || leftType.isNumber() && !constant) {
            edits.open(left.start(), edits.separated(left.start(), name.apply(home) + "." + function() + "("));
            edits.argument(left);
            int blanks = edits.skipBlanks(diagnostic.position() + 1);
            edits.replace(
                    edits.gap(left.end(), diagnostic.position()), blanks, text.startsWith("\n", blanks) ? "," : ", ");
            edits.argument(right);
            edits.insert(right.end(), ")", right.end() - 1);
        } else {
            edits.receiver(left, constant ? wrapper(home) : "", left.start());
            int from = edits.gap(left.end(), diagnostic.position());
            edits.replace(from, edits.skipBlanks(diagnostic.position() + 1), "." + operator.method() + "(");
            wrapped(home);
            edits.withoutOuterParentheses(diagnostic.span());
        }
        return true;
    }

    /** {@code a -= e} is {@code a = a - e}; a parameter takes the new value in place. */
    private boolean assign() {
        boolean expression = leftType == OperandType.EXPRESSION && rightType != OperandType.VARIABLE;
        if (isOfBits() && !expression) {
            return false;
        }
        boolean variable = leftType == OperandType.VARIABLE && !rightType.isExpression();
        boolean array = leftType == OperandType.ARRAY && (rightType.isNumber() || rightType == OperandType.ARRAY);
        if (!(expression || variable || array) || !rightType.hasOperators() || left.changing() != null) {
            return false;
        }
        String place = text.substring(left.start(), left.end());
        int at = diagnostic.position(), blanks = edits.skipBlanks(at + 2);
        if (array) {
            String call = "= " + name.apply(ARRAYS) + "." + function() + "(" + place;
            edits.replace(at, blanks, call + (text.startsWith("\n", blanks) ? "," : ", "));
            edits.argument(right);
            edits.insert(right.end(), ")", right.end() - 1);
        } else {
            edits.replace(at, blanks, "= " + place + "." + operator.method() + (variable ? "Equals(" : "("));
            wrapped(expression ? SYMBOLS : VARIABLES);
        }
        return true;
    }

    /** The right side as the argument of a method that takes no array. */
    private void wrapped(String home) {
        String wrapper = rightType == OperandType.ARRAY ? wrapper(home) + "(" : "";
        edits.open(right.start(), wrapper);
        edits.argument(right);
        edits.insert(right.end(), wrapper.isEmpty() ? ")" : "))", right.end() - 1);
    }

    /** What expressions have alone: {@code &} and {@code |}. The sign ^ is left to a message, as most mean a power by it. */
    private boolean isOfBits() {
        return operator.method().equals("and") || operator.method().equals("or");
    }

    private String function() {
        return operator.function();
    }

    /** How an array or a number becomes an expression or a variable. */
    private String wrapper(String home) {
        return name.apply(home) + (home.equals(SYMBOLS) ? ".constant" : ".of");
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        warn(left, leftType, warnings);
        warn(right, rightType, warnings);
        return warnings;
    }

    private static void warn(Operand operand, OperandType type, List<String> warnings) {
        if (type.isNumber()) {
            operand.integerDivision(type == OperandType.WHOLE_NUMBER).ifPresent(warnings::add);
        }
    }
}
