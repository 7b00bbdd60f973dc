package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.expr.DType;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values along axes beside those that NumPy 2.4 gives, by generated code and by the interpreter. */
class ReductionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double[][] M = {{1, 2, 0}, {3, -1, 4}};
    private static final Offset<Double> CLOSE = Offset.offset(1e-13);

    private final Expr m = T.dmatrix("m");

    private void is(Expr z, Object at, double... expected) {
        for (String how : List.of("java", "nd4j")) {
            INDArray v = function(inputs(m), outputs(z), mode(how)).apply(at);
            double[] found = new double[(int) v.length()];
            Arrays.setAll(found, n -> v.reshape(found.length).getDouble(n) + 0.0);
            assertThat(found).as("%s, %s", z, how).containsExactly(expected, CLOSE);
        }
    }

    private static long[] shape(Expr z, Expr x, Object at) {
        return function(inputs(x), outputs(z)).apply(at).shape();
    }

    @Test
    void products() {
        is(T.prod(m, 0), M, 3, -2, 0);
        is(m.prod(1), M, 0, -12);
        is(m.prod(), M, 0);
        is(T.prod(m), new double[][] {{INF, 0}}, NAN);
        is(m.prod(1, true), M, 0, -12);
        assertThat(shape(m.prod(1, true), m, M)).containsExactly(2, 1);
        assertThat(T.prod(T.imatrix("i")).type().dtype()).isEqualTo(DType.INT64);
        assertThat(T.prod(T.gt(m, 0)).type().dtype()).isEqualTo(DType.INT64);
        is(T.prod(m), new double[0][2], 1);
        double[][] many = new double[3][200];
        for (double[] row : many) {
            Arrays.fill(row, 1);
        }
        many[1][7] = 2;
        many[2][150] = -0.5;
        is(m.prod(1), many, 1, 2, -0.5);
        is(m.prod(), many, -1);
    }

    /** The gradient of a product is the product of the others, whatever is 0 among them. */
    @Test
    void gradients_of_products_are_right_at_zeros() {
        double[][] zeros = {{2, 0, 5}, {0, 0, 3}};
        Expr g = T.grad(m.prod(1).sum(), m);
        is(g, zeros, 0, 10, 0, 0, 0, 0);
        // d²/dxᵢdxⱼ is the third, summed over j here with the weights 1, 2, 4
        Expr second = T.grad(g.times(new double[] {1, 2, 4}).sum(), m);
        is(second, zeros, 2 * 5 + 4 * 0, 1 * 5 + 4 * 2, 1 * 0 + 2 * 2, 2 * 3 + 4 * 0, 1 * 3 + 4 * 0, 0);
        // d³/dx₀dx₁dx₂ is 1
        is(T.grad(second.times(new double[] {1, 0, 0}).sum(), m), zeros, 0, 4, 2, 0, 4, 2);
        is(T.grad(m.prod(), m), new double[][] {{2, 3}, {4, 0}}, 0, 0, 0, 24);
        is(T.grad(m.prod(0).sqr().sum(), m), M, 18, 4, 0, 6, -8, 0);
    }

    @Test
    void bools_along_axes() {
        is(T.any(m, 0), M, 1, 1, 1);
        is(m.all(0), M, 1, 1, 0);
        is(m.all(1), M, 0, 1);
        is(m.all(), M, 0);
        is(T.any(m.gt(3)), M, 1);
        is(m.gt(5).any(1, true), M, 0, 0);
        is(m.any(), new double[][] {{0, -0.0}}, 0);
        is(m.any(), new double[][] {{0.25, 0}}, 1);
        is(m.all(), new double[][] {{NAN, 0.25}}, 1);
        is(m.any(), new double[0][3], 0);
        is(m.all(), new double[0][3], 1);
        assertThat(m.any().type().dtype()).isEqualTo(DType.BOOL);
    }

    @Test
    void variances() {
        is(T.var(m, 0), M, 1, 2.25, 4);
        is(m.var(new int[] {1}, 1, false), M, 1, 7);
        is(m.std(), M, 1.707825127659933);
        is(m.std(1, true), M, Math.sqrt(2.0 / 3), Math.sqrt(14.0 / 3));
        assertThat(shape(m.std(1, true), m, M)).containsExactly(2, 1);
        assertThat(shape(m.var(new int[0], 0, true), m, M)).containsExactly(1, 1);
        is(T.var(T.cast(m, "int32")), M, 2.9166666666666665);
        // 2 (x - mean) / n
        is(T.grad(T.var(m), m), M, -1.0 / 6, 1.0 / 6, -0.5, 0.5, -5.0 / 6, 5.0 / 6);
        is(T.grad(m.std(), m), new double[][] {{3, 3}}, 0, 0);
        is(m.ptp(1), M, 2, 5);
        is(T.ptp(m), M, 5);
    }

    /** numpy.linalg.norm(M, p, axis=1) */
    @Test
    void norms() {
        is(m.norm(2), M, 5.5677643628300215);
        is(m.norm(2, 1), M, 2.23606797749979, 5.0990195135927845);
        is(m.norm(1, 1), M, 3, 8);
        is(m.norm(3, 1), M, 2.080083823051904, 4.514357435474001);
        is(m.norm(0, 1), M, 2, 3);
        is(m.norm(INF, 1), M, 2, 4);
        is(m.norm(-INF, 1), M, 0, 1);
        is(m.norm(0.5, 1), M, 5.82842712474619, 22.392304845413257);
        is(T.norm(m, 2, 1, true), M, 2.23606797749979, 5.0990195135927845);
        is(T.grad(m.norm(2), m), new double[][] {{3, 4}}, 0.6, 0.8);
        is(T.grad(m.norm(2), m), new double[][] {{0, 0}}, 0, 0);
        is(T.grad(m.norm(3), m), new double[][] {{0, 0}}, 0, 0);
        assertThatThrownBy(() -> m.norm(NAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("norm of 'm' got NaN; give 1, 2 or another p");
    }

    @Test
    void axes_stay_in_one_call() {
        assertThat(shape(m.sum(1, true), m, M)).containsExactly(2, 1);
        assertThat(shape(T.mean(m, new int[] {0, 1}, true), m, M)).containsExactly(1, 1);
        assertThat(shape(T.max(m, new int[0], true), m, M)).containsExactly(1, 1);
        assertThat(shape(m.argmax(0, true), m, M)).containsExactly(1, 3);
        is(m.minus(m.mean(0, true)), M, -1, 1.5, -2, 1, -1.5, 2);
        is(T.sum(m, 0, false), M, 4, 1, 4);
        assertThatThrownBy(() -> m.sum(2, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sum over axis 2, but 'm' is a float64 matrix with 2 axes");
    }

    @Test
    void the_greatest_and_where_it_is() {
        is(T.maxAndArgmax(m, 1).get(0), M, 2, 4);
        is(T.maxAndArgmax(m, 1).get(1), M, 1, 2);
    }
}
