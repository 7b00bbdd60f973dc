package arignote.compile.formula;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Methods of the classes that define formulas in a language whose statements and operators are written as Java's. Its
 * declarations, literals and calls are the language's own. A variable has an underscore behind its name, which then is that of
 * no function.
 */
public abstract class MethodText extends SimpleTreeVisitor<String, String> {
    /** Where names without a class in front are looked for. */
    protected final FormulaSource source;

    private final String step;
    private final Set<String> locals = new HashSet<>();

    /** @param step what a line in a block begins with, beside what lines around it begin with */
    protected MethodText(FormulaSource source, String step) {
        this.source = source;
        this.step = step;
    }

    /** The same language, of another class's methods. */
    protected abstract MethodText of(FormulaSource other);

    /** The declaration of a variable or a parameter, without a value. */
    protected abstract String declared(VariableTree tree);

    /** A constant of {@code Double}: {@code NaN}, {@code POSITIVE_INFINITY} or {@code NEGATIVE_INFINITY}. */
    protected abstract String special(String name);

    /** A language lacks what is written here. */
    protected abstract IllegalStateException refused(Tree tree);

    protected final String text(Tree tree) {
        return tree.accept(this, "");
    }

    protected final String texts(List<? extends Tree> trees) {
        return trees.stream().map(this::text).collect(Collectors.joining(", "));
    }

    /** The name of a variable from here on. */
    protected final String local(CharSequence name) {
        locals.add(name.toString());
        return name + "_";
    }

    protected final boolean isLocal(String name) {
        return locals.contains(name);
    }

    protected final String block(StatementTree tree, String indent) {
        String inner = indent + step;
        return "{\n" + (tree instanceof BlockTree b ? statements(b, inner) : tree.accept(this, inner)) + indent + "}";
    }

    private String statements(BlockTree tree, String indent) {
        return tree.getStatements().stream().map(s -> s.accept(this, indent)).collect(Collectors.joining());
    }

    // Statements

    @Override
    public String visitVariable(VariableTree tree, String indent) {
        return indent + declared(tree) + " = " + text(tree.getInitializer()) + ";\n";
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

    // Expressions

    @Override
    public String visitAssignment(AssignmentTree tree, String indent) {
        return text(tree.getVariable()) + " = " + text(tree.getExpression());
    }

    @Override
    public String visitBinary(BinaryTree tree, String indent) {
        return "(" + text(tree.getLeftOperand()) + " " + sign(tree) + " " + text(tree.getRightOperand()) + ")";
    }

    /** The operator between two operands, where it is written as in Java. */
    protected String sign(BinaryTree tree) {
        return switch (tree.getKind()) {
            case PLUS -> "+";
            case MINUS -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case LESS_THAN -> "<";
            case LESS_THAN_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_EQUAL -> ">=";
            case CONDITIONAL_AND -> "&&";
            case CONDITIONAL_OR -> "||";
            default -> throw refused(tree);
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
        return "(" + text(tree.getExpression()) + ")";
    }

    @Override
    public String visitIdentifier(IdentifierTree tree, String indent) {
        String name = tree.getName().toString();
        return isLocal(name) ? name + "_" : constant(source, name, tree);
    }

    @Override
    public String visitMemberSelect(MemberSelectTree tree, String indent) {
        String name = tree.getIdentifier().toString();
        String of = tree.getExpression().toString();
        return of.equals("Double") ? special(name) : constant(FormulaSource.of(of), name, tree);
    }

    private String constant(FormulaSource of, String name, Tree tree) {
        ExpressionTree value = of.field(name).orElseThrow(() -> refused(tree)).getInitializer();
        return "(" + of(of).text(value) + ")";
    }

    @Override
    protected String defaultAction(Tree tree, String indent) {
        throw refused(tree);
    }
}
