package arignote.notebook.words;

import arignote.compile.javac.Javac;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources as javac understands them: what each name stands for, who calls a method, what a variable is given. */
final class MessageSources {
    /** A call of a method or of a constructor. */
    record Call(Tree tree, List<? extends ExpressionTree> arguments) {}

    private final JavacTask task;
    private final Trees trees;
    private final Map<Tree, TreePath> paths = new IdentityHashMap<>();
    private final Map<Element, List<Call>> calls = new HashMap<>();
    private final Map<Element, List<ExpressionTree>> given = new HashMap<>();
    private final Map<Element, List<ExecutableElement>> overriders = new HashMap<>();
    private final List<ExecutableElement> methods = new ArrayList<>();

    MessageSources(List<Path> files) {
        try (StandardJavaFileManager manager = Javac.files()) {
            task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            null,
                            manager,
                            said -> {},
                            List.of("-proc:none", "--add-modules", "jdk.incubator.vector"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            trees = Trees.instance(task);
            Index index = new Index();
            units.forEach(unit -> index.scan(new TreePath(unit), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        methods.forEach(this::index);
    }

    private void index(ExecutableElement method) {
        TypeElement type = (TypeElement) method.getEnclosingElement();
        for (ExecutableElement other : methods) {
            if (other != method
                    && other.getSimpleName().equals(method.getSimpleName())
                    && task.getElements().overrides(method, other, type)) {
                overriders.computeIfAbsent(other, key -> new ArrayList<>()).add(method);
            }
        }
    }

    private final class Index extends TreePathScanner<Void, Void> {
        @Override
        public Void scan(Tree tree, Void none) {
            if (tree instanceof ExpressionTree || tree instanceof MethodTree || tree instanceof VariableTree) {
                paths.put(tree, new TreePath(getCurrentPath(), tree));
            }
            return super.scan(tree, none);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            if (element(tree) instanceof ExecutableElement method) {
                methods.add(method);
            }
            return super.visitMethod(tree, none);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
            call(tree, tree.getArguments());
            return super.visitMethodInvocation(tree, none);
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void none) {
            call(tree, tree.getArguments());
            return super.visitNewClass(tree, none);
        }

        private void call(ExpressionTree tree, List<? extends ExpressionTree> arguments) {
            Element method = element(tree);
            if (method != null) {
                calls.computeIfAbsent(method, key -> new ArrayList<>()).add(new Call(tree, arguments));
            }
        }

        @Override
        public Void visitVariable(VariableTree tree, Void none) {
            give(element(tree), tree.getInitializer());
            return super.visitVariable(tree, none);
        }

        @Override
        public Void visitAssignment(AssignmentTree tree, Void none) {
            Tree variable = tree.getVariable();
            if (variable instanceof IdentifierTree || variable instanceof MemberSelectTree) {
                give(trees.getElement(new TreePath(getCurrentPath(), variable)), tree.getExpression());
            }
            return super.visitAssignment(tree, none);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void none) {
            give(trees.getElement(new TreePath(getCurrentPath(), tree.getVariable())), tree);
            return super.visitCompoundAssignment(tree, none);
        }

        private void give(Element variable, ExpressionTree value) {
            if (variable != null && value != null) {
                given.computeIfAbsent(variable, key -> new ArrayList<>()).add(value);
            }
        }
    }

    Element element(Tree tree) {
        TreePath path = paths.get(tree);
        return path == null ? null : trees.getElement(path);
    }

    TypeMirror type(Tree tree) {
        TreePath path = paths.get(tree);
        return path == null ? null : trees.getTypeMirror(path);
    }

    boolean isNumber(Tree tree) {
        TypeMirror type = type(tree);
        return type != null
                && type.getKind().isPrimitive()
                && type.getKind() != TypeKind.BOOLEAN
                && type.getKind() != TypeKind.CHAR;
    }

    boolean isThrowable(TypeMirror type) {
        TypeElement throwable = task.getElements().getTypeElement("java.lang.Throwable");
        return type != null
                && type.getKind() == TypeKind.DECLARED
                && task.getTypes().isSubtype(type, throwable.asType());
    }

    Map<Element, List<Call>> calls() {
        return calls;
    }

    List<Call> calls(Element method) {
        return calls.getOrDefault(method, List.of());
    }

    List<ExpressionTree> given(Element variable) {
        return given.getOrDefault(variable, List.of());
    }

    /** The method itself where it has a body, and all that override it. */
    Collection<MethodTree> bodies(ExecutableElement method) {
        List<MethodTree> bodies = new ArrayList<>();
        List<ExecutableElement> all = new ArrayList<>(List.of(method));
        all.addAll(overriders.getOrDefault(method, List.of()));
        for (ExecutableElement each : all) {
            MethodTree tree = trees.getTree(each);
            if (tree != null && tree.getBody() != null) {
                bodies.add(tree);
            }
        }
        return bodies;
    }

    /** The method or constructor that a tree stands in; null in the initializer of a field. */
    ExecutableElement method(Tree tree) {
        for (TreePath path = paths.get(tree); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof MethodTree) {
                return trees.getElement(path) instanceof ExecutableElement method ? method : null;
            }
        }
        return null;
    }

    /** The constructors of a record, and the parameters of it, are called as its fields are. */
    static boolean isField(Element element) {
        return element.getKind() == ElementKind.FIELD;
    }

    String place(Tree tree) {
        CompilationUnitTree unit = paths.get(tree).getCompilationUnit();
        long at = trees.getSourcePositions().getStartPosition(unit, tree);
        String file = unit.getSourceFile().toUri().getPath().replaceFirst(".*src/main/java/", "");
        return file + ":" + unit.getLineMap().getLineNumber(at);
    }

    static boolean isFunction(Tree tree) {
        return tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree;
    }
}
