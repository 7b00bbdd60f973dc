package arignote.compile;

import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.Program;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;

/** Makes programs of generated code, in stages where a library has a part. */
public final class Programs implements Program.Compiler {
    @Override
    public Program compile(List<Expr> inputs, List<Expr> outputs) {
        List<Expr> roots = Rewriter.rewrite(outputs);
        if (!Stages.areNeeded(roots)) {
            ArrayFunction f = new ArrayFunction(inputs, roots, true);
            return given -> hosts(f, given, roots.size());
        }
        Stages stages = new Stages(roots);
        StagedRun run = new StagedRun(inputs, stages, (in, of) -> {
            ArrayFunction f = new ArrayFunction(in, of, true);
            return given -> List.of(hosts(f, given, of.size()));
        });
        ArrayFunction last = new ArrayFunction(run.inputs(), stages.last().roots(), true);
        return given -> hosts(last, run.run(given, (i, value) -> (HostArray) value), roots.size());
    }

    private static HostArray[] hosts(ArrayFunction f, Object[] given, int count) {
        for (int i = 0; i < given.length; i++) {
            f.bind(i, (HostArray) given[i]);
        }
        f.run();
        List<HostArray> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(f.host(i));
        }
        return results.toArray(HostArray[]::new);
    }
}
