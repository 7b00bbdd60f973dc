package arignote.compile.device;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaSource;
import arignote.compile.formula.MethodText;
import arignote.expr.Resources;
import arignote.expr.ScalarOp;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of operations as functions of kernels, read from the Java that defines them and written down statement by
 * statement: Java's arithmetic on doubles and longs is that of a kernel. Only {@code HugeAngle}, which has numbers of
 * any length, is written by hand.
 */
final class KernelFunctions extends MethodText {
    /** By hand, in {@code angle.h}. */
    private static final String BY_HAND = "HugeAngle";

    private final List<String> functions;
    private final Map<String, Boolean> begun; // methods, and whether they are finished

    private KernelFunctions(FormulaSource source, List<String> functions, Map<String, Boolean> begun) {
        super(source, "    ");
        this.functions = functions;
        this.begun = begun;
    }

    @Override
    protected MethodText of(FormulaSource other) {
        return new KernelFunctions(other, functions, begun);
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
            String parameters = formula.operands().stream()
                    .map(o -> "double " + row.local(o.name()))
                    .collect(Collectors.joining(", "));
            functions.add("FUNCTION double " + name(op) + "(" + parameters + ") {\n    return "
                    + row.text(formula.javaTree()) + ";\n}\n");
        }
        return String.join("", functions);
    }

    @Override
    protected String declared(VariableTree tree) {
        return type(tree.getType()) + " " + local(tree.getName());
    }

    private String type(Tree type) {
        return switch (type.toString()) {
            case "double", "int" -> type.toString();
            case "long" -> "whole";
            case "boolean" -> "truth";
            case BY_HAND -> BY_HAND;
            default -> throw refused(type);
        };
    }

    @Override
    public String visitMethod(MethodTree tree, String name) {
        String parameters = tree.getParameters().stream().map(this::declared).collect(Collectors.joining(", "));
        return "FUNCTION " + type(tree.getReturnType()) + " " + name + "(" + parameters + ") "
                + block(tree.getBody(), "") + "\n";
    }

    @Override
    public String visitBinary(BinaryTree tree, String indent) {
        String function = switch (tree.getKind()) {
            case REMAINDER -> "fmod";
            case LEFT_SHIFT -> "shifted";
            case UNSIGNED_RIGHT_SHIFT -> "shifted_down";
            default -> null;
        };
        return function == null
                ? super.visitBinary(tree, indent)
                : function + "(" + text(tree.getLeftOperand()) + ", " + text(tree.getRightOperand()) + ")";
    }

    @Override
    protected String sign(BinaryTree tree) {
        return switch (tree.getKind()) {
            case EQUAL_TO -> "==";
            case NOT_EQUAL_TO -> "!=";
            case AND -> "&";
            case OR -> "|";
            case XOR -> "^";
            default -> super.sign(tree);
        };
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
    protected String special(String name) {
        return switch (name) {
            case "NaN" -> "REAL_NAN";
            case "POSITIVE_INFINITY" -> "REAL_INFINITY";
            case "NEGATIVE_INFINITY" -> "(-REAL_INFINITY)";
            default -> throw new IllegalStateException("no kernel for: Double." + name);
        };
    }

    @Override
    public String visitMethodInvocation(MethodInvocationTree tree, String indent) {
        String called = tree.getMethodSelect().toString();
        String arguments = texts(tree.getArguments());
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
        if (point >= 0 && isLocal(called.substring(0, point))) {
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
            functions.add(of.name().equals(BY_HAND) ? byHand(of) : method.accept(of(of), unique));
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
    protected IllegalStateException refused(Tree tree) {
        return new IllegalStateException("no kernel for: " + tree);
    }
}
