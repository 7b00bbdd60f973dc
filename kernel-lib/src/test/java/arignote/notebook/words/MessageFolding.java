package arignote.notebook.words;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** What texts an expression can be, with signs for what is known only when it runs. */
final class MessageFolding {
    /** A number, and anything. */
    static final String NUMBER = "\uE001", ANYTHING = "\uE000";

    private static final Pattern FORMAT = Pattern.compile("%(?:(\\d)\\$)?[-+ ,0]*\\d*(?:\\.\\d+)?([sdnfgcx%])");
    private static final Set<String> NONE = Set.of(ANYTHING);
    private static final int MANY = 600, DEEP = 7;

    private final MessageSources sources;
    private final Map<String, String> samples;
    private final Deque<Element> within = new ArrayDeque<>();
    private boolean hasOpen;

    /** @param samples what a method gives, by its name: the kinds of values, which the sources put together of parts */
    MessageFolding(MessageSources sources, Map<String, String> samples) {
        this.sources = sources;
        this.samples = samples;
    }

    /** The texts of an expression; where it is made of the parameters of its method, with what the callers give. */
    Set<String> texts(ExpressionTree tree) {
        return texts(tree, 0);
    }

    private Set<String> texts(ExpressionTree tree, int depth) {
        hasOpen = false;
        Set<String> alone = fold(tree, Map.of());
        ExecutableElement method = sources.method(tree);
        if (!hasOpen || method == null || depth == DEEP) {
            return alone;
        }
        Set<String> all = new LinkedHashSet<>();
        for (Map<Element, Set<String>> bound : contexts(method, depth)) {
            all.addAll(fold(tree, bound));
        }
        return all.isEmpty() ? alone : all;
    }

    /** What the callers of a method give to its parameters, one map for each call. */
    private Set<Map<Element, Set<String>>> contexts(ExecutableElement method, int depth) {
        Set<Map<Element, Set<String>>> contexts = new LinkedHashSet<>();
        for (MessageSources.Call call : sources.calls(method)) {
            Map<Element, Set<String>> bound = new HashMap<>();
            List<? extends VariableElement> parameters = method.getParameters();
            for (int i = 0; i < parameters.size(); i++) {
                boolean isThere = i < call.arguments().size() && isText(parameters.get(i));
                bound.put(
                        parameters.get(i),
                        isThere && !within.contains(method)
                                ? within(method, call.arguments().get(i), depth + 1)
                                : NONE);
            }
            contexts.add(bound);
        }
        return contexts;
    }

    private Set<String> within(Element method, ExpressionTree argument, int depth) {
        within.push(method);
        try {
            return texts(argument, depth);
        } finally {
            within.pop();
        }
    }

    private static boolean isText(Element element) {
        String type = element.asType().toString();
        return type.startsWith("java.lang.String")
                || type.startsWith("java.util.function.")
                || type.equals("java.lang.Object");
    }

    private Set<String> fold(Tree tree, Map<Element, Set<String>> bound) {
        String kind = tree instanceof ExpressionTree ? samples.get(String.valueOf(sources.type(tree))) : null;
        if (kind != null) {
            return Set.of(kind);
        } else if (tree instanceof LiteralTree literal) {
            return literal.getValue() == null ? NONE : Set.of(literal.getValue().toString());
        } else if (tree instanceof ParenthesizedTree inner) {
            return fold(inner.getExpression(), bound);
        } else if (tree instanceof TypeCastTree cast) {
            return fold(cast.getExpression(), bound);
        } else if (tree instanceof ConditionalExpressionTree either) {
            return union(fold(either.getTrueExpression(), bound), fold(either.getFalseExpression(), bound));
        } else if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS && !sources.isNumber(tree)) {
            return product(fold(sum.getLeftOperand(), bound), fold(sum.getRightOperand(), bound));
        } else if (tree instanceof SwitchExpressionTree || tree instanceof LambdaExpressionTree) {
            return results(tree, bound);
        } else if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
            return variable(sources.element(tree), tree, bound);
        } else if (tree instanceof MethodInvocationTree call) {
            return call(call, bound);
        }
        return sources.isNumber(tree) ? Set.of(NUMBER) : NONE;
    }

    private Set<String> variable(Element element, Tree tree, Map<Element, Set<String>> bound) {
        if (bound.containsKey(element)) {
            return bound.get(element);
        } else if (element instanceof VariableElement constant && constant.getConstantValue() != null) {
            return Set.of(constant.getConstantValue().toString());
        } else if (sources.isNumber(tree)) {
            return Set.of(NUMBER);
        } else if (element == null || !isText(element) || within.contains(element) || within.size() > DEEP) {
            return NONE;
        }
        if (element.getKind() == ElementKind.PARAMETER) {
            hasOpen = true;
            return NONE;
        }
        within.push(element);
        Set<String> all = new LinkedHashSet<>();
        for (ExpressionTree value : sources.given(element)) {
            all = union(all, MessageSources.isField(element) ? texts(value, DEEP - 2) : fold(value, bound));
        }
        within.pop();
        return all.isEmpty() ? NONE : all;
    }

    private Set<String> call(MethodInvocationTree call, Map<Element, Set<String>> bound) {
        if (!(sources.element(call) instanceof ExecutableElement method)) {
            return NONE;
        }
        String owner = method.getEnclosingElement().toString(),
                name = method.getSimpleName().toString();
        ExpressionTree receiver =
                call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
        List<? extends ExpressionTree> given = call.getArguments();
        if (samples.containsKey(owner + "." + name)) {
            return Set.of(samples.get(owner + "." + name));
        } else if (owner.equals("java.lang.String") && name.equals("format")) {
            return formatted(fold(given.get(0), bound), given.subList(1, given.size()), bound);
        } else if (owner.equals("java.lang.String") && name.equals("formatted")) {
            return formatted(fold(receiver, bound), given, bound);
        } else if (owner.equals("java.lang.String") && name.equals("repeat")) {
            return fold(receiver, bound);
        } else if (owner.equals("java.lang.String") && name.equals("valueOf")) {
            return fold(given.get(0), bound);
        } else if (owner.startsWith("java.util.function.") && receiver != null) {
            return fold(receiver, bound);
        } else if (sources.isNumber(call)) {
            return Set.of(NUMBER);
        } else if (!owner.startsWith("arignote")
                || !method.getReturnType().toString().equals("java.lang.String")
                || within.contains(method)
                || within.size() > DEEP) {
            return NONE;
        }
        within.push(method);
        Set<String> all = new LinkedHashSet<>();
        for (MethodTree body : sources.bodies(method)) {
            Map<Element, Set<String>> parameters = new HashMap<>();
            for (int i = 0; i < body.getParameters().size(); i++) {
                VariableTree parameter = body.getParameters().get(i);
                parameters.put(sources.element(parameter), i < given.size() ? fold(given.get(i), bound) : NONE);
            }
            all = union(all, results(body.getBody(), parameters));
        }
        within.pop();
        return all.isEmpty() ? NONE : all;
    }

    /** What a body, a lambda or a switch gives. */
    private Set<String> results(Tree body, Map<Element, Set<String>> bound) {
        Set<String> all = new LinkedHashSet<>();
        if (body instanceof LambdaExpressionTree lambda && lambda.getBody() instanceof ExpressionTree value) {
            return fold(value, bound);
        }
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree tree, Void none) {
                all.addAll(fold(tree.getExpression(), bound));
                return null;
            }

            @Override
            public Void visitYield(YieldTree tree, Void none) {
                all.addAll(fold(tree.getValue(), bound));
                return null;
            }

            @Override
            public Void visitCase(CaseTree tree, Void none) {
                if (body instanceof SwitchExpressionTree && tree.getBody() instanceof ExpressionTree value) {
                    all.addAll(fold(value, bound));
                    return null;
                }
                return super.visitCase(tree, none);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree tree, Void none) {
                return tree == body ? super.visitSwitchExpression(tree, none) : null;
            }

            @Override
            public Void visitLambdaExpression(LambdaExpressionTree tree, Void none) {
                return tree == body ? super.visitLambdaExpression(tree, none) : null;
            }

            @Override
            public Void visitClass(ClassTree tree, Void none) {
                return null;
            }
        }.scan(body, null);
        return all.isEmpty() ? NONE : few(all);
    }

    private Set<String> formatted(
            Set<String> formats, List<? extends ExpressionTree> arguments, Map<Element, Set<String>> bound) {
        Set<String> all = new LinkedHashSet<>();
        for (String format : formats) {
            Set<String> texts = Set.of("");
            Matcher place = FORMAT.matcher(format);
            int from = 0, next = 0;
            for (; place.find(); from = place.end()) {
                texts = product(texts, Set.of(format.substring(from, place.start())));
                String kind = place.group(2);
                if ("%n".contains(kind)) {
                    texts = product(texts, Set.of(kind.equals("n") ? "\n" : "%"));
                    continue;
                }
                int at = place.group(1) == null ? next++ : Integer.parseInt(place.group(1)) - 1;
                boolean isOpen = at >= arguments.size() || kind.equals("c");
                texts = product(
                        texts, "dfgx".contains(kind) ? Set.of(NUMBER) : isOpen ? NONE : fold(arguments.get(at), bound));
            }
            all.addAll(product(texts, Set.of(format.substring(from))));
        }
        return few(all);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return few(all);
    }

    private static Set<String> product(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>();
        left.forEach(start -> right.forEach(end -> all.add(start + end)));
        return few(all);
    }

    /** A great many names are anything. */
    private static Set<String> few(Set<String> texts) {
        boolean areNames = texts.size() > 4 && texts.stream().noneMatch(text -> text.contains(" "));
        if (texts.size() > MANY) {
            throw new IllegalStateException(
                    "too many texts: " + texts.iterator().next());
        }
        return areNames ? NONE : texts;
    }
}
