package arignote.notebook.operators;

import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.OperandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A binary operator and what stands on its sides, written as a call: of a method of the left side, or of a static one. */
final class OperatorCall {
    /** An operator as a method of its left operand, and as a static method of a class. */
    private record Operator(String method, String function) {}

    private static final Map<String, Operator> OPERATORS = Map.of(
            "+", new Operator("plus", "add"),
            "-", new Operator("minus", "sub"),
            "*", new Operator("times", "mul"),
            "/", new Operator("div", "div"),
            "%", new Operator("rem", "mod"),
            "&", new Operator("and", "and"),
            "|", new Operator("or", "or"),
            "^", new Operator("xor", "xor"),
            "<<", new Operator("leftShift", "leftShift"),
            ">>", new Operator("rightShift", "rightShift"));

    /** A sign that has calls, and no longer one that only begins like it. */
    private static final Pattern SIGN = Pattern.compile("\\+(?!\\+)|-(?!-)|[*/%^]|&(?!&)|\\|(?!\\|)|<<|>>(?!>)");

    private static final String SYMBOLS = "arignote.T";
    private static final String VARIABLES = "arignote.eager.Variable";
    private static final String ARRAYS = "arignote.eager.ArrayMath";

    private final String text;
    private final CallEdits edits;
    private final UnaryOperator<String> name;
    private final Diagnostic diagnostic;
    private final String sign;
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
        this.sign = sign(text, diagnostic.position());
        this.operator = OPERATORS.get(sign);
        this.left = left;
        this.leftType = types.get(0);
        this.right = right;
        this.rightType = types.get(1);
    }

    /** The operator that stands there, without the {@code =} of an assignment; null if it has no calls. */
    static String sign(String text, int position) {
        Matcher sign = SIGN.matcher(text).region(position, text.length()).useTransparentBounds(true);
        return sign.lookingAt() ? sign.group() : null;
    }

    /** Where an operator ends, with the {@code =} of an assignment. */
    private static int end(String text, int position) {
        int end = position + sign(text, position).length();
        return text.startsWith("=", end) ? end + 1 : end;
    }

    /** Whether the operator that stands there assigns. */
    static boolean assigns(String text, int position) {
        return text.charAt(end(text, position) - 1) == '=';
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
        Operand left = Operand.in(text, diagnostic.start(), at);
        Operand right = Operand.in(text, end(text, at), diagnostic.end());
        if (types.size() != 2 || left == null || right == null) {
            return null;
        }
        OperatorCall call = new OperatorCall(text, edits, name, diagnostic, left, right, types);
        return (assigns(text, at) ? call.assign() : call.calculate()) ? call.warnings() : null;
    }

    private boolean calculate() {
        boolean one = leftType.isExpression() || rightType.isExpression();
        boolean variable = leftType == OperandType.VARIABLE || rightType == OperandType.VARIABLE;
        boolean numbers = leftType.isNumber() && rightType.isNumber();
        if (!leftType.hasOperators() || !rightType.hasOperators() || one && variable || numbers) {
            return false;
        }
        String home = one ? SYMBOLS : variable ? VARIABLES : ARRAYS;
        if (isOfBits() && home.equals(ARRAYS)) {
            return false;
        }
        boolean constant = leftType == OperandType.ARRAY;
        if (home.equals(ARRAYS) || leftType.isNumber() && !constant) {
            edits.open(left.start(), edits.separated(left.start(), name.apply(home) + "." + function() + "("));
            edits.argument(left);
            int blanks = afterSign();
            edits.replace(
                    edits.gap(left.end(), diagnostic.position()), blanks, text.startsWith("\n", blanks) ? "," : ", ");
            edits.argument(right);
            edits.insert(right.end(), ")", right.end() - 1);
        } else {
            edits.receiver(left, constant ? wrapper(home) : "", left.start());
            int from = edits.gap(left.end(), diagnostic.position());
            edits.replace(from, afterSign(), "." + operator.method() + "(");
            wrapped(home);
            edits.withoutOuterParentheses(diagnostic.span());
        }
        return true;
    }

    /** {@code a -= e} is {@code a = a - e}; a parameter takes the new value in place. */
    private boolean assign() {
        boolean expression = leftType == OperandType.EXPRESSION && rightType != OperandType.VARIABLE;
        boolean variable = leftType == OperandType.VARIABLE && !rightType.isExpression();
        boolean array = leftType == OperandType.ARRAY
                && (rightType.isNumber() || rightType == OperandType.ARRAY)
                && !isOfBits();
        if (!(expression || variable || array) || !rightType.hasOperators() || left.changing() != null) {
            return false;
        }
        String place = text.substring(left.start(), left.end());
        int at = diagnostic.position(), blanks = afterSign();
        if (array) {
            String call = "= " + name.apply(ARRAYS) + "." + function() + "(" + place;
            edits.replace(at, blanks, call + (text.startsWith("\n", blanks) ? "," : ", "));
            edits.argument(right);
            edits.insert(right.end(), ")", right.end() - 1);
        } else {
            // a parameter is of a floating type, so operators of bits never have one to change in place
            String inPlace = variable && !isOfBits() ? "Equals(" : "(";
            edits.replace(at, blanks, "= " + place + "." + operator.method() + inPlace);
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

    private int afterSign() {
        return edits.skipBlanks(end(text, diagnostic.position()));
    }

    /** What whole numbers and bools have, and arrays by themselves have not. */
    private boolean isOfBits() {
        return "&|^<<>>".contains(sign);
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
