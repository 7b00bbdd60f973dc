package arignote.compile;

import arignote.Expr;
import arignote.expr.Program;
import arignote.rewrite.Rewriter;
import java.util.List;

/** Makes programs of generated code, in stages where a library has a part. */
public final class Programs implements Program.Compiler {
    @Override
    public Program compile(List<Expr> inputs, List<Expr> outputs) {
        return new ArrayFunction(inputs, Rewriter.rewrite(outputs), true)::hosts;
    }
}
