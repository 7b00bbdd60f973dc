package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Collections;
import java.util.List;

/** Where the elements are that are not 0, row by row: an int64 matrix with a row for each axis and a column for each element. */
public record Nonzero() implements ArrayOp {
    /** The places of the elements of {@code x} that are not 0. */
    public static Expr of(Expr x) {
        return Build.array(new Nonzero(), x);
    }

    @Override
    public String label() {
        return "nonzero";
    }

    @Override
    public TensorType type(List<Expr> args) {
        if (args.get(0).type().rank() == 0) {
            throw new IllegalArgumentException(
                    "nonzero needs an array, but " + Printer.quoted(args.get(0)) + " is a scalar");
        }
        return new TensorType(DType.INT64, 2);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        int[] places = new int[x.size()];
        int count = 0;
        for (int i = 0; i < x.size(); i++) {
            if (x.dtype().isFloat() ? x.doubleAt(i) != 0 : x.longAt(i) != 0) {
                places[count++] = i;
            }
        }
        long[] result = new long[Math.multiplyExact(count, x.rank())];
        for (int k = 0; k < count; k++) {
            int left = places[k];
            for (int axis = x.rank() - 1; axis >= 0; axis--) {
                int n = (int) x.shape()[axis];
                result[axis * count + k] = left % n;
                left /= n;
            }
        }
        return HostArray.of(DType.INT64, new long[] {x.rank(), count}, result);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("nonzero");
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Collections.nCopies(1, null);
    }
}
