package arignote.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import arignote.expr.DType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The logarithm of a sum of exponentials: where the exponentials overflow, and for special numbers. */
class LogSumExpTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static final Expr X = T.vector("x");
    private static final Expr M = T.matrix("M");

    private static double of(double... x) {
        return T.logsumexp(X).item(Map.of(X, x));
    }

    @Test
    void exponentials_that_overflow_or_vanish() {
        assertThat(of(1000, 1000)).isEqualTo(1000 + Math.log(2));
        assertThat(of(-1000, -1000)).isEqualTo(-1000 + Math.log(2));
        assertThat(of(-1000, 3)).isEqualTo(3);
    }

    @Test
    void special_numbers() {
        assertThat(of(INF, 1)).isEqualTo(INF);
        assertThat(of(INF, -INF)).isEqualTo(INF);
        assertThat(of(-INF, 1)).isEqualTo(1);
        assertThat(of(-INF, -INF)).isEqualTo(-INF);
        assertThat(of(Double.NaN, INF)).isNaN();
        assertThat(of()).isEqualTo(-INF);
    }

    @Test
    void along_axes() {
        double[][] m = {{0, 0}, {1000, 1000}};
        assertThat(T.logsumexp(M, 1).eval(Map.of(M, m)).toDoubleVector())
                .containsExactly(Math.log(2), 1000 + Math.log(2));
        INDArray kept = T.logsumexp(M, 0).keepDims().eval(Map.of(M, m));
        assertThat(kept.shape()).containsExactly(1, 2);
        assertThat(kept.reshape(2).toDoubleVector()).containsExactly(1000, 1000);
    }

    @Test
    void whole_numbers_give_floatX_and_float32_stays() {
        Expr k = T.ivector("k");
        assertThat(T.logsumexp(k).type().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(T.logsumexp(k).item(Map.of(k, new int[] {5, 5}))).isEqualTo(5 + Math.log(2));
        Expr f = T.fvector("f");
        assertThat(T.logsumexp(f).type().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(T.logsumexp(f).item(Map.of(f, new float[] {5, 5}))).isEqualTo((float) (5 + Math.log(2)));
    }

    @Test
    void is_printed_as_what_it_is() {
        assertThat(T.logsumexp(M, 1)).hasToString("logsumexp(M, 1)");
        assertThat(arignote.Arignote.latex(T.logsumexp(M)).formula())
                .isEqualTo("\\operatorname{logsumexp}\\left(M\\right)");
    }
}
