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
 * For each element of the second argument the position in the sorted vector, the first argument, before which it would
 * be put so that the vector stays sorted: the first such position, or the last one. NaN comes last.
 */
record SearchSorted(boolean last) implements ArrayOp {
    @Override
    public String label() {
        return "searchsorted";
    }

    @Override
    public TensorType type(List<Expr> args) {
        Expr sorted = args.get(0);
        if (sorted.type().rank() != 1) {
            throw new IllegalArgumentException("searchsorted looks into a vector, but " + Printer.quoted(sorted)
                    + " is " + sorted.type().described());
        }
        return args.get(1).type().withDType(DType.INT64);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray sorted = args.get(0);
        HostArray values = args.get(1);
        boolean whole = !sorted.dtype().isFloat() && !values.dtype().isFloat();
        long[] wholes = whole ? sorted.longs() : null;
        double[] doubles = whole ? null : sorted.doubles();
        long[] positions = new long[values.size()];
        for (int i = 0; i < positions.length; i++) {
            long wholeValue = whole ? values.longAt(i) : 0;
            double value = values.doubleAt(i) + 0.0; // which makes 0.0 of -0.0
            int low = 0;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                int order =
                        whole ? Long.compare(wholes[middle], wholeValue) : Double.compare(doubles[middle] + 0.0, value);
                if (order < 0 || last && order == 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            positions[i] = low;
        }
        return HostArray.of(DType.INT64, values.shape(), positions);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("searchSorted", last);
    }

    /** Positions do not change when values do. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList(null, null);
    }
}
