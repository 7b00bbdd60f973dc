package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * Zeros in the shape that the third argument holds, with the elements of the first at the places along the last axis that
 * {@link PickLast} would take with the second: its gradient.
 */
record PlaceLast() implements ArrayOp {
    @Override
    public String label() {
        return "place_last";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type().withRank(args.get(0).type().rank() + 1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long[] shape = args.get(2).longs().clone();
        int[] places = PickLast.places(e, shape, args.get(1));
        HostArray result = HostArray.zeros(x.dtype(), shape);
        for (int i = 0; i < places.length; i++) {
            result.set(places[i], x.doubleAt(i));
        }
        return result;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("placeLast", Printer.quoted(e.args()), e.type().dtype());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList(
                Expr.of(new Op.Array(new PickLast()), List.of(g, e.args().get(1))), null, null);
    }
}
