package arignote.notebook.source;

import arignote.Expr;
import arignote.Shared;
import arignote.eager.Variable;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The types of a statement's parts, as far as they are plain to see: numbers, variables of the notebook, declared ones,
 * calls of our own methods. What is not has the type OTHER, and the compiler has to say it.
 */
public final class TreeTypes {
    private static final Map<OperandType, Class<?>> CLASSES = Map.of(
            OperandType.EXPRESSION, Expr.class,
            OperandType.SHARED, Shared.class,
            OperandType.VARIABLE, Variable.class,
            OperandType.ARRAY, INDArray.class);

    private static final List<String> WITH_STATIC_METHODS = List.of("arignote.T", "arignote.eager.Variable");

    private static final String FRONT_DOOR = "arignote.Arignote"; // by name: no room uses the front door

    private static final Set<Tree.Kind> ARITHMETIC = Set.of(
            Tree.Kind.PLUS,
            Tree.Kind.MINUS,
            Tree.Kind.MULTIPLY,
            Tree.Kind.DIVIDE,
            Tree.Kind.REMAINDER,
            Tree.Kind.AND,
            Tree.Kind.OR,
            Tree.Kind.XOR,
            Tree.Kind.LEFT_SHIFT,
            Tree.Kind.RIGHT_SHIFT,
            Tree.Kind.UNARY_MINUS,
            Tree.Kind.BITWISE_COMPLEMENT);

    private final JavaSyntax statement;
    private final Map<Span, OperandType> rewritten;
    private final NotebookTypes notebook;
    private final Map<String, Set<String>> declared = new HashMap<>();
    private final Set<String> methods = new HashSet<>();

    /** @param rewritten the types of what is not written any more as it stands in the statement */
    public TreeTypes(JavaSyntax statement, Map<Span, OperandType> rewritten, NotebookTypes notebook) {
        this.statement = statement;
        this.rewritten = rewritten;
        this.notebook = notebook;
        statement.innermostFirst(tree -> {
            if (tree instanceof VariableTree variable) {
                declare(variable.getName().toString(), type(variable));
            } else if (tree instanceof TypeParameterTree type) {
                declare(type.getName().toString(), "");
            } else if (tree instanceof MethodTree method) {
                methods.add(method.getName().toString());
            }
        });
    }

    /** What is declared with {@code var} has the type of its value, where that is plain to see. */
    private String type(VariableTree variable) {
        boolean inferred =
                variable.getType() == null || variable.getType().toString().equals("var");
        if (!inferred) {
            return variable.getType().toString();
        }
        if (variable.getInitializer() == null) {
            return "";
        }
        OperandType type = of(variable.getInitializer());
        return type == OperandType.OTHER ? "" : type.javaName();
    }

    private void declare(String name, String type) {
        declared.computeIfAbsent(name, n -> new HashSet<>()).add(type);
    }

    /** An operator whose result is of its operands' common type. */
    public static boolean isArithmetic(Tree tree) {
        return ARITHMETIC.contains(tree.getKind());
    }

    public OperandType of(ExpressionTree tree) {
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
        if (tree instanceof BinaryTree both && isArithmetic(tree)) {
            return of(both.getLeftOperand()).with(of(both.getRightOperand()));
        }
        if (tree instanceof UnaryTree one && isArithmetic(tree)) {
            return of(one.getExpression()).with(OperandType.WHOLE_NUMBER);
        }
        if (tree instanceof TypeCastTree cast) {
            return notebook.named(cast.getType().toString());
        }
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree method) {
            return result(home(method.getExpression()), method.getIdentifier().toString());
        }
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof IdentifierTree method) {
            String name = method.getName().toString();
            return notebook.hasMethod(name) ? OperandType.OTHER : result(loaded(FRONT_DOOR), name);
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

    /** Whether what is called here is a variable that holds a function, and no method. */
    public boolean isFunction(ExpressionTree called) {
        if (called instanceof MemberSelectTree member) {
            String name = member.getIdentifier().toString();
            return declared.getOrDefault(name, Set.of()).contains("CompiledFunction")
                    || notebook.hasFunctionField(name);
        }
        String name = called.toString();
        return called instanceof IdentifierTree
                && variable(name) == OperandType.FUNCTION
                && !methods.contains(name)
                && !notebook.hasMethod(name);
    }

    /** The value of a variable of the notebook; null for all else. */
    public Object value(ExpressionTree tree) {
        String name = tree.toString();
        return tree instanceof IdentifierTree && !declared.containsKey(name) ? notebook.value(name) : null;
    }

    /** What a method gives, if all of that name give the same. */
    private static OperandType result(Class<?> home, String name) {
        if (home == null) {
            return OperandType.OTHER;
        }
        List<Method> named = Stream.of(home.getMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
        // what stands in a class that is not public is seen through bridges alone
        boolean hidden = named.stream().allMatch(Method::isBridge);
        List<Class<?>> results = named.stream()
                .filter(method -> hidden || !method.isBridge())
                .<Class<?>>map(Method::getReturnType)
                .distinct()
                .toList();
        return results.size() == 1 ? OperandType.of(results.get(0).getName(), "") : OperandType.OTHER;
    }

    /** What the methods take in a place that a call may mean; nothing for methods of the cells and of other classes. */
    public Set<Class<?>> parameters(MethodInvocationTree call, int index) {
        ExpressionTree method = call.getMethodSelect();
        boolean member = method instanceof MemberSelectTree;
        ExpressionTree receiver = member ? ((MemberSelectTree) method).getExpression() : null;
        String name = member ? ((MemberSelectTree) method).getIdentifier().toString() : method.toString();
        if (isFunction(method) || member && of(receiver) == OperandType.FUNCTION) {
            return Set.of(Object.class);
        }
        if (!member && (notebook.hasMethod(name) || methods.contains(name))) {
            return Set.of();
        }
        Class<?> home = !member
                ? loaded(FRONT_DOOR)
                : receiver.toString().equals("Math") && !declared.containsKey("Math") ? Math.class : home(receiver);
        return home == null
                ? Set.of()
                : Stream.of(home.getMethods())
                        .filter(each -> each.getName().equals(name) && each.getParameterCount() > index)
                        .map(each -> each.getParameterTypes()[index])
                        .collect(Collectors.toSet());
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
