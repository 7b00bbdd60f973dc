package arignote.notebook;

import arignote.Expr;
import arignote.Shared;
import arignote.eager.Variable;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The types of a statement's parts, as far as they are plain to see: numbers, variables of the notebook, declared ones,
 * calls of our own methods. What is not has the type OTHER, and the compiler has to say it.
 */
final class TreeTypes {
    private static final Map<OperandType, Class<?>> CLASSES = Map.of(
            OperandType.EXPRESSION, Expr.class,
            OperandType.SHARED, Shared.class,
            OperandType.VARIABLE, Variable.class,
            OperandType.ARRAY, INDArray.class);

    private static final List<String> WITH_STATIC_METHODS = List.of("arignote.T", "arignote.eager.Variable");

    private static final Set<Tree.Kind> ARITHMETIC =
            Set.of(Tree.Kind.PLUS, Tree.Kind.MINUS, Tree.Kind.MULTIPLY, Tree.Kind.DIVIDE, Tree.Kind.REMAINDER);

    private final JavaSyntax statement;
    private final Map<Span, OperandType> rewritten;
    private final NotebookTypes notebook;
    private final Map<String, Set<String>> declared = new HashMap<>();

    /** @param rewritten the types of what is not written any more as it stands in the statement */
    TreeTypes(JavaSyntax statement, Map<Span, OperandType> rewritten, NotebookTypes notebook) {
        this.statement = statement;
        this.rewritten = rewritten;
        this.notebook = notebook;
        statement.innermostFirst(tree -> {
            if (tree instanceof VariableTree variable) {
                String type =
                        variable.getType() == null ? "" : variable.getType().toString();
                declare(variable.getName().toString(), type);
            } else if (tree instanceof TypeParameterTree type) {
                declare(type.getName().toString(), "");
            }
        });
    }

    private void declare(String name, String type) {
        declared.computeIfAbsent(name, n -> new HashSet<>()).add(type);
    }

    OperandType of(ExpressionTree tree) {
        OperandType known = rewritten.get(statement.span(tree));
        if (known != null) {
            return known;
        }
        if (tree instanceof ParenthesizedTree inner) {
            return of(inner.getExpression());
        }
        if (tree instanceof IdentifierTree variable) {
            return variable(variable.getName().toString());
        }
        if (tree instanceof BinaryTree both && ARITHMETIC.contains(tree.getKind())) {
            return number(of(both.getLeftOperand()), of(both.getRightOperand()));
        }
        if (tree instanceof UnaryTree one && tree.getKind() == Tree.Kind.UNARY_MINUS) {
            return number(of(one.getExpression()), OperandType.WHOLE_NUMBER);
        }
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree method) {
            return result(method.getExpression(), method.getIdentifier().toString());
        }
        return switch (tree.getKind()) {
            case INT_LITERAL, LONG_LITERAL -> OperandType.WHOLE_NUMBER;
            case FLOAT_LITERAL, DOUBLE_LITERAL -> OperandType.FRACTION;
            default -> OperandType.OTHER;
        };
    }

    /** A name that the statement declares with several types is left to the compiler. */
    private OperandType variable(String name) {
        Set<String> types = declared.get(name);
        if (types == null) {
            return notebook.variable(name);
        }
        String type = types.iterator().next();
        boolean plain = types.size() == 1 && !declared.containsKey(type);
        return plain ? notebook.named(type) : OperandType.OTHER;
    }

    private static OperandType number(OperandType left, OperandType right) {
        if (!left.isNumber() || !right.isNumber()) {
            return OperandType.OTHER;
        }
        return left == OperandType.FRACTION ? left : right;
    }

    /** What a method gives, if all of that name give the same. */
    private OperandType result(ExpressionTree receiver, String name) {
        Class<?> home = home(receiver);
        if (home == null) {
            return OperandType.OTHER;
        }
        List<Class<?>> results = Stream.of(home.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .<Class<?>>map(Method::getReturnType)
                .distinct()
                .toList();
        return results.size() == 1 ? OperandType.of(results.get(0).getName(), "") : OperandType.OTHER;
    }

    private static Class<?> loaded(String type) {
        try {
            return Class.forName(type, false, TreeTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private Class<?> home(ExpressionTree receiver) {
        if (receiver instanceof IdentifierTree identifier && !declared.containsKey(receiver.toString())) {
            String name = identifier.getName().toString();
            for (String type : WITH_STATIC_METHODS) {
                if (notebook.means(name, type)) {
                    return loaded(type);
                }
            }
        }
        return CLASSES.get(of(receiver));
    }
}
