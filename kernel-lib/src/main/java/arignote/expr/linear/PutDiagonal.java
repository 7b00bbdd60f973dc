package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * Matrices that are 0 but for a diagonal, the first argument's last axis; in the shape that the second holds, or if there is
 * none, as small as may be, and square.
 */
record PutDiagonal(int offset) implements ArrayOp {
    @Override
    public String label() {
        return "alloc_diag";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType diagonal = args.get(0).type();
        if (diagonal.rank() == 0) {
            throw new IllegalArgumentException(
                    "a diagonal is a vector, but " + Printer.quoted(args.get(0)) + " is " + diagonal.described());
        }
        return diagonal.withRank(diagonal.rank() + 1);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().size() > 1 ? Build.shaped(e.args().get(1)) : null;
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray diagonal = args.get(0);
        long[] shape = args.size() > 1 ? args.get(1).longs() : square(diagonal.shape());
        int[] places = new TakeDiagonal(offset).places(shape);
        HostArray result = HostArray.zeros(diagonal.dtype(), shape);
        for (int i = 0; i < places.length; i++) {
            if (diagonal.dtype().isFloat()) {
                result.set(places[i], diagonal.doubleAt(i));
            } else {
                result.set(places[i], diagonal.longAt(i));
            }
        }
        return result;
    }

    private long[] square(long[] diagonal) {
        long[] shape = Arrays.copyOf(diagonal, diagonal.length + 1);
        shape[shape.length - 1] = diagonal[diagonal.length - 1] + Math.abs(offset);
        shape[shape.length - 2] = shape[shape.length - 1];
        return shape;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("putDiagonal", offset);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr back = of(new TakeDiagonal(offset), g);
        return e.args().size() == 1 ? List.of(back) : Arrays.asList(back, null);
    }
}
