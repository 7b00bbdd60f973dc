package arignote.compile;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.JavaSource;
import arignote.compile.java.Target;
import arignote.expr.HostArray;
import arignote.function.InterpretedFunction;
import arignote.function.Signature;
import arignote.function.SignedFunction;
import arignote.rewrite.Rewriter;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * A function that a library has a part in: its stages run one after the other, and the last one gives the outputs and stores
 * the updates, so that a call that fails in any of them stores nothing.
 */
final class StagedFunction extends SignedFunction {
    private final Signature signature;
    private final Target target;
    private final int threads;
    private final List<JavaFunction> code = new ArrayList<>(); // of the stages before the last
    private final StagedRun run;
    private final JavaFunction last;
    private InterpretedFunction interpreted;

    StagedFunction(Signature signature, Target target, int threads) {
        super(signature);
        this.signature = signature;
        this.target = target;
        this.threads = threads;
        Stages stages = new Stages(Rewriter.rewrite(signature.roots()));
        run = new StagedRun(signature.inputs(), stages, this::stage);
        int outputs = signature.outputs().size();
        List<Expr> roots = stages.last().roots();
        last = new JavaFunction(
                signature.stage(
                        more(run.inputs()),
                        roots.subList(0, outputs),
                        signature.targets(),
                        roots.subList(outputs, roots.size())),
                target,
                threads);
    }

    /** Inputs that are computed on the way. */
    private List<Expr> more(List<Expr> all) {
        return all.subList(signature.inputs().size(), all.size());
    }

    private StagedRun.Code stage(List<Expr> inputs, List<Expr> roots) {
        JavaFunction f = new JavaFunction(signature.stage(more(inputs), roots, List.of(), List.of()), target, threads);
        code.add(f);
        return f::hosts;
    }

    private <R> R called(Object[] args, Function<Object[], R> lastly) {
        Object[] values = signature.values(args);
        try {
            return lastly.apply(run.run(values, this::host));
        } catch (IllegalArgumentException | ArithmeticException e) {
            interpreted().check(args); // says it with the names of what was written
            throw e;
        }
    }

    private HostArray host(int i, Object value) {
        return value instanceof HostArray h
                ? h
                : Values.argument(
                                value, signature.inputs().get(i).type(), signature.allowDowncast(), signature.called(i))
                        .host();
    }

    private InterpretedFunction interpreted() {
        if (interpreted == null) {
            interpreted = new InterpretedFunction(signature);
        }
        return interpreted;
    }

    @Override
    public INDArray apply(Object... args) {
        return Config.nanGuard() ? interpreted().apply(args) : called(args, last::apply);
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        return Config.nanGuard() ? interpreted().applyAll(args) : called(args, last::applyAll);
    }

    @Override
    public double applyAsDouble(Object... args) {
        return Config.nanGuard() ? interpreted().applyAsDouble(args) : called(args, last::applyAsDouble);
    }

    /** Why the interpreter had to compute a stage of the last call, or null if generated code and libraries did. */
    String interpretedBecause() {
        List<JavaFunction> all = new ArrayList<>(code);
        all.add(last);
        return all.stream()
                .map(JavaFunction::interpretedBecause)
                .filter(why -> why != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected CompiledFunction made(Signature other) {
        return Functions.generated(other, target, threads);
    }

    @Override
    public JavaSource source() {
        StringBuilder all = new StringBuilder();
        int stage = 0;
        for (String step : run.described()) {
            all.append(
                            step.equals("generated code")
                                    ? code.get(stage++).source().text()
                                    : "// a library computes " + step)
                    .append("\n\n");
        }
        return new JavaSource(all.append(last.source().text()).toString());
    }

    @Override
    public Table explain() {
        Table all = last.explain().emptyCopy();
        int stage = 0;
        for (String step : run.described()) {
            if (step.equals("generated code")) {
                Table rows = code.get(stage++).explain();
                if (rows.columnNames().equals(all.columnNames())) {
                    all.append(rows);
                }
            } else {
                Row row = all.appendRow();
                for (String column : all.columnNames()) {
                    switch (column) {
                        case "step" -> row.setString(column, step);
                        case "by" -> row.setString(column, "a library");
                        case "why" -> row.setString(column, "an operation on whole arrays");
                        default -> all.column(column).setMissing(row.getRowNumber());
                    }
                }
            }
        }
        return all.append(last.explain());
    }
}
