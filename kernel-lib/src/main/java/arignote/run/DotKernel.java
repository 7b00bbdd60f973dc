package arignote.run;

import arignote.Expr;
import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums of products over pairs of axes, brought into the form of one matrix product. */
final class DotKernel {
    private DotKernel() {}

    static Tensor compute(Expr e, Op.Dot d, Tensor a, Tensor b) {
        long[] shape = shape(e, d, a.shape(), b.shape());
        DType out = e.type().dtype();
        List<Integer> freeA = Op.Dot.free(a.rank(), d.left());
        List<Integer> freeB = Op.Dot.free(b.rank(), d.right());
        long rows = ReduceKernel.count(a.shape(), freeA);
        long inner = ReduceKernel.count(a.shape(), d.left());
        long columns = ReduceKernel.count(b.shape(), freeB);
        if (rows * inner * columns == 0) {
            return new Tensor(Plain.zeros(out, shape));
        }
        INDArray left = turned(a.array(), freeA, d.left()).reshape('c', rows, inner);
        INDArray right = turned(b.array(), d.right(), freeB).reshape('c', inner, columns);
        if (out.isFloat()) {
            INDArray product = product(left.castTo(out.nd4j()), right.castTo(out.nd4j()));
            return new Tensor(product.reshape('c', shape));
        }
        return new Tensor(whole(Plain.of(left), Plain.of(right), out, shape));
    }

    private static INDArray product(INDArray left, INDArray right) {
        boolean nothing = isNaN(left) || isNaN(right); // for one number ND4J would take 1e-5 in place of NaN
        return nothing
                ? Nd4j.valueArrayOf(new long[] {left.rows(), right.columns()}, Double.NaN, left.dataType())
                : left.mmul(right);
    }

    private static boolean isNaN(INDArray x) {
        return x.length() == 1 && Double.isNaN(x.getDouble(0));
    }

    /**
     * The shape of the product.
     *
     * @throws IllegalArgumentException if axes that run together differ in length
     */
    static long[] shape(Expr e, Op.Dot d, long[] a, long[] b) {
        for (int i = 0; i < d.left().size(); i++) {
            if (a[d.left().get(i)] != b[d.right().get(i)]) {
                throw new IllegalArgumentException("shapes do not match in " + Printer.quoted(e) + ": "
                        + Shapes.described(e.args().get(0), a) + " and "
                        + Shapes.described(e.args().get(1), b) + "; axis "
                        + d.left().get(i)
                        + " of the first and axis " + d.right().get(i) + " of the second must have the same length");
            }
        }
        return LongStream.concat(
                        Op.Dot.free(a.length, d.left()).stream().mapToLong(i -> a[i]),
                        Op.Dot.free(b.length, d.right()).stream().mapToLong(i -> b[i]))
                .toArray();
    }

    /** {@code x} with its axes in the order first, then second. */
    private static INDArray turned(INDArray x, List<Integer> first, List<Integer> second) {
        List<Integer> order = new ArrayList<>(first);
        order.addAll(second);
        return x.rank() < 2 ? x : x.permute(ReduceKernel.ints(order));
    }

    private static Plain whole(Plain a, Plain b, DType out, long[] shape) {
        int rows = (int) a.shape[0];
        int inner = (int) a.shape[1];
        int columns = (int) b.shape[1];
        Plain z = Plain.zeros(DType.INT64, shape);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < columns; j++) {
                    z.wholes[i * columns + j] += a.wholes[i * inner + k] * b.wholes[k * columns + j];
                }
            }
        }
        return z.as(out);
    }
}
