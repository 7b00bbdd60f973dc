package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/**
 * The solution of y[i] = b[i] + c[i] y[i - 1] along an axis, or backwards, of y[i] = b[i] + c[i] y[i + 1]; there is a 0
 * before the first one. The arguments are b and c, of one shape.
 */
record Recurrence(int axis, boolean backwards) implements ArrayOp {
    @Override
    public String label() {
        return backwards ? "recurrence_backwards" : "recurrence";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray shaped = args.get(0);
        double[] b = shaped.doubles();
        double[] c = args.get(1).doubles();
        double[] y = new double[b.length];
        Lines lines = Lines.of(shaped.shape(), axis);
        int step = backwards ? -lines.step() : lines.step();
        for (int line = 0; line < lines.count(); line++) {
            int at = lines.start(line) + (backwards ? (lines.length() - 1) * lines.step() : 0);
            for (int i = 0; i < lines.length(); i++, at += step) {
                y[at] = i == 0 ? b[at] : b[at] + c[at] * y[at - step];
            }
        }
        return HostArray.ofDoubles(shaped.dtype(), shaped.shape(), y);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("recurrence", axis, backwards);
    }

    /** The gradient by y[i] in all, which is that by b[i], follows a recurrence in the other direction. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        int onwards = backwards ? -1 : 1;
        Expr next = Sorting.of(new Shift(axis, -onwards, 0), e.args().get(1));
        Expr all = Sorting.of(new Recurrence(axis, !backwards), g, next);
        return List.of(all, all.times(Sorting.of(new Shift(axis, onwards, 0), e)));
    }
}
