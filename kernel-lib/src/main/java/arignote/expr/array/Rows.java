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
 * Rows of a table at whole numbers, and its transpose, which adds rows to a table of zeros.
 *
 * @param adds of the transpose: the arguments are rows, whole numbers and the shape of the table; else a table and whole numbers
 */
public record Rows(boolean adds) implements ArrayOp {
    /** The rows of {@code table} at {@code ids}, which come first among the axes. */
    public static Expr of(Expr table, Expr ids) {
        return Expr.of(new Op.Array(new Rows(false)), List.of(table, ids));
    }

    @Override
    public String label() {
        return adds ? "add_rows" : "rows";
    }

    @Override
    public TensorType type(List<Expr> args) {
        Expr x = args.get(0);
        Expr ids = args.get(1);
        if (!ids.type().dtype().isInteger() || !adds && x.type().rank() == 0) {
            List<String> both = Printer.quoted(List.of(x, ids));
            throw new IllegalArgumentException("rows are taken of a table at whole numbers, but " + both.get(0) + " is "
                    + x.type().described() + " and " + both.get(1) + " is "
                    + ids.type().described());
        }
        int row = adds ? x.type().rank() - ids.type().rank() : x.type().rank() - 1;
        return x.type().withRank(adds ? row + 1 : row + ids.type().rank());
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        HostArray ids = args.get(1);
        long[] table = adds ? args.get(2).longs().clone() : x.shape();
        int n = Math.toIntExact(Arrays.stream(table).skip(1).reduce(1, (a, b) -> a * b));
        long[] rows = Arrays.copyOf(ids.shape(), ids.rank() + table.length - 1);
        System.arraycopy(table, 1, rows, ids.rank(), table.length - 1);
        HostArray result = HostArray.zeros(x.dtype(), adds ? table : rows);
        for (int i = 0; i < ids.size(); i++) {
            long k = ids.longAt(i);
            if (k < -table[0] || k >= table[0]) {
                List<String> names = Printer.quoted(e.args());
                throw new IllegalArgumentException(names.get(1) + " has " + k + " at place " + i + ", but "
                        + (adds ? "the table" : names.get(0)) + " has " + table[0] + " rows, counted from 0");
            }
            int at = (int) (k < 0 ? k + table[0] : k) * n;
            if (adds) {
                add(x.elements(), i * n, result.elements(), at, n);
            } else {
                System.arraycopy(x.elements(), at, result.elements(), i * n, n);
            }
        }
        return result;
    }

    private static void add(Object from, int start, Object to, int at, int n) {
        if (from instanceof double[] x) {
            double[] sum = (double[]) to;
            for (int i = 0; i < n; i++) {
                sum[at + i] += x[start + i];
            }
        } else {
            float[] x = (float[]) from;
            float[] sum = (float[]) to;
            for (int i = 0; i < n; i++) {
                sum[at + i] += x[start + i];
            }
        }
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                adds ? "addRows" : "rows", Printer.quoted(e.args()), e.type().dtype());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr ids = e.args().get(1);
        return adds
                ? Arrays.asList(of(g, ids), null, null)
                : Arrays.asList(
                        Expr.of(
                                new Op.Array(new Rows(true)),
                                List.of(g, ids, Build.shape(e.args().get(0)))),
                        null);
    }
}
