package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Stages hand on their memory and use it again: no call may see another one's numbers. */
class StageMemoryTest {
    private static final Expr X = T.tensor4("x");
    private static final Expr W = T.tensor4("w");

    /** Small filters do not reach the last row and column of the images, whose gradient is 0 there. */
    private static CompiledFunction made() {
        Expr y = T.conv2d(X, W, new Conv2d().subsample(2, 2));
        Expr pooled = T.pool2d(T.relu(y), 2, 2);
        Expr cost = T.sum(pooled.sqr()).plus(T.sum(y.sqr()));
        List<Expr> by = T.grad(cost, List.of(X, W));
        return function(inputs(X, W), outputs(y, pooled, by.get(0), by.get(1), cost));
    }

    private static List<String> texts(List<INDArray> all) {
        return all.stream()
                .map(a -> Arrays.toString(a.shape()) + Arrays.toString(a.ravel().toDoubleVector()))
                .toList();
    }

    @Test
    void results_stay_when_the_function_is_called_again() {
        RandomState rng = new RandomState(5);
        CompiledFunction f = made();
        INDArray[] filters = {rng.randn(3, 2, 4, 4), rng.randn(3, 2, 3, 3)};
        INDArray[] images = {rng.randn(4, 2, 12, 12), rng.randn(4, 2, 12, 12), rng.randn(2, 2, 14, 10)};
        for (int turn = 0; turn < 6; turn++) {
            INDArray w = filters[turn % 2];
            List<INDArray> found = f.applyAll(images[turn / 2 % 3], w);
            List<String> before = texts(found);
            assertThat(before).isEqualTo(texts(made().applyAll(images[turn / 2 % 3], w)));
            f.applyAll(images[(turn / 2 + 1) % 3], w);
            assertThat(texts(found)).isEqualTo(before);
        }
    }

    @Test
    void the_greatest_of_windows_side_by_side_are_all_that_are_equal() {
        double[] special = {
            0.0,
            -0.0,
            1,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN
        };
        RandomState rng = new RandomState(9);
        for (String dtype : List.of("float64", "float32")) {
            for (int kinds : new int[] {2, 5, 7, 8}) {
                double[][][][] x = new double[1][3][6][9];
                for (double[][] plane : x[0]) {
                    for (double[] row : plane) {
                        for (int i = 0; i < row.length; i++) {
                            row[i] = special[(int) (rng.rand() * kinds)];
                        }
                    }
                }
                Expr in = T.cast(X, dtype);
                Expr by = T.grad(T.sum(T.pool2d(in, 2, 2)), in);
                INDArray found =
                        function(inputs(X), outputs(T.cast(by, "float64"))).apply((Object) x);
                for (int c = 0; c < 3; c++) {
                    for (int i = 0; i < 6; i++) {
                        for (int j = 0; j < 9; j++) {
                            boolean greatest = j < 8 && isGreatest(x[0][c], i, j, dtype.equals("float32"));
                            assertThat(found.getDouble(0, c, i, j) != 0)
                                    .as("%s %d %d %d of %s", dtype, c, i, j, Arrays.deepToString(x[0][c]))
                                    .isEqualTo(greatest);
                        }
                    }
                }
            }
        }
    }

    private static boolean isGreatest(double[][] plane, int i, int j, boolean single) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < 4; k++) {
            most = Math.max(most, in(plane[i / 2 * 2 + k / 2][j / 2 * 2 + k % 2], single));
        }
        double x = in(plane[i][j], single);
        return x == most || Double.isNaN(most) && Double.isNaN(x);
    }

    private static double in(double x, boolean single) {
        return single ? (float) x : x;
    }

    @Test
    void a_value_and_its_gradient_are_the_interpreters() {
        RandomState rng = new RandomState(3);
        Map<Expr, Object> values = Map.of(X, rng.randn(2, 2, 9, 9), W, rng.randn(2, 2, 2, 2));
        Expr y = T.relu(T.conv2d(X, W));
        Expr by = T.grad(T.sum(y.sqr()), W);
        INDArray compiled = function(inputs(X, W), outputs(by)).apply(values.get(X), values.get(W));
        INDArray interpreted = by.eval(values);
        assertThat(compiled.ravel().toDoubleVector())
                .containsExactly(interpreted.ravel().toDoubleVector());
    }
}
