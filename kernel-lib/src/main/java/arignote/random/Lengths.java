package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.util.Collections;
import java.util.List;

/** A vector of its arguments, which are whole numbers: the lengths of axes. */
record Lengths() implements ArrayOp {
    @Override
    public String label() {
        return "lengths";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return new TensorType(DType.INT64, 1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        return HostArray.vector(args.stream().mapToLong(n -> n.longAt(0)).toArray());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Collections.nCopies(e.args().size(), null);
    }
}
