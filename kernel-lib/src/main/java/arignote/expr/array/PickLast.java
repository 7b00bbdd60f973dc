package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * Of each row along the last axis of the first argument the element at the whole number that the second holds for that row;
 * negative ones count from the end. The second has one axis less, and the result its shape.
 */
public record PickLast() implements ArrayOp {
    @Override
    public String label() {
        return "pick_last";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type().withRank(args.get(1).type().rank());
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        int[] sources = places(e, x.shape(), args.get(1));
        return x.gathered(args.get(1).shape(), sources);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("pickLast", Printer.quoted(e.args()));
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr x = e.args().get(0);
        Expr at = e.args().get(1);
        return Arrays.asList(Expr.of(new Op.Array(new PlaceLast()), List.of(g, at, Build.shape(x))), null);
    }

    /** For each row the place of its element among all elements. */
    static int[] places(Expr e, long[] shape, HostArray at) {
        int n = (int) shape[shape.length - 1];
        if (!Arrays.equals(at.shape(), Arrays.copyOf(shape, shape.length - 1))) {
            List<String> names = Printer.quoted(e.args());
            throw new IllegalArgumentException("one whole number is needed for each row, but " + names.get(1)
                    + " has the shape " + Arrays.toString(at.shape()) + " where " + names.get(0) + " has "
                    + Arrays.toString(shape));
        }
        int[] places = new int[at.size()];
        for (int i = 0; i < places.length; i++) {
            long k = at.longAt(i);
            if (k < -n || k >= n) {
                List<String> names = Printer.quoted(e.args());
                throw new IllegalArgumentException(names.get(1) + " has " + k + " at place " + i + ", but "
                        + names.get(0) + " has the " + n + " places 0 to " + (n - 1) + " along its last axis");
            }
            places[i] = i * n + (int) (k < 0 ? k + n : k);
        }
        return places;
    }
}
