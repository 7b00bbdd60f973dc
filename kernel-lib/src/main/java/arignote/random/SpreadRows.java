package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/** The gradient of {@link TakenRows}: zeros of the shape that the third argument holds, each row of the first added to its place. */
record SpreadRows(int rank) implements ArrayOp {
    @Override
    public String label() {
        return "spread";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type().withRank(rank);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray g = args.get(0);
        long[] rows = args.get(1).longs();
        HostArray x = HostArray.zeros(g.dtype(), args.get(2).longs());
        int width = rows.length == 0 ? 0 : g.size() / rows.length;
        for (int i = 0; i < g.size(); i++) {
            int at = (int) rows[i / width] * width + i % width;
            x.set(at, x.doubleAt(at) + g.doubleAt(i));
        }
        return x;
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList(
                Expr.of(new Op.Array(new TakenRows()), List.of(g, e.args().get(1))), null, null);
    }
}
