package arignote.notebook.source;

import arignote.compile.javac.JavaParser;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.function.Consumer;

/** A piece of Java as javac's parser sees it; nothing is known of its types. */
public final class JavaSyntax {
    private static final String BEFORE_MEMBERS = "class $ {";
    private static final String BEFORE_STATEMENT = BEFORE_MEMBERS + "void $() {";
    private static final String BEFORE_EXPRESSION = BEFORE_MEMBERS + "Object $ =";

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final int offset;
    private final boolean wrong;
    private final List<? extends Tree> members;

    private JavaSyntax(String before, String text, String after) {
        JavaParser.Parsed parsed = JavaParser.parse(before + text + after);
        unit = parsed.unit();
        positions = parsed.positions();
        wrong = parsed.wrong();
        offset = before.length();
        List<? extends Tree> types = unit.getTypeDecls();
        members = types.isEmpty() ? List.of() : ((com.sun.source.tree.ClassTree) types.get(0)).getMembers();
    }

    /** As the members of a class, which is how declarations in cells look. */
    static JavaSyntax members(String text) {
        return new JavaSyntax(BEFORE_MEMBERS, text, "\n}");
    }

    /** As what it is: an expression, a statement, or a member of a class; null if it is none. */
    public static JavaSyntax statement(String text) {
        for (JavaSyntax syntax :
                List.of(expression(text), new JavaSyntax(BEFORE_STATEMENT, text, "\n;}}"), members(text))) {
            if (!syntax.wrong) {
                return syntax;
            }
        }
        return null;
    }

    /** As an expression. */
    public static JavaSyntax expression(String text) {
        return new JavaSyntax(BEFORE_EXPRESSION, text, "\n;}");
    }

    List<? extends Tree> members() {
        return members;
    }

    /** The tree of the expression, or null if the text is none. */
    public ExpressionTree expression() {
        return members.size() == 1 && members.get(0) instanceof VariableTree v ? v.getInitializer() : null;
    }

    /** Visits all trees, those inside before what they are in. */
    public void innermostFirst(Consumer<Tree> visit) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void unused) {
                super.scan(tree, null);
                if (tree != null) {
                    visit.accept(tree);
                }
                return null;
            }
        }.scan(unit, null);
    }

    /** Where a tree stands in the text. */
    public Span span(Tree tree) {
        return new Span(start(tree), end(tree));
    }

    /** Where a tree begins in the text. */
    public int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree) - offset;
    }

    /** Where a tree ends in the text. */
    public int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree) - offset;
    }
}
