package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * Rows along the last axis so many times as long, by straight lines between neighbours; and the transpose, which is its
 * gradient.
 *
 * @param transposed of the transpose: the second argument holds the shape of the result
 */
public record Upsampling(int ratio, boolean transposed) implements ArrayOp {
    /** The expression of this operation. */
    public static Expr of(Expr x, int ratio) {
        return Expr.of(new Op.Array(new Upsampling(ratio, false)), List.of(x));
    }

    @Override
    public String label() {
        return transposed ? "upsampling_grad" : "upsampling";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long[] shape = transposed ? args.get(1).longs().clone() : x.shape().clone();
        int n = (int) shape[shape.length - 1];
        int length = Math.multiplyExact(n, ratio);
        if (!transposed) {
            shape[shape.length - 1] = length;
        }
        HostArray result = HostArray.zeros(x.dtype(), shape);
        double[] from = x.doubles();
        double[] to = new double[result.size()];
        for (int i = 0; i < length; i++) {
            // ratio times the place; the first and the last element go on for ever
            int place = Math.max(0, Math.min((n - 1) * ratio, i - (ratio - 1) / 2));
            int left = place / ratio;
            int right = Math.min(n - 1, left + 1);
            double share = place % ratio / (double) ratio;
            for (int row = 0; row < (transposed ? to : from).length / n; row++) {
                if (transposed) {
                    to[row * n + left] += from[row * length + i] * (1 - share);
                    to[row * n + right] += from[row * length + i] * share;
                } else {
                    to[row * length + i] = from[row * n + left] * (1 - share) + from[row * n + right] * share;
                }
            }
        }
        for (int i = 0; i < to.length; i++) {
            result.set(i, to[i]);
        }
        return result;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(transposed ? "upsamplingTransposed" : "upsampling", ratio);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return transposed
                ? Arrays.asList(of(g, ratio), null)
                : List.of(Expr.of(
                        new Op.Array(new Upsampling(ratio, true)),
                        List.of(g, Build.shape(e.args().get(0)))));
    }
}
