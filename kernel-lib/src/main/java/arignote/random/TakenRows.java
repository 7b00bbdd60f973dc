package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/** The rows of the first argument, of a vector the elements, at the places that the second holds. */
record TakenRows() implements ArrayOp {
    @Override
    public String label() {
        return "take";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType x = args.get(0).type();
        return x.withRank(x.rank() - 1 + args.get(1).type().rank());
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long[] rows = args.get(1).longs();
        int from = args.get(1).rank();
        long[] shape = Arrays.copyOf(args.get(1).shape(), from + x.rank() - 1);
        System.arraycopy(x.shape(), 1, shape, from, x.rank() - 1);
        int width = x.shape()[0] == 0 ? 0 : x.size() / (int) x.shape()[0];
        int[] sources = new int[rows.length * width];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = (int) rows[i / width] * width + i % width;
        }
        return x.gathered(shape, sources);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr x = e.args().get(0);
        Op spread = new Op.Array(new SpreadRows(x.type().rank()));
        return Arrays.asList(Expr.of(spread, List.of(g, e.args().get(1), Build.shape(x))), null);
    }
}
