package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/** Each element but the first along an axis less the one before it; of bools, whether the two differ. */
record Differences(int axis) implements ArrayOp {
    @Override
    public String label() {
        return "diff";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long[] shape = Lines.resized(x.shape(), axis, Math.max(0, x.shape()[axis] - 1));
        Lines from = Lines.of(x.shape(), axis);
        Lines to = Lines.of(shape, axis);
        return x.dtype().isFloat()
                ? HostArray.ofDoubles(x.dtype(), shape, differences(x.doubles(), from, to))
                : HostArray.ofLongs(x.dtype(), shape, differences(x.longs(), from, to));
    }

    private static double[] differences(double[] x, Lines from, Lines to) {
        double[] differences = new double[to.count() * to.length()];
        for (int line = 0; line < to.count(); line++) {
            int at = from.start(line);
            for (int i = 0, z = to.start(line); i < to.length(); i++, z += to.step(), at += from.step()) {
                differences[z] = x[at + from.step()] - x[at];
            }
        }
        return differences;
    }

    private static long[] differences(long[] x, Lines from, Lines to) {
        long[] differences = new long[to.count() * to.length()];
        for (int line = 0; line < to.count(); line++) {
            int at = from.start(line);
            for (int i = 0, z = to.start(line); i < to.length(); i++, z += to.step(), at += from.step()) {
                differences[z] = x[at + from.step()] - x[at];
            }
        }
        return differences;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("differences", axis);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(Sorting.of(new Spread(axis), g, Build.shape(e.args().get(0))));
    }

    /**
     * Each element added at its place and one further, less it: the transpose of {@link Differences}. The second argument
     * holds the shape.
     */
    record Spread(int axis) implements ArrayOp {
        @Override
        public String label() {
            return "diff_transposed";
        }

        @Override
        public TensorType type(List<Expr> args) {
            return args.get(0).type();
        }

        @Override
        public HostArray compute(Expr e, List<HostArray> args) {
            double[] g = args.get(0).doubles();
            HostArray sums = HostArray.zeros(DType.FLOAT64, args.get(1).longs());
            double[] sum = sums.doubles();
            Lines from = Lines.of(args.get(0).shape(), axis);
            Lines to = Lines.of(sums.shape(), axis);
            for (int line = 0; line < from.count(); line++) {
                int at = to.start(line);
                for (int i = 0, z = from.start(line); i < from.length(); i++, z += from.step(), at += to.step()) {
                    sum[at] -= g[z];
                    sum[at + to.step()] += g[z];
                }
            }
            return HostArray.ofDoubles(args.get(0).dtype(), sums.shape(), sum);
        }

        @Override
        public JavaScript javaScript(Expr e) {
            return JavaScript.call("differencesTransposed", axis);
        }

        @Override
        public List<Expr> gradient(Expr e, Expr g) {
            return Arrays.asList(Sorting.of(new Differences(axis), g), null);
        }
    }
}
