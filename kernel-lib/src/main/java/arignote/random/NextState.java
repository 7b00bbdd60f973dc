package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.Collections;
import java.util.List;

/** The state of the generator after a {@link Sample}, an int64 vector. */
record NextState() implements ArrayOp {
    @Override
    public String label() {
        return "next_state";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return new TensorType(DType.INT64, 1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        return HostArray.copyOf(
                DType.INT64, new long[] {Pcg64.WORDS}, args.get(0).longs());
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.words("nextState");
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Collections.singletonList(null);
    }
}
