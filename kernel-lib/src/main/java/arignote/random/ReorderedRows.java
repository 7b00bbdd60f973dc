package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of each row, along the last axis, in the order that the second argument holds for this row.
 *
 * @param back whether they are put back from that order
 */
record ReorderedRows(boolean back) implements ArrayOp {
    @Override
    public String label() {
        return back ? "reorder_back" : "reorder";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long[] order = args.get(1).longs();
        int length = (int) x.shape()[x.rank() - 1];
        int[] sources = new int[x.size()];
        for (int i = 0; i < sources.length; i++) {
            int other = i - i % length + (int) order[i];
            if (back) {
                sources[other] = i;
            } else {
                sources[i] = other;
            }
        }
        return x.gathered(x.shape(), sources);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Op other = new Op.Array(new ReorderedRows(!back));
        return Arrays.asList(Expr.of(other, List.of(g, e.args().get(1))), null);
    }
}
