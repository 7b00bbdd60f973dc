package arignote.notebook.cell;

import arignote.compile.javac.JavaParser;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one statement of a cell does with the names of the notebook, as far as its text shows.
 *
 * @param variables that it declares
 * @param definitions of methods and classes
 * @param assigned variables of the notebook that get a new value
 * @param kept of those, the ones whose new value is made from the old one, as in {@code a += 1}
 * @param read names of the notebook, also of methods and classes
 */
public record CellNames(
        Set<String> variables, Set<String> definitions, Set<String> assigned, Set<String> kept, Set<String> read) {
    private static final CellNames NONE = new CellNames(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    private static final String WRAPPER = "$Cell";
    private static final String BODY = "$body";

    /** Nothing at all where the text cannot be read. */
    public static CellNames of(String statement) {
        if (statement.stripLeading().startsWith("import")) {
            return NONE;
        }
        // The text after it may end in a comment.
        CellNames inBody = parse("class " + WRAPPER + " { Object " + BODY + "() { " + statement + "\n; } }");
        CellNames names = inBody == null ? parse("class " + WRAPPER + " { " + statement + "\n }") : inBody;
        return names == null ? NONE : names;
    }

    /** All that it gives a value to. */
    Set<String> written() {
        Set<String> all = new LinkedHashSet<>(variables);
        all.addAll(assigned);
        return all;
    }

    private static CellNames parse(String text) {
        JavaParser.Parsed parsed = JavaParser.parse(text);
        if (parsed.wrong()) {
            return null;
        }
        Names names = new Names();
        names.scan(parsed.unit(), null);
        return names.found();
    }

    private static final class Names extends TreeScanner<Void, Void> {
        private final Set<String> variables = new LinkedHashSet<>();
        private final Set<String> definitions = new LinkedHashSet<>();
        private final Set<String> assigned = new LinkedHashSet<>();
        private final Set<String> kept = new HashSet<>();
        private final Set<String> read = new LinkedHashSet<>();
        private final Set<String> local = new HashSet<>();
        private int depth; // blocks, lambdas and classes below the level of the notebook

        /** A name that the statement also has for something local is taken for local throughout. */
        CellNames found() {
            local.removeAll(variables);
            for (Set<String> names : List.of(assigned, kept, read)) {
                names.removeAll(local);
            }
            assigned.removeAll(variables);
            return new CellNames(variables, definitions, assigned, kept, read);
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            String name = tree.getSimpleName().toString();
            if (name.equals(WRAPPER)) {
                return super.visitClass(tree, unused);
            }
            if (depth == 0) {
                definitions.add(name);
            }
            return below(() -> super.visitClass(tree, unused));
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            String name = tree.getName().toString();
            if (name.equals(BODY)) {
                return tree.getBody() == null ? null : scan(tree.getBody().getStatements(), unused);
            }
            if (depth == 0) {
                definitions.add(name);
            }
            return below(() -> super.visitMethod(tree, unused));
        }

        @Override
        public Void visitVariable(VariableTree tree, Void unused) {
            (depth == 0 ? variables : local).add(tree.getName().toString());
            return super.visitVariable(tree, unused);
        }

        @Override
        public Void visitBlock(com.sun.source.tree.BlockTree tree, Void unused) {
            return below(() -> super.visitBlock(tree, unused));
        }

        @Override
        public Void visitForLoop(com.sun.source.tree.ForLoopTree tree, Void unused) {
            return below(() -> super.visitForLoop(tree, unused));
        }

        @Override
        public Void visitEnhancedForLoop(com.sun.source.tree.EnhancedForLoopTree tree, Void unused) {
            return below(() -> super.visitEnhancedForLoop(tree, unused));
        }

        @Override
        public Void visitTry(com.sun.source.tree.TryTree tree, Void unused) {
            return below(() -> super.visitTry(tree, unused));
        }

        @Override
        public Void visitSwitch(com.sun.source.tree.SwitchTree tree, Void unused) {
            return below(() -> super.visitSwitch(tree, unused));
        }

        @Override
        public Void visitLambdaExpression(com.sun.source.tree.LambdaExpressionTree tree, Void unused) {
            return below(() -> super.visitLambdaExpression(tree, unused));
        }

        @Override
        public Void visitInstanceOf(com.sun.source.tree.InstanceOfTree tree, Void unused) {
            return below(() -> super.visitInstanceOf(tree, unused));
        }

        @Override
        public Void visitAssignment(AssignmentTree tree, Void unused) {
            if (!assigned(tree.getVariable())) {
                scan(tree.getVariable(), unused);
            }
            return scan(tree.getExpression(), unused);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
            changed(tree.getVariable());
            return super.visitCompoundAssignment(tree, unused);
        }

        @Override
        public Void visitUnary(UnaryTree tree, Void unused) {
            switch (tree.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    changed(tree.getExpression());
                default -> {}
            }
            return super.visitUnary(tree, unused);
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void unused) {
            read.add(tree.getName().toString());
            return null;
        }

        private void changed(ExpressionTree target) {
            if (assigned(target)) {
                kept.add(((IdentifierTree) target).getName().toString());
            }
        }

        private boolean assigned(ExpressionTree target) {
            return target instanceof IdentifierTree name
                    && (assigned.add(name.getName().toString()) || true);
        }

        private Void below(java.util.function.Supplier<Void> visit) {
            depth++;
            try {
                return visit.get();
            } finally {
                depth--;
            }
        }
    }
}
