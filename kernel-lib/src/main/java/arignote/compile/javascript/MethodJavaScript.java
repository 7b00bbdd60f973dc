package arignote.compile.javascript;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaSource;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Methods with loops as functions of JavaScript, statement by statement: numbers are doubles there as well, and what counts
 * turns is exact. A method of {@code Elementary} that is a row's formula is that row's function.
 */
final class MethodJavaScript extends SimpleTreeVisitor<String, String> {
    private final List<String> functions;
    private final Set<String> begun;
    private final FormulaSource source;
    private final Set<String> locals = new HashSet<>();

    private MethodJavaScript(FormulaSource source, List<String> functions, Set<String> begun) {
        this.source = source;
        this.functions = functions;
        this.begun = begun;
    }

    /** The function of a row, and before it all that it calls. */
    static List<String> functions(Formula formula) {
        List<String> functions = new ArrayList<>();
        MethodJavaScript row = new MethodJavaScript(FormulaSource.of("ScalarOp"), functions, new HashSet<>());
        String parameters = formula.operands().stream().map(o -> o.name() + "_").collect(Collectors.joining(", "));
        formula.operands().forEach(o -> row.locals.add(o.name()));
        String value = row.method((MethodInvocationTree) formula.javaTree());
        functions.add(
                "function " + formula.operation().label() + "(" + parameters + ") {\n  return " + value + ";\n}\n");
        return functions;
    }

    private String text(Tree tree) {
        return tree.accept(this, "");
    }

    /** The name of a variable, which is that of no function. */
    private String local(VariableTree tree) {
        locals.add(tree.getName().toString());
        return tree.getName() + "_";
    }

    private String block(StatementTree tree, String indent) {
        return "{\n" + (tree instanceof BlockTree b ? statements(b, indent + "  ") : tree.accept(this, indent + "  "))
                + indent + "}";
    }

    private String statements(BlockTree tree, String indent) {
        return tree.getStatements().stream().map(s -> s.accept(this, indent)).collect(Collectors.joining());
    }

    @Override
    public String visitMethod(MethodTree tree, String name) {
        List<String> parameters =
                tree.getParameters().stream().map(p -> local(p)).toList();
        return "function " + name + "(" + String.join(", ", parameters) + ") " + block(tree.getBody(), "") + "\n";
    }

    @Override
    public String visitVariable(VariableTree tree, String indent) {
        return indent + "let " + local(tree) + " = " + text(tree.getInitializer()) + ";\n";
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
        return indent + "if " + text(tree.getCondition()) + " " + block(tree.getThenStatement(), indent) + "\n";
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
        String sign = switch (tree.getKind()) {
            case PLUS -> "+";
            case MINUS -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case LESS_THAN -> "<";
            case LESS_THAN_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_EQUAL -> ">=";
            case EQUAL_TO -> "===";
            case NOT_EQUAL_TO -> "!==";
            case CONDITIONAL_AND -> "&&";
            case CONDITIONAL_OR -> "||";
            default -> throw refused(tree);
        };
        return "(" + text(tree.getLeftOperand()) + " " + sign + " " + text(tree.getRightOperand()) + ")";
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
        return "(" + text(tree.getExpression()) + ")";
    }

    @Override
    public String visitLiteral(LiteralTree tree, String indent) {
        return tree.getValue() instanceof Number n ? FormulaJavaScript.literal(n.doubleValue()) : "" + tree.getValue();
    }

    @Override
    public String visitIdentifier(IdentifierTree tree, String indent) {
        String name = tree.getName().toString();
        return locals.contains(name) ? name + "_" : constant(source, name, tree);
    }

    @Override
    public String visitMemberSelect(MemberSelectTree tree, String indent) {
        return switch (tree.toString()) {
            case "Double.NaN" -> "NaN";
            case "Double.POSITIVE_INFINITY" -> "Infinity";
            case "Double.NEGATIVE_INFINITY" -> "(-Infinity)";
            default ->
                constant(
                        FormulaSource.of(tree.getExpression().toString()),
                        tree.getIdentifier().toString(),
                        tree);
        };
    }

    private String constant(FormulaSource of, String name, Tree tree) {
        ExpressionTree value = of.field(name).orElseThrow(() -> refused(tree)).getInitializer();
        return "(" + new MethodJavaScript(of, functions, begun).text(value) + ")";
    }

    @Override
    public String visitMethodInvocation(MethodInvocationTree tree, String indent) {
        return method(tree);
    }

    private String method(MethodInvocationTree tree) {
        String arguments = tree.getArguments().stream().map(this::text).collect(Collectors.joining(", "));
        String called = tree.getMethodSelect().toString();
        int point = called.indexOf('.');
        String name = called.substring(point + 1);
        if (called.startsWith("Math.")) {
            return called + "(" + arguments + ")";
        }
        FormulaSource of = point < 0 ? source : FormulaSource.of(called.substring(0, point));
        ScalarOp row = Stream.of(ScalarOp.values())
                .filter(op -> op.label().equals(name) && op.cost() == ScalarOp.Cost.FORMULA)
                .findFirst()
                .orElse(null);
        if (row != null) {
            FormulaJavaScript.function(Formula.of(row))
                    .filter(f -> begun.add(name))
                    .ifPresent(functions::add);
            return name + "(" + arguments + ")";
        }
        String unique = of.name() + "_" + name;
        if (begun.add(unique)) {
            MethodTree method = of.method(name, tree.getArguments().size()).orElseThrow(() -> refused(tree));
            functions.add(method.accept(new MethodJavaScript(of, functions, begun), unique));
        }
        return unique + "(" + arguments + ")";
    }

    @Override
    protected String defaultAction(Tree tree, String indent) {
        throw refused(tree);
    }

    private static IllegalStateException refused(Tree tree) {
        return new IllegalStateException("no JavaScript for: " + tree);
    }
}
