package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The numbers of a {@link Sample}. In float32 those of a uniform distribution stay below 1.
 *
 * @param rank of the numbers
 */
record Drawn(Distribution distribution, int rank, DType dtype) implements ArrayOp {
    private static final float BELOW_ONE = Math.nextDown(1f);

    @Override
    public String label() {
        return "drawn";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return new TensorType(dtype, rank);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        long[] all = args.get(0).longs();
        int start = Pcg64.WORDS + rank;
        long[] shape = Arrays.copyOfRange(all, Pcg64.WORDS, start);
        if (distribution.isWhole()) {
            return HostArray.ofLongs(dtype, shape, Arrays.copyOfRange(all, start, all.length));
        }
        double[] reals = new double[all.length - start];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = Double.longBitsToDouble(all[start + i]);
        }
        HostArray numbers = HostArray.ofDoubles(dtype, shape, reals);
        if (distribution == Distribution.UNIFORM && numbers.elements() instanceof float[] f) {
            for (int i = 0; i < f.length; i++) {
                f[i] = Math.min(f[i], BELOW_ONE);
            }
        }
        return numbers;
    }

    @Override
    public Expr shapedLike(Expr e) {
        Expr size = e.args().get(0).args().get(1);
        boolean whole =
                size.op() instanceof Op.Shape && size.args().get(0).type().rank() == rank;
        return whole ? size.args().get(0) : null;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("drawn", distribution == Distribution.UNIFORM, dtype);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Collections.singletonList(null);
    }
}
