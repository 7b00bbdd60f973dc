package arignote.compile.formula;

import arignote.compile.formula.FormulaStep.Way;
import arignote.compile.formula.FormulaTerm.Kind;
import arignote.compile.formula.FormulaTerm.Variable;
import arignote.expr.ScalarOp;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.NewClassTree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the row of a {@link ScalarOp} computes on floating numbers, read from the row's own source and that of the
 * methods that it calls, so that it can be printed in another language and gives the same bits there.
 */
public final class Formula {
    private static final Map<ScalarOp, Formula> READ = new ConcurrentHashMap<>();

    /** The column of the table, which has its name from the constructor's parameter. */
    private static final String VALUE = "value";

    private final ScalarOp operation;
    private final ExpressionTree java;
    private final List<Variable> operands;
    private Way way;
    private final FormulaSource table;

    private Formula(ScalarOp operation) {
        this.operation = operation;
        table = FormulaSource.of("ScalarOp");
        NewClassTree row =
                (NewClassTree) table.field(operation.name()).orElseThrow().getInitializer();
        LambdaExpressionTree value = (LambdaExpressionTree) table.argument(row, VALUE);
        java = (ExpressionTree) value.getBody();
        operands = value.getParameters().stream()
                .limit(operation.arity())
                .map(p -> new Variable(p.getName().toString(), Kind.NUMBER))
                .toList();
    }

    /** The formula of a row. */
    public static Formula of(ScalarOp operation) {
        return READ.computeIfAbsent(operation, Formula::new);
    }

    /** Whether it is a method with loops, which has no {@link #way}. */
    public boolean hasLoops() {
        return operation.cost() == ScalarOp.Cost.LOOPS;
    }

    public ScalarOp operation() {
        return operation;
    }

    public ExpressionTree javaTree() {
        return java;
    }

    public List<Variable> operands() {
        return operands;
    }

    /** The steps; of a row that is no method with loops. */
    public synchronized Way way() {
        if (way == null) {
            way = FormulaReader.read(table, java, operands);
        }
        return way;
    }
}
