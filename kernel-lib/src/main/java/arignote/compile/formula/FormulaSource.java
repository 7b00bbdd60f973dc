package arignote.compile.formula;

import arignote.compile.javac.JavaParser;
import arignote.expr.Resources;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The syntax tree of a class of {@code arignote.expr} whose source lies in the jar. */
public record FormulaSource(String name, ClassTree tree) {
    private static final Map<String, FormulaSource> PARSED = new ConcurrentHashMap<>();

    /** @param name the simple name: {@code Elementary} */
    public static FormulaSource of(String name) {
        return PARSED.computeIfAbsent(name, FormulaSource::parse);
    }

    /** A method of so many parameters. */
    public Optional<MethodTree> method(String called, int arity) {
        return members(MethodTree.class)
                .filter(m ->
                        m.getName().contentEquals(called) && m.getParameters().size() == arity)
                .findFirst();
    }

    /** A constant, a row of an enum, or a component of a record. */
    public Optional<VariableTree> field(String called) {
        return members(VariableTree.class)
                .filter(f -> f.getName().contentEquals(called))
                .findFirst();
    }

    /** What {@code row} gives for a parameter of the class's constructor. */
    ExpressionTree argument(NewClassTree row, String parameter) {
        List<? extends ExpressionTree> arguments = row.getArguments();
        MethodTree constructor = method("<init>", arguments.size()).orElseThrow();
        for (int i = 0; i < arguments.size(); i++) {
            if (constructor.getParameters().get(i).getName().contentEquals(parameter)) {
                return arguments.get(i);
            }
        }
        throw new IllegalStateException(name + " has no column '" + parameter + "'");
    }

    private <M extends Tree> Stream<M> members(Class<M> kind) {
        return tree.getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static FormulaSource parse(String name) {
        CompilationUnitTree unit = JavaParser.parse(Resources.text(
                        FormulaSource.class,
                        "/META-INF/sources/arignote/expr/" + (name.equals("ScalarOp") ? "" : "math/") + name + ".java"))
                .unit();
        return new FormulaSource(name, (ClassTree) unit.getTypeDecls().get(0));
    }
}
