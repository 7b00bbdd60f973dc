package arignote.compile.javascript;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaSource;
import arignote.compile.formula.MethodText;
import arignote.expr.ScalarOp;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
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
final class MethodJavaScript extends MethodText {
    private final List<String> functions;
    private final Set<String> begun;

    private MethodJavaScript(FormulaSource source, List<String> functions, Set<String> begun) {
        super(source, "  ");
        this.functions = functions;
        this.begun = begun;
    }

    @Override
    protected MethodText of(FormulaSource other) {
        return new MethodJavaScript(other, functions, begun);
    }

    /** The function of a row, and before it all that it calls. */
    static List<String> functions(Formula formula) {
        List<String> functions = new ArrayList<>();
        MethodJavaScript row = new MethodJavaScript(FormulaSource.of("ScalarOp"), functions, new HashSet<>());
        String parameters =
                formula.operands().stream().map(o -> row.local(o.name())).collect(Collectors.joining(", "));
        String value = row.text(formula.javaTree());
        functions.add(
                "function " + formula.operation().label() + "(" + parameters + ") {\n  return " + value + ";\n}\n");
        return functions;
    }

    @Override
    public String visitMethod(MethodTree tree, String name) {
        String parameters =
                tree.getParameters().stream().map(p -> local(p.getName())).collect(Collectors.joining(", "));
        return "function " + name + "(" + parameters + ") " + block(tree.getBody(), "") + "\n";
    }

    @Override
    protected String declared(VariableTree tree) {
        return "let " + local(tree.getName());
    }

    @Override
    protected String sign(BinaryTree tree) {
        return switch (tree.getKind()) {
            case EQUAL_TO -> "===";
            case NOT_EQUAL_TO -> "!==";
            default -> super.sign(tree);
        };
    }

    @Override
    public String visitLiteral(LiteralTree tree, String indent) {
        return tree.getValue() instanceof Number n ? FormulaJavaScript.literal(n.doubleValue()) : "" + tree.getValue();
    }

    @Override
    protected String special(String name) {
        return switch (name) {
            case "NaN" -> "NaN";
            case "POSITIVE_INFINITY" -> "Infinity";
            case "NEGATIVE_INFINITY" -> "(-Infinity)";
            default -> throw new IllegalStateException("no JavaScript for: Double." + name);
        };
    }

    @Override
    public String visitMethodInvocation(MethodInvocationTree tree, String indent) {
        String arguments = texts(tree.getArguments());
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
            functions.add(method.accept(of(of), unique));
        }
        return unique + "(" + arguments + ")";
    }

    @Override
    protected IllegalStateException refused(Tree tree) {
        return new IllegalStateException("no JavaScript for: " + tree);
    }
}
