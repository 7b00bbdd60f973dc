package arignote.notebook;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A piece of Java as javac's parser sees it; nothing is known of its types. */
final class JavaSyntax {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(said -> {}, null, null);
    private static final String BEFORE_MEMBERS = "class $ {";
    private static final String BEFORE_EXPRESSION = BEFORE_MEMBERS + "Object $ =";

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final int offset;
    private final List<? extends Tree> members;

    private JavaSyntax(String before, String text, String after) {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///$.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return before + text + after;
            }
        };
        try {
            JavacTask task = (JavacTask) COMPILER.getTask(null, FILES, said -> {}, null, null, List.of(file));
            unit = task.parse().iterator().next();
            positions = Trees.instance(task).getSourcePositions();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory could not be read", e);
        }
        offset = before.length();
        List<? extends Tree> types = unit.getTypeDecls();
        members = types.isEmpty() ? List.of() : ((com.sun.source.tree.ClassTree) types.get(0)).getMembers();
    }

    /** As the members of a class, which is how declarations in cells look. */
    static JavaSyntax members(String text) {
        return new JavaSyntax(BEFORE_MEMBERS, text, "\n}");
    }

    /** As an expression. */
    static JavaSyntax expression(String text) {
        return new JavaSyntax(BEFORE_EXPRESSION, text, "\n;}");
    }

    List<? extends Tree> members() {
        return members;
    }

    /** The tree of the expression, or null if the text is none. */
    ExpressionTree expression() {
        return members.size() == 1 && members.get(0) instanceof VariableTree v ? v.getInitializer() : null;
    }

    /** Where a tree begins in the text. */
    int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree) - offset;
    }

    /** Where a tree ends in the text. */
    int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree) - offset;
    }
}
