package arignote.notebook;

import arignote.notebook.CellText.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes arithmetic between expressions, variables and arrays as calls, which Java knows: {@code x * w + b} becomes
 * {@code x.times(w).plus(b)}. Only operators that the compiler has refused are touched, the innermost first; the operands
 * keep their order, and lines stay lines.
 */
final class InfixRewriter {
    /**
     * What one pass over a statement gives.
     *
     * @param text the statement, with some operators less
     * @param changed whether there were any
     * @param imports whether the text now names a class by what the cell has imported
     * @param warnings what the reader should know of the operators that are gone
     * @param faults what the compiler said, in better words where we have them
     */
    record Pass(CellText text, boolean changed, boolean imports, List<String> warnings, List<Fault> faults) {}

    /** An operator as a method of its left operand, and as a static method of a class. */
    private record Operator(String method, String function) {}

    private static final Map<Character, Operator> OPERATORS = Map.of(
            '+', new Operator("plus", "add"),
            '-', new Operator("minus", "sub"),
            '*', new Operator("times", "mul"),
            '/', new Operator("div", "div"),
            '%', new Operator("rem", ""));

    private static final String SYMBOLS = "arignote.T";
    private static final String VARIABLES = "arignote.eager.Variable";
    private static final String ARRAYS = "arignote.eager.ArrayMath";

    /** The types in the compiler's message, each on a line of its own; the words before them may be translated. */
    private static final Pattern TYPES =
            Pattern.compile("[^\\n]*\\n[^\\n:：]*[:：]\\s*(.+?)\\s*\\n[^\\n:：]*[:：]\\s*(.+?)\\s*");

    private static final String BEFORE_PARENTHESIS = "=(,+-*/%!?:{;&|<>[";

    private final CellText cell;
    private final String text;
    private final UnaryOperator<String> imported;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean imports;

    private InfixRewriter(CellText cell, UnaryOperator<String> imported) {
        this.cell = cell;
        this.text = cell.toString();
        this.imported = imported;
    }

    /**
     * One pass.
     *
     * @param faults what the compiler says of the text
     * @param imported the name by which the cell knows a class, from its full name
     */
    static Pass pass(CellText cell, List<Fault> faults, UnaryOperator<String> imported) {
        InfixRewriter rewriter = new InfixRewriter(cell, imported);
        List<Fault> inWords = rewriter.rewrite(faults);
        return new Pass(
                cell.with(rewriter.edits), !rewriter.edits.isEmpty(), rewriter.imports, rewriter.warnings, inWords);
    }

    private List<Fault> rewrite(List<Fault> faults) {
        List<Fault> innermostFirst = faults.stream()
                .filter(f -> f.isOperator() && f.start() >= 0 && f.end() <= text.length())
                .sorted(Comparator.comparingInt(f -> f.end() - f.start()))
                .toList();
        List<Fault> taken = new ArrayList<>();
        for (Fault fault : innermostFirst) {
            boolean apart = taken.stream().allMatch(t -> fault.end() <= t.start() || t.end() <= fault.start());
            if (apart && rewrite(fault)) {
                taken.add(fault);
            }
        }
        return faults.stream().map(this::inWords).toList();
    }

    private boolean rewrite(Fault fault) {
        int at = fault.position();
        Operator operator = OPERATORS.get(text.charAt(at));
        if (operator == null || text.startsWith("++", at) || text.startsWith("--", at)) {
            return false;
        }
        List<OperandType> types = types(fault);
        if (at == fault.start()) {
            return text.charAt(at) == '-' && negate(fault, types);
        }
        if (types.size() != 2) {
            return false;
        }
        boolean assigns = text.startsWith("=", at + 1);
        Operand left = Operand.in(text, fault.start(), at);
        Operand right = Operand.in(text, at + (assigns ? 2 : 1), fault.end());
        if (left == null || right == null) {
            return false;
        }
        Sides sides = new Sides(fault, operator, left, types.get(0), right, types.get(1));
        return assigns ? sides.assign() : sides.calculate();
    }

    private List<OperandType> types(Fault fault) {
        Matcher two = TYPES.matcher(fault.message());
        return two.matches()
                ? List.of(OperandType.of(two.group(1), text), OperandType.of(two.group(2), text))
                : Stream.of(fault.message().split("[\\s']+"))
                        .map(word -> OperandType.of(word, text))
                        .filter(type -> type != OperandType.OTHER)
                        .limit(1)
                        .toList();
    }

    private boolean negate(Fault fault, List<OperandType> types) {
        Operand operand = Operand.in(text, fault.start() + 1, fault.end());
        if (operand == null || types.isEmpty() || types.get(0).isNumber()) {
            return false;
        }
        replace(fault.start(), operand.start(), separated(fault.start(), comments(fault.start() + 1, operand.start())));
        receiver(operand, "", fault.start());
        insert(operand.end(), types.get(0) == OperandType.ARRAY ? ".neg()" : ".negate()", fault.start());
        withoutOuterParentheses(fault);
        return true;
    }

    /** A binary operator and what stands on its sides. */
    private final class Sides {
        private final Fault fault;
        private final Operator operator;
        private final Operand left;
        private final OperandType leftType;
        private final Operand right;
        private final OperandType rightType;

        Sides(
                Fault fault,
                Operator operator,
                Operand left,
                OperandType leftType,
                Operand right,
                OperandType rightType) {
            this.fault = fault;
            this.operator = operator;
            this.left = left;
            this.leftType = leftType;
            this.right = right;
            this.rightType = rightType;
        }

        boolean calculate() {
            boolean one = leftType.isExpression() || rightType.isExpression();
            boolean variable = leftType == OperandType.VARIABLE || rightType == OperandType.VARIABLE;
            if (leftType == OperandType.OTHER || rightType == OperandType.OTHER || one && variable) {
                return false;
            }
            if (!one && operator.function().isEmpty()) {
                return false; // only expressions have a remainder
            }
            String home = one ? SYMBOLS : variable ? VARIABLES : ARRAYS;
            if (leftType.isNumber() && operator.function().isEmpty()) {
                return false;
            }
            warn();
            if (leftType.isNumber() || home.equals(ARRAYS)) {
                insert(left.start(), separated(left.start(), name(home) + "." + operator.function() + "("));
                argument(left);
                int blanks = skipBlanks(fault.position() + 1);
                replace(gap(left.end(), fault.position()), blanks, text.startsWith("\n", blanks) ? "," : ", ");
                argument(right);
                insert(right.end(), ")", right.end() - 1);
            } else {
                receiver(left, leftType == OperandType.ARRAY ? wrapper(home) : "", left.start());
                call("." + operator.method() + "(", 1, home);
                withoutOuterParentheses(fault);
            }
            return true;
        }

        /** The call after its receiver, from the operator to the end of the right operand. */
        private void call(String method, int operatorLength, String home) {
            int from = gap(left.end(), fault.position());
            replace(from, skipBlanks(fault.position() + operatorLength), method);
            String wrapper = rightType == OperandType.ARRAY && !home.equals(ARRAYS) ? wrapper(home) + "(" : "";
            insert(right.start(), wrapper, right.start());
            argument(right);
            insert(right.end(), wrapper.isEmpty() ? ")" : "))", right.end() - 1);
        }

        /** {@code a -= e} is {@code a = a - e}; a parameter takes the new value in place. */
        boolean assign() {
            boolean expression = leftType == OperandType.EXPRESSION && rightType != OperandType.VARIABLE;
            boolean variable = leftType == OperandType.VARIABLE && !rightType.isExpression();
            boolean array = leftType == OperandType.ARRAY && (rightType.isNumber() || rightType == OperandType.ARRAY);
            boolean remainder = operator.function().isEmpty();
            if (!(expression || !remainder && (variable || array))
                    || rightType == OperandType.OTHER
                    || !left.isPlace()) {
                return false;
            }
            warn();
            String place = text.substring(left.start(), left.end());
            if (array) {
                int blanks = skipBlanks(fault.position() + 2);
                String call = "= " + name(ARRAYS) + "." + operator.function() + "(" + place;
                replace(fault.position(), blanks, call + (text.startsWith("\n", blanks) ? "," : ", "));
                argument(right);
                insert(right.end(), ")", right.end() - 1);
            } else {
                String method = operator.method() + (variable ? "Equals" : "");
                int from = fault.position();
                replace(from, skipBlanks(from + 2), "= " + place + "." + method + "(");
                String wrapper = rightType == OperandType.ARRAY ? wrapper(expression ? SYMBOLS : VARIABLES) + "(" : "";
                insert(right.start(), wrapper, right.start());
                argument(right);
                insert(right.end(), wrapper.isEmpty() ? ")" : "))", right.end() - 1);
            }
            return true;
        }

        private void warn() {
            warn(left, leftType);
            warn(right, rightType);
        }

        private void warn(Operand operand, OperandType type) {
            if (type.isNumber()) {
                operand.integerDivision(type == OperandType.WHOLE_NUMBER).ifPresent(warnings::add);
            }
        }
    }

    /** How an array becomes an expression or a variable. */
    private String wrapper(String home) {
        return name(home) + (home.equals(SYMBOLS) ? ".constant" : ".of");
    }

    private String name(String full) {
        String known = imported.apply(full);
        imports |= !known.equals(full);
        return known;
    }

    /** An operand that a dot will follow. */
    private void receiver(Operand operand, String wrapper, int origin) {
        boolean bare = operand.isParenthesised() && (operand.isPrimary() || !wrapper.isEmpty());
        if (bare) {
            insert(operand.start(), separated(operand.start(), wrapper), origin);
            inside(operand, wrapper.isEmpty() ? "" : "(", wrapper.isEmpty() ? "" : ")");
        } else if (!wrapper.isEmpty() || !operand.isParenthesised() && !operand.isPrimary()) {
            insert(operand.start(), separated(operand.start(), wrapper) + "(", origin);
            insert(operand.end(), ")", operand.end() - 1);
        }
    }

    /** An operand that will stand in the parentheses of a call. */
    private void argument(Operand operand) {
        if (operand.isParenthesised()) {
            inside(operand, "", "");
        }
    }

    private void inside(Operand operand, String opening, String closing) {
        replace(operand.start(), operand.start() + 1, opening);
        replace(operand.end() - 1, operand.end(), closing);
    }

    /** In {@code (x * w).sum()} the parentheses are not needed any more. */
    private void withoutOuterParentheses(Fault fault) {
        int open = fault.start() - 1, close = fault.end();
        while (open >= 0 && text.charAt(open) == ' ') {
            open--;
        }
        close = skipBlanks(close);
        if (open < 0 || text.charAt(open) != '(' || !text.startsWith(").", close)) {
            return;
        }
        int before = open - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        if (before < 0 || BEFORE_PARENTHESIS.indexOf(text.charAt(before)) >= 0) {
            replace(open, open + 1, "");
            replace(close, close + 1, "");
        }
    }

    /** A name put here must not run into the word before it, as in {@code return-x}. */
    private String separated(int at, String name) {
        boolean word = at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1));
        return word ? " " + name : name;
    }

    /** What stands between an operator and its operand, without the blanks before it. */
    private String comments(int from, int to) {
        return text.substring(from, to).stripLeading();
    }

    /** Where the blanks before an operator begin; those after a comment or a line's end stay. */
    private int gap(int end, int position) {
        return text.substring(end, position).chars().allMatch(c -> c == ' ' || c == '\t') ? end : position;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private void insert(int at, String inserted) {
        insert(at, inserted, at);
    }

    private void insert(int at, String inserted, int origin) {
        if (!inserted.isEmpty()) {
            edits.add(new Edit(at, at, inserted, origin));
        }
    }

    private void replace(int from, int to, String replacement) {
        edits.add(new Edit(from, to, replacement, from));
    }

    /** The compiler's sentence, or a better one. */
    private Fault inWords(Fault fault) {
        boolean assigns = fault.isOperator()
                && fault.start() >= 0
                && fault.position() < text.length() - 1
                && OPERATORS.containsKey(text.charAt(fault.position()))
                && text.charAt(fault.position() + 1) == '=';
        if (!assigns || types(fault).isEmpty() || types(fault).get(0) != OperandType.SHARED) {
            return cell.origin(fault);
        }
        String name = text.substring(fault.start(), fault.position()).strip();
        String sentence = "%s is a shared variable, which only functions change: write update(%s, %s %s …)"
                .formatted(name, name, name, text.charAt(fault.position()));
        return cell.origin(fault.said(sentence));
    }
}
