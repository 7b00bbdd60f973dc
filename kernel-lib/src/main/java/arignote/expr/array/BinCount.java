package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * How often each whole number from 0 on stands in a vector, the first argument; with weights, the second, their sums
 * instead of counts.
 *
 * @param minLength so many counts are there at least
 */
record BinCount(int minLength) implements ArrayOp {
    @Override
    public String label() {
        return "bincount";
    }

    @Override
    public TensorType type(List<Expr> args) {
        for (Expr arg : args) {
            if (arg.type().rank() != 1) {
                throw new IllegalArgumentException("bincount takes vectors, but " + Printer.quoted(arg) + " is "
                        + arg.type().described());
            }
        }
        if (args.get(0).type().dtype().isFloat()) {
            throw new IllegalArgumentException("bincount counts whole numbers, but " + Printer.quoted(args.get(0))
                    + " is " + args.get(0).type().described() + "; use T.cast(…, \"int64\") first");
        }
        boolean floats = args.size() > 1 && args.get(1).type().dtype().isFloat();
        return new TensorType(floats ? args.get(1).type().dtype() : DType.INT64, 1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        long[] x = args.get(0).longs();
        HostArray weights = args.size() > 1 ? args.get(1) : null;
        if (weights != null && weights.size() != x.length) {
            throw new IllegalArgumentException("bincount needs a weight for each number, but "
                    + Printer.quoted(e.args().get(0)) + " has " + x.length + " and "
                    + Printer.quoted(e.args().get(1)) + " has " + weights.size());
        }
        long most = minLength - 1L;
        for (long number : x) {
            if (number < 0) {
                throw new IllegalArgumentException("bincount counts whole numbers from 0 on, but "
                        + Printer.quoted(e.args().get(0)) + " has " + number);
            }
            most = Math.max(most, number);
        }
        int length = Math.toIntExact(most + 1);
        return e.type().dtype().isFloat()
                ? HostArray.ofDoubles(e.type().dtype(), new long[] {length}, sums(x, weights.doubles(), length))
                : HostArray.of(DType.INT64, new long[] {length}, counts(x, weights, length));
    }

    private static double[] sums(long[] x, double[] weights, int length) {
        double[] sums = new double[length];
        for (int i = 0; i < x.length; i++) {
            sums[(int) x[i]] += weights[i];
        }
        return sums;
    }

    private static long[] counts(long[] x, HostArray weights, int length) {
        long[] counts = new long[length];
        for (int i = 0; i < x.length; i++) {
            counts[(int) x[i]] += weights == null ? 1 : weights.longAt(i);
        }
        return counts;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                "binCount", minLength, !e.type().dtype().isFloat(), e.type().dtype(), Printer.quoted(e.args()));
    }

    /** The gradient by a weight is that by the sum in which it is. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr x = e.args().get(0);
        return e.args().size() == 1
                ? Arrays.asList((Expr) null)
                : Arrays.asList(null, Sorting.of(new TakeAlong(0), g, x));
    }
}
