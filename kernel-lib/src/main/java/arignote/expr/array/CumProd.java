package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/** The products of each element and those before it along an axis. */
record CumProd(int axis) implements ArrayOp {
    @Override
    public String label() {
        return "cumprod";
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
                ? HostArray.ofDoubles(x.dtype(), x.shape(), products(x.doubles(), lines))
                : HostArray.of(DType.INT64, x.shape(), products(x.longs(), lines));
    }

    private static double[] products(double[] x, Lines lines) {
        double[] products = new double[x.length];
        for (int line = 0; line < lines.count(); line++) {
            double product = 1;
            for (int i = 0, at = lines.start(line); i < lines.length(); i++, at += lines.step()) {
                product *= x[at];
                products[at] = product;
            }
        }
        return products;
    }

    private static long[] products(long[] x, Lines lines) {
        long[] products = new long[x.length];
        for (int line = 0; line < lines.count(); line++) {
            long product = 1;
            for (int i = 0, at = lines.start(line); i < lines.length(); i++, at += lines.step()) {
                product *= x[at];
                products[at] = product;
            }
        }
        return products;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                "cumProd", axis, !e.type().dtype().isFloat(), e.type().dtype());
    }

    /**
     * As products are made by y[i] = x[i] y[i - 1], the gradient by y[i] in all is a[i] = g[i] + x[i + 1] a[i + 1], and that
     * by x[i] is a[i] y[i - 1]. Nothing is divided, so elements may be 0.
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr next = Sorting.of(new Shift(axis, -1, 0), e.args().get(0));
        Expr before = Sorting.of(new Shift(axis, 1, 1), e);
        return List.of(Sorting.of(new Recurrence(axis, true), g, next).times(before));
    }
}
