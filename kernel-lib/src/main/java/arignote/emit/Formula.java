package arignote.emit;

import arignote.emit.FormulaStep.Way;
import arignote.emit.FormulaTerm.Kind;
import arignote.emit.FormulaTerm.Variable;
import arignote.expr.ScalarOp;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.NewClassTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What the row of a {@link ScalarOp} computes on floating numbers, read from the row's own source and that of the
 * methods that it calls, so that it can be printed in another language and gives the same bits there.
 */
public final class Formula {
    private static final Map<ScalarOp, Formula> READ = new ConcurrentHashMap<>();

    /** Of a row, in the order of its source. */
    private static final int VALUE = 4;

    private final ScalarOp operation;
    private final ExpressionTree java;
    private final List<Variable> operands;
    private final Way way;

    private Formula(ScalarOp operation) {
        this.operation = operation;
        FormulaSource table = FormulaSource.of("ScalarOp");
        NewClassTree row =
                (NewClassTree) table.field(operation.name()).orElseThrow().getInitializer();
        LambdaExpressionTree value = (LambdaExpressionTree) row.getArguments().get(VALUE);
        java = (ExpressionTree) value.getBody();
        operands = value.getParameters().stream()
                .limit(operation.arity())
                .map(p -> new Variable(p.getName().toString(), Kind.NUMBER))
                .toList();
        way = FormulaReader.read(table, java, operands);
    }

    /** The formula of a row. */
    public static Formula of(ScalarOp operation) {
        return READ.computeIfAbsent(operation, Formula::new);
    }

    /** Statements, each on lines of its own, and the variable or the expression that has the result then. */
    public record Printed(List<String> lines, String result) {}

    /**
     * Java that computes on vectors of doubles: every operand is an expression of type {@code DoubleVector}, and so is the
     * result. {@code S} is the species; imported are {@code jdk.incubator.vector.*} and the classes of
     * {@code arignote.expr}.
     *
     * @param fresh makes of a name one that no variable of the kernel has yet
     */
    public Printed vector(UnaryOperator<String> fresh, List<String> operands) {
        return FormulaVector.print(this, fresh, operands);
    }

    /** A Java class that computes a formula on arrays, and extends {@code ArrayFormula.Vectors} of its package. */
    public record ArrayClass(String name, String source) {}

    /** The formula of a row on arrays, with vectors of some width. */
    public static ArrayClass onArrays(ScalarOp operation, int vectorBits) {
        return new ArrayClass(
                FormulaArray.name(operation, vectorBits),
                FormulaArray.file(operation, vectorBits).toString());
    }

    /** One Java expression on doubles. */
    public String java(List<String> operands) {
        return FormulaVector.scalar(this, operands);
    }

    /** One JavaScript expression on numbers, which may call {@link #javaScriptFunction}. */
    public String javaScript(List<String> operands) {
        return way.steps().isEmpty()
                ? FormulaJavaScript.expression(this, operands)
                : operation.label() + "(" + String.join(", ", operands) + ")";
    }

    /** The function that {@link #javaScript} calls, by the operation's label; none where it calls none. */
    public Optional<String> javaScriptFunction() {
        return way.steps().isEmpty() ? Optional.empty() : Optional.of(FormulaJavaScript.function(this));
    }

    /** What the functions of all formulas call, once a page. */
    public static String javaScriptPrelude() {
        return FormulaJavaScript.prelude();
    }

    ScalarOp operation() {
        return operation;
    }

    ExpressionTree javaTree() {
        return java;
    }

    List<Variable> operands() {
        return operands;
    }

    Way way() {
        return way;
    }
}
