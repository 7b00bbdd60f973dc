package arignote.function.interpret;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.value.Nd4jArrays;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums of products over pairs of axes, brought into the form of one matrix product. */
final class DotOps {
    private DotOps() {}

    /** @param shape of the product */
    static Tensor compute(DType out, Op.Dot d, Tensor a, Tensor b, long[] shape) {
        List<Integer> freeA = Op.Dot.free(a.rank(), d.left());
        List<Integer> freeB = Op.Dot.free(b.rank(), d.right());
        long rows = ReduceOps.count(a.shape(), freeA);
        long inner = ReduceOps.count(a.shape(), d.left());
        long columns = ReduceOps.count(b.shape(), freeB);
        if (rows * inner * columns == 0) {
            return new Tensor(HostArray.zeros(out, shape));
        }
        INDArray left = turned(a.array(), freeA, d.left()).reshape('c', rows, inner);
        INDArray right = turned(b.array(), d.right(), freeB).reshape('c', inner, columns);
        if (out.isFloat()) {
            INDArray product = product(left.castTo(out.nd4j()), right.castTo(out.nd4j()));
            return new Tensor(product.reshape('c', shape));
        }
        return new Tensor(whole(left, right, out, shape));
    }

    private static INDArray product(INDArray left, INDArray right) {
        boolean nothing = isNaN(left) || isNaN(right); // for one number ND4J would take 1e-5 in place of NaN
        return nothing
                ? Nd4j.valueArrayOf(new long[] {left.rows(), right.columns()}, Double.NaN, left.dataType())
                : left.mmul(right);
    }

    private static boolean isNaN(INDArray x) {
        return x.length() == 1 && Double.isNaN(Nd4jArrays.number(x));
    }

    /** {@code x} with its axes in the order first, then second. */
    private static INDArray turned(INDArray x, List<Integer> first, List<Integer> second) {
        List<Integer> order = new ArrayList<>(first);
        order.addAll(second);
        return x.rank() < 2 ? x : x.permute(ReduceOps.ints(order));
    }

    private static HostArray whole(INDArray left, INDArray right, DType out, long[] shape) {
        int rows = left.rows();
        int inner = left.columns();
        int columns = right.columns();
        long[] a = Nd4jArrays.host(left).longs();
        long[] b = Nd4jArrays.host(right).longs();
        long[] z = new long[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < columns; j++) {
                    z[i * columns + j] += a[i * inner + k] * b[k * columns + j];
                }
            }
        }
        return HostArray.ofLongs(out, shape, z);
    }
}
