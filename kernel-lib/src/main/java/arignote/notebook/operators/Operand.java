package arignote.notebook.operators;

import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.Span;
import arignote.notebook.source.TreeTypes;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import java.util.Optional;
import java.util.Set;

/** One side of an operator. */
final class Operand {
    /** What a dot can follow without parentheses. */
    private static final Set<Tree.Kind> PRIMARY = Set.of(
            Tree.Kind.IDENTIFIER,
            Tree.Kind.MEMBER_SELECT,
            Tree.Kind.METHOD_INVOCATION,
            Tree.Kind.ARRAY_ACCESS,
            Tree.Kind.NEW_CLASS,
            Tree.Kind.STRING_LITERAL);

    private final JavaSyntax syntax;
    private final ExpressionTree tree;
    private final String text;
    private final int from;

    private Operand(JavaSyntax syntax, String text, int from) {
        this.syntax = syntax;
        this.tree = syntax.expression();
        this.text = text;
        this.from = from;
    }

    /** The operand in this part of a text, which may have blanks and comments around it; null if it is no expression. */
    static Operand in(String source, int from, int to) {
        String text = source.substring(from, to);
        Operand operand = new Operand(JavaSyntax.expression(text), text, from);
        return operand.tree == null || operand.syntax.end(operand.tree) < 0 ? null : operand;
    }

    /** Where it begins in the whole text. */
    int start() {
        return from + syntax.start(tree);
    }

    /** Where it ends in the whole text. */
    int end() {
        return from + syntax.end(tree);
    }

    /** Its place in the whole text, once outer parentheses are taken away. */
    Span inner() {
        Tree inner = tree instanceof ParenthesizedTree p ? p.getExpression() : tree;
        return new Span(from + syntax.start(inner), from + syntax.end(inner));
    }

    boolean isParenthesised() {
        return tree instanceof ParenthesizedTree;
    }

    /** Whether a dot can follow, once outer parentheses are taken away. */
    boolean isPrimary() {
        Tree inner = tree instanceof ParenthesizedTree p ? p.getExpression() : tree;
        return PRIMARY.contains(inner.getKind());
    }

    /** What keeps it from being named twice, as something is called or counted there; null for a mere place. */
    Span changing() {
        Tree changing = changing(tree);
        return changing == null ? null : new Span(from + syntax.start(changing), from + syntax.end(changing));
    }

    private static Tree changing(Tree tree) {
        if (tree instanceof MemberSelectTree select) {
            return changing(select.getExpression());
        }
        if (tree instanceof ArrayAccessTree element) {
            Tree before = changing(element.getExpression());
            return before == null && !isIndex(element.getIndex()) ? element.getIndex() : before;
        }
        return tree instanceof IdentifierTree ? null : tree;
    }

    private static boolean isIndex(Tree tree) {
        if (tree instanceof BinaryTree both) {
            return isIndex(both.getLeftOperand()) && isIndex(both.getRightOperand());
        }
        if (tree instanceof ParenthesizedTree inner) {
            return isIndex(inner.getExpression());
        }
        return tree instanceof LiteralTree || changing(tree) == null;
    }

    /**
     * What to say about a division of whole numbers that drops a fraction.
     *
     * @param whole whether the operand's type is one of whole numbers
     */
    Optional<String> integerDivision(boolean whole) {
        return integerDivision(tree, whole);
    }

    private Optional<String> integerDivision(Tree in, boolean whole) {
        if (in instanceof ParenthesizedTree p) {
            return integerDivision(p.getExpression(), whole);
        }
        if (in instanceof UnaryTree u) {
            return integerDivision(u.getExpression(), whole);
        }
        if (!(in instanceof BinaryTree both) || !TreeTypes.isArithmetic(both)) {
            return Optional.empty();
        }
        if (in.getKind() == Tree.Kind.DIVIDE) {
            Long above = literal(both.getLeftOperand()), below = literal(both.getRightOperand());
            boolean known = above != null && below != null && below != 0;
            if (known && above % below != 0) {
                return Optional.of("%s divides whole numbers and is %d; write %s.0 / %s for the fraction"
                        .formatted(said(in), above / below, said(both.getLeftOperand()), said(both.getRightOperand())));
            }
            if (whole && !known) {
                return Optional.of("%s divides whole numbers, which drops the fraction; write 1.0 * %s to keep it"
                        .formatted(said(in), said(in)));
            }
        }
        return integerDivision(both.getLeftOperand(), whole).or(() -> integerDivision(both.getRightOperand(), whole));
    }

    private static Long literal(Tree tree) {
        if (tree instanceof ParenthesizedTree p) {
            return literal(p.getExpression());
        }
        if (tree.getKind() == Tree.Kind.UNARY_MINUS) {
            Long value = literal(((UnaryTree) tree).getExpression());
            return value == null ? null : -value;
        }
        boolean whole = tree.getKind() == Tree.Kind.INT_LITERAL || tree.getKind() == Tree.Kind.LONG_LITERAL;
        return whole ? Long.valueOf(((Number) ((LiteralTree) tree).getValue()).longValue()) : null;
    }

    private String said(Tree part) {
        return text.substring(syntax.start(part), syntax.end(part));
    }
}
