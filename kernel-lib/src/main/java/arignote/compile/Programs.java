package arignote.compile;

import arignote.Expr;
import arignote.expr.Program;
import arignote.expr.Turn;
import arignote.rewrite.Rewriter;
import java.util.List;

/** Makes programs of generated code, in stages where a library has a part. */
public final class Programs implements Program.Compiler {
    @Override
    public Program compile(List<Expr> inputs, List<Expr> outputs) {
        return new ArrayFunction(inputs, Rewriter.rewrite(outputs), true)::hosts;
    }

    @Override
    public Program.Looped compile(List<Expr> inputs, List<Expr> outputs, Turn turn) {
        return new LoopFunction(inputs, Rewriter.rewrite(outputs), turn);
    }
}
