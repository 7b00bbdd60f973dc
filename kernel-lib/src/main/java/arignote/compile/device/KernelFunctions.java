package arignote.compile.device;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaSource;
import arignote.expr.Resources;
import arignote.expr.ScalarOp;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of operations as functions of kernels, read from the Java that defines them and written down statement by
 * statement: Java's arithmetic on doubles and longs is that of a kernel. Only {@code HugeAngle}, which has numbers of
 * any length, is written by hand.
 */
final class KernelFunctions extends SimpleTreeVisitor<String, String> {
    /** By hand, in {@code angle.h}. */
    private static final String BY_HAND = "HugeAngle";

    private final List<String> functions;
    private final Map<String, Boolean> begun; // methods, and whether they are finished
    private final FormulaSource source;
    private final Set<String> locals = new HashSet<>();

    private KernelFunctions(FormulaSource source, List<String> functions, Map<String, Boolean> begun) {
        this.source = source;
        this.functions = functions;
        this.begun = begun;
    }

    /** What the function of an operation is called. */
    static String name(ScalarOp op) {
        return "op_" + op.label();
    }

    /** The functions of some operations, each behind those that it calls. */
    static String text(Collection<ScalarOp> ops) {
        List<String> functions = new ArrayList<>();
        Map<String, Boolean> begun = new HashMap<>();
        for (ScalarOp op : ops) {
            Formula formula = Formula.of(op);
            KernelFunctions row = new KernelFunctions(FormulaSource.of("ScalarOp"), functions, begun);
            formula.operands().forEach(o -> row.locals.add(o.name()));
            String parameters = formula.operands().stream()
                    .map(o -> "double " + o.name() + "_")
                    .collect(Collectors.joining(", "));
            functions.add("FUNCTION double " + name(op) + "(" + parameters + ") {\n    return "
                    + row.text(formula.javaTree()) + ";\n}\n");
        }
        return String.join("", functions);
    }

    private String text(Tree tree) {
        return tree.accept(this, "");
    }

    private String local(VariableTree tree) {
        locals.add(tree.getName().toString());
        return type(tree.getType()) + " " + tree.getName() + "_";
    }

    private static String type(Tree type) {
        return switch (type.toString()) {
            case "double", "int" -> type.toString();
            case "long" -> "whole";
            case "boolean" -> "truth";
            case BY_HAND -> BY_HAND;
            default -> throw refused(type);
        };
    }

    private String block(StatementTree tree, String indent) {
        String inner = indent + "    ";
        return "{\n" + (tree instanceof BlockTree b ? statements(b, inner) : tree.accept(this, inner)) + indent + "}";
    }

    private String statements(BlockTree tree, String indent) {
        return tree.getStatements().stream().map(s -> s.accept(this, indent)).collect(Collectors.joining());
    }

    @Override
    public String visitMethod(MethodTree tree, String name) {
        String parameters = tree.getParameters().stream().map(this::local).collect(Collectors.joining(", "));
        return "FUNCTION " + type(tree.getReturnType()) + " " + name + "(" + parameters + ") "
                + block(tree.getBody(), "") + "\n";
    }

    @Override
    public String visitVariable(VariableTree tree, String indent) {
        return indent + local(tree) + " = " + text(tree.getInitializer()) + ";\n";
    }

    @Override
    public String visitExpressionStatement(ExpressionStatementTree tree, String indent) {
        return indent + text(tree.getExpression()) + ";\n";
    }

    @Override
    public String visitReturn(ReturnTree tree, String indent) {
        return indent + "return " + text(tree.getExpression()) + ";\n";
    }

    @Override
    public String visitIf(IfTree tree, String indent) {
        String otherwise = tree.getElseStatement() == null ? "" : " else " + block(tree.getElseStatement(), indent);
        return indent + "if " + text(tree.getCondition()) + " " + block(tree.getThenStatement(), indent) + otherwise
                + "\n";
    }

    @Override
    public String visitWhileLoop(WhileLoopTree tree, String indent) {
        return indent + "while " + text(tree.getCondition()) + " " + block(tree.getStatement(), indent) + "\n";
    }

    @Override
    public String visitForLoop(ForLoopTree tree, String indent) {
        String begin = tree.getInitializer().get(0).accept(this, "").strip();
        ExpressionStatementTree next = tree.getUpdate().get(0);
        return indent + "for (" + begin + " " + text(tree.getCondition()) + "; " + text(next.getExpression()) + ") "
                + block(tree.getStatement(), indent) + "\n";
    }

    @Override
    public String visitAssignment(AssignmentTree tree, String indent) {
        return text(tree.getVariable()) + " = " + text(tree.getExpression());
    }

    @Override
    public String visitBinary(BinaryTree tree, String indent) {
        String a = text(tree.getLeftOperand());
        String b = text(tree.getRightOperand());
        String sign = switch (tree.getKind()) {
            case PLUS -> "+";
            case MINUS -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case LESS_THAN -> "<";
            case LESS_THAN_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_EQUAL -> ">=";
            case EQUAL_TO -> "==";
            case NOT_EQUAL_TO -> "!=";
            case CONDITIONAL_AND -> "&&";
            case CONDITIONAL_OR -> "||";
            case AND -> "&";
            case OR -> "|";
            case XOR -> "^";
            case REMAINDER, LEFT_SHIFT, UNSIGNED_RIGHT_SHIFT -> ""; // functions
            default -> throw refused(tree);
        };
        return switch (tree.getKind()) {
            case REMAINDER -> "fmod(" + a + ", " + b + ")";
            case LEFT_SHIFT -> "shifted(" + a + ", " + b + ")";
            case UNSIGNED_RIGHT_SHIFT -> "shifted_down(" + a + ", " + b + ")";
            default -> "(" + a + " " + sign + " " + b + ")";
        };
    }

    @Override
    public String visitUnary(UnaryTree tree, String indent) {
        String of = text(tree.getExpression());
        return switch (tree.getKind()) {
            case UNARY_MINUS -> "(-" + of + ")";
            case LOGICAL_COMPLEMENT -> "!" + of;
            case POSTFIX_INCREMENT -> of + "++";
            case POSTFIX_DECREMENT -> of + "--";
            default -> throw refused(tree);
        };
    }

    @Override
    public String visitConditionalExpression(ConditionalExpressionTree tree, String indent) {
        return "(" + text(tree.getCondition()) + " ? " + text(tree.getTrueExpression()) + " : "
                + text(tree.getFalseExpression()) + ")";
    }

    @Override
    public String visitParenthesized(ParenthesizedTree tree, String indent) {
        String of = text(tree.getExpression());
        boolean has =
                tree.getExpression() instanceof BinaryTree || tree.getExpression() instanceof ConditionalExpressionTree;
        return has && of.startsWith("(") ? of : "(" + of + ")"; // a compiler takes two around == for a mistake
    }

    @Override
    public String visitLiteral(LiteralTree tree, String indent) {
        Object value = tree.getValue();
        return value instanceof Double d
                ? KernelText.literal(d)
                : value instanceof Long l ? KernelText.literal(l) : value.toString();
    }

    @Override
    public String visitIdentifier(IdentifierTree tree, String indent) {
        String name = tree.getName().toString();
        return locals.contains(name) ? name + "_" : constant(source, name, tree);
    }

    @Override
    public String visitMemberSelect(MemberSelectTree tree, String indent) {
        return switch (tree.toString()) {
            case "Double.NaN" -> "REAL_NAN";
            case "Double.POSITIVE_INFINITY" -> "REAL_INFINITY";
            case "Double.NEGATIVE_INFINITY" -> "(-REAL_INFINITY)";
            default ->
                constant(
                        FormulaSource.of(tree.getExpression().toString()),
                        tree.getIdentifier().toString(),
                        tree);
        };
    }

    private String constant(FormulaSource of, String name, Tree tree) {
        ExpressionTree value = of.field(name).orElseThrow(() -> refused(tree)).getInitializer();
        return "(" + new KernelFunctions(of, functions, begun).text(value) + ")";
    }

    @Override
    public String visitMethodInvocation(MethodInvocationTree tree, String indent) {
        String called = tree.getMethodSelect().toString();
        String arguments = tree.getArguments().stream().map(this::text).collect(Collectors.joining(", "));
        String own = switch (called) {
            case "Math.abs" -> "fabs";
            case "Math.sqrt", "Math.floor" -> called.substring("Math.".length());
            case "Math.max" -> "greater";
            case "Math.min" -> "smaller";
            case "Double.doubleToRawLongBits" -> "bits_of";
            case "Double.longBitsToDouble" -> "from_bits";
            default -> null;
        };
        if (own != null) {
            return own + "(" + arguments + ")";
        }
        int point = called.indexOf('.');
        if (point >= 0 && locals.contains(called.substring(0, point))) {
            return called.replace(".", "_.") + "_"; // a part of a record
        }
        FormulaSource of = point < 0 ? source : FormulaSource.of(called.substring(0, point));
        String name = called.substring(point + 1);
        String unique = of.name() + "_" + name;
        Boolean finished = begun.putIfAbsent(unique, false);
        if (Boolean.FALSE.equals(finished)) {
            throw new IllegalStateException(unique + " calls itself, which no kernel can");
        }
        if (finished == null) {
            MethodTree method = of.method(name, tree.getArguments().size()).orElseThrow(() -> refused(tree));
            functions.add(
                    of.name().equals(BY_HAND)
                            ? byHand(of)
                            : method.accept(new KernelFunctions(of, functions, begun), unique));
            begun.put(unique, true);
        }
        return unique + "(" + arguments + ")";
    }

    /** {@code angle.h} with the numbers of the class. */
    private static String byHand(FormulaSource of) {
        String text = Resources.text(KernelFunctions.class, "angle.h");
        for (String constant : List.of("TWO_OVER_PI", "PI_HALF")) {
            String digits = Pattern.compile("\"(\\w+)\"")
                    .matcher(of.field(constant).orElseThrow().getInitializer().toString())
                    .results()
                    .map(m -> m.group(1))
                    .collect(Collectors.joining());
            text = text.replace("{" + constant + "}", "{" + limbs(digits) + "}");
        }
        return text;
    }

    /** Words of 32 bits, the lowest first. */
    private static String limbs(String digits) {
        List<String> limbs = new ArrayList<>();
        for (int end = digits.length(); end > 0; end -= 8) {
            limbs.add("0x" + digits.substring(Math.max(0, end - 8), end) + "u");
        }
        return String.join(", ", limbs);
    }

    @Override
    protected String defaultAction(Tree tree, String indent) {
        throw refused(tree);
    }

    private static IllegalStateException refused(Tree tree) {
        return new IllegalStateException("no kernel for: " + tree);
    }
}
