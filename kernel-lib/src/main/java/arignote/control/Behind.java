package arignote.control;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/** An array of one row, and behind it the rows of another, of both the first so many: what each turn of a loop has read. */
record Behind() implements ArrayOp {
    @Override
    public String label() {
        return "behind";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray first = args.get(0);
        long[] shape = first.shape().clone();
        shape[0] = args.get(2).longAt(0);
        HostArray all = HostArray.zeros(first.dtype(), shape);
        if (all.size() > 0) {
            System.arraycopy(first.elements(), 0, all.elements(), 0, first.size());
            System.arraycopy(args.get(1).elements(), 0, all.elements(), first.size(), all.size() - first.size());
        }
        return all;
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr first = Build.part(g, List.of(new Along.Slice(false, true, 1)), List.of(Build.whole(1)));
        Expr rest = Build.part(g, List.of(new Along.Slice(true, false, 1)), List.of(Build.whole(1)));
        Expr one = Build.sumTo(first, e.args().get(0)); // a loop without turns has no rows, whose sum is 0
        return Arrays.asList(one, rest, null);
    }
}
