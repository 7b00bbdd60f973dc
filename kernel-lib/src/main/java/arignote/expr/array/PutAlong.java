package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * Zeros in the shape that the third argument holds, with the elements of each line of the first added at the positions that
 * the second has in the same line: what {@link TakeAlong} does, the other way round.
 */
record PutAlong(int axis) implements ArrayOp {
    @Override
    public String label() {
        return "put_along";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public Expr shapedLike(Expr e) {
        return Build.shaped(e.args().get(2));
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        double[] g = args.get(0).doubles();
        HostArray zeros = HostArray.zeros(DType.FLOAT64, args.get(2).longs());
        double[] sums = zeros.doubles();
        int[] places = TakeAlong.sources(e.args().get(1), axis, zeros.shape(), args.get(1));
        for (int i = 0; i < g.length; i++) {
            sums[places[i]] += g[i];
        }
        return HostArray.ofDoubles(args.get(0).dtype(), zeros.shape(), sums);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("putAlong", axis, Printer.quoted(e.args().get(1)));
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList(Sorting.of(new TakeAlong(axis), g, e.args().get(1)), null, null);
    }
}
