package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * The elements moved along an axis by one place; the one that goes over the end is lost.
 *
 * @param by 1 to greater positions, -1 to smaller ones
 * @param fill what comes in at the other end
 */
record Shift(int axis, int by, double fill) implements ArrayOp {
    @Override
    public String label() {
        return "shift";
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
        double[] x = shaped.doubles();
        double[] moved = new double[x.length];
        Arrays.fill(moved, fill);
        Lines lines = Lines.of(shaped.shape(), axis);
        for (int line = 0; line < lines.count(); line++) {
            int at = lines.start(line) + (by < 0 ? lines.step() : 0);
            for (int i = 1; i < lines.length(); i++, at += lines.step()) {
                moved[at + by * lines.step()] = x[at];
            }
        }
        return HostArray.ofDoubles(shaped.dtype(), shaped.shape(), moved);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("shift", axis, by, fill);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(Sorting.of(new Shift(axis, -by, 0), g));
    }
}
