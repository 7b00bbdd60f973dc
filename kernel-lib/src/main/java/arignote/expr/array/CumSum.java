package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/** The sums of each element and those before it along an axis, or backwards, of it and those behind it. */
record CumSum(int axis, boolean backwards) implements ArrayOp {
    @Override
    public String label() {
        return backwards ? "cumsum_backwards" : "cumsum";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType x = args.get(0).type();
        return x.dtype().isFloat() ? x : x.withDType(DType.INT64);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        Lines lines = Lines.of(x.shape(), axis);
        return x.dtype().isFloat()
                ? HostArray.ofDoubles(x.dtype(), x.shape(), sums(x.doubles(), lines))
                : HostArray.of(DType.INT64, x.shape(), sums(x.longs(), lines));
    }

    private double[] sums(double[] x, Lines lines) {
        double[] sums = new double[x.length];
        int step = backwards ? -lines.step() : lines.step();
        for (int line = 0; line < lines.count(); line++) {
            int at = lines.start(line) + (backwards ? (lines.length() - 1) * lines.step() : 0);
            double sum = 0;
            for (int i = 0; i < lines.length(); i++, at += step) {
                sum += x[at];
                sums[at] = sum;
            }
        }
        return sums;
    }

    private long[] sums(long[] x, Lines lines) {
        long[] sums = new long[x.length];
        for (int line = 0; line < lines.count(); line++) {
            long sum = 0;
            for (int i = 0, at = lines.start(line); i < lines.length(); i++, at += lines.step()) {
                sum += x[at];
                sums[at] = sum;
            }
        }
        return sums;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("cumSum", axis, backwards, e.type().dtype());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(Sorting.of(new CumSum(axis, !backwards), g));
    }
}
