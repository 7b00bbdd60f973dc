package arignote.expr.array;

import static arignote.expr.DType.BOOL;
import static arignote.expr.DType.FLOAT64;
import static arignote.expr.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Expr;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Row;
import arignote.expr.Slopes;
import arignote.expr.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

class SortingTest {
    private static final double NaN = Double.NaN;

    private static final Map<Expr, Object> VALUES = new LinkedHashMap<>();
    private static final Expr X = variable("X", FLOAT64, shape(2, 3), 3, 1, 2, 3, NaN, -1);
    private static final Expr Y = variable("Y", FLOAT64, shape(3, 3), 2, 0, 3, -1, 4, 0, 0.5, -2, 1);
    private static final Expr I = variable("I", INT64, shape(4), 3, 1, 1, 7);
    private static final Expr Z = variable("Z", INT64, shape(2, 2, 2), 1, 2, 3, 5, 8, 13, 21, 30);
    private static final Expr L = variable("L", BOOL, shape(4), 1, 0, 0, 1);

    private static Expr variable(String name, DType dtype, long[] shape, double... values) {
        HostArray value = HostArray.ofDoubles(dtype, shape, values);
        Expr x = Build.input(name, new TensorType(dtype, shape.length));
        VALUES.put(x, Build.constant(value).eval());
        return x;
    }

    private static long[] shape(long... lengths) {
        return lengths;
    }

    private static Row row(String python, Expr e, DType dtype, long[] shape, double... values) {
        return new Row(python, e, dtype, shape, values);
    }

    /** NumPy 2.4, of X = [[3, 1, 2], [3, nan, -1]] and so on as above. */
    @TestFactory
    Stream<DynamicTest> values_are_those_of_numpy() {
        // spotless:off
        return Stream.of(
            row("np.sort(X)", T.sort(X), FLOAT64, shape(2, 3), 1, 2, 3, -1, 3, NaN),
            row("np.sort(X, 0)", X.sort(0), FLOAT64, shape(2, 3), 3, 1, -1, 3, NaN, 2),
            row("np.argsort(X, kind='stable')", T.argsort(X), INT64, shape(2, 3), 1, 2, 0, 2, 0, 1),
            row("np.argsort(X, 0, kind='stable')", X.argsort(0), INT64, shape(2, 3), 0, 0, 1, 1, 1, 0),
            row("np.argsort(I, kind='stable')", T.argsort(I), INT64, shape(4), 1, 2, 0, 3),
            row("np.sort(I)", T.sort(I), INT64, shape(4), 1, 1, 3, 7),
            row("np.sort(L)", T.sort(L), BOOL, shape(4), 0, 0, 1, 1),
            row("np.argsort(Z, 1, kind='stable')", T.argsort(Z, 1), INT64, shape(2, 2, 2), 0, 0, 1, 1, 0, 0, 1, 1),
            row("-np.sort(-Y)[:, :2]", T.topk(Y, 2), FLOAT64, shape(3, 2), 3, 2, 4, 0, 1, 0.5),
            row("np.sort(Y, 0)[:2]", T.topk(Y, -2, 0), FLOAT64, shape(2, 3), -1, -2, 0, 0.5, 0, 1),
            row("np.argsort(-I, kind='stable')[:3]", T.argtopk(I, 3), INT64, shape(3), 3, 0, 1),
            row("np.argsort(I, kind='stable')[:2]", T.argtopk(I, -2), INT64, shape(2), 1, 2),
            row("np.searchsorted([1.,2,2,3], Y)", T.searchsorted(new double[] {1, 2, 2, 3}, Y), INT64, shape(3, 3), 1, 0, 3, 0, 4, 0, 0, 0, 0),
            row("np.searchsorted([1.,2,2,3], Y, 'right')", T.searchsorted(new double[] {1, 2, 2, 3}, Y, "right"), INT64, shape(3, 3), 3, 0, 4, 0, 4, 0, 0, 0, 1),
            row("np.searchsorted(I, [2, 9], sorter=np.argsort(I))", T.searchsorted(I, new int[] {2, 9}, "left", T.argsort(I)), INT64, shape(2), 2, 4),
            row("np.searchsorted([0, 1, np.nan], X)", T.searchsorted(new double[] {0, 1, Double.NaN}, X), INT64, shape(2, 3), 2, 1, 2, 2, 2, 0),
            row("np.searchsorted(np.sort(I), 3)", T.sort(I).searchsorted(3), INT64, shape(), 2),
            row("np.bincount(I)", T.bincount(I), INT64, shape(8), 0, 2, 0, 1, 0, 0, 0, 1),
            row("np.bincount(I, [0.5, 1, 2, 4])", T.bincount(I, new double[] {0.5, 1, 2, 4}), FLOAT64, shape(8), 0, 3, 0, 0.5, 0, 0, 0, 4),
            row("np.bincount(I, minlength=10)", T.bincount(I, null, 10), INT64, shape(10), 0, 2, 0, 1, 0, 0, 0, 1, 0, 0),
            row("np.bincount(L)", T.bincount(L), INT64, shape(2), 2, 2),
            row("np.cumsum(Y)", T.cumsum(Y), FLOAT64, shape(9), 2, 2, 5, 4, 8, 8, 8.5, 6.5, 7.5),
            row("np.cumsum(Y, 1)", Y.cumsum(1), FLOAT64, shape(3, 3), 2, 2, 5, -1, 3, 3, 0.5, -1.5, -0.5),
            row("np.cumsum(Z, -2)", T.cumsum(Z, -2), INT64, shape(2, 2, 2), 1, 2, 4, 7, 8, 13, 29, 43),
            row("np.cumsum(L)", T.cumsum(L), INT64, shape(4), 1, 1, 1, 2),
            row("np.cumprod(Y, 0)", T.cumprod(Y, 0), FLOAT64, shape(3, 3), 2, 0, 3, -2, 0, 0, -1, 0, 0),
            row("np.cumprod(Y)", Y.cumprod(), FLOAT64, shape(9), 2, 0, 0, 0, 0, 0, 0, 0, 0),
            row("np.cumprod(Z, 2)", T.cumprod(Z, 2), INT64, shape(2, 2, 2), 1, 2, 3, 15, 8, 104, 21, 630),
            row("np.diff(Y)", T.diff(Y), FLOAT64, shape(3, 2), -2, 3, 5, -4, -2.5, 3),
            row("np.diff(Y, 2)", T.diff(Y, 2), FLOAT64, shape(3, 1), 5, -9, 5.5),
            row("np.diff(Y, axis=0)", T.diff(Y, 1, 0), FLOAT64, shape(2, 3), -3, 4, -3, 1.5, -6, 1),
            row("np.diff(Y, 5)", T.diff(Y, 5), FLOAT64, shape(3, 0)),
            row("np.diff(Z, axis=1)", T.diff(Z, 1, 1), INT64, shape(2, 1, 2), 2, 3, 13, 17),
            row("np.diff(L)", T.diff(L), BOOL, shape(3), 1, 0, 1),
            row("np.diff(Y, 0)", T.diff(Y, 0), FLOAT64, shape(3, 3), 2, 0, 3, -1, 4, 0, 0.5, -2, 1))
                .map(r -> r.test(VALUES));
        // spotless:on
    }

    private static HostArray at(long[] shape, double... values) {
        return HostArray.ofDoubles(FLOAT64, shape, values);
    }

    @Test
    void gradients_put_back_what_was_sorted() {
        HostArray x = at(shape(2, 4), 3, 1, 2.5, -2, 0, -1, 4, 2);
        for (int axis = 0; axis < 2; axis++) {
            int along = axis;
            Slopes.check(2, v -> T.sort(v.get(0), along).pow(3), x);
            Slopes.check(2, v -> T.topk(v.get(0), 2, along).pow(3), x);
            Slopes.check(2, v -> T.cumsum(v.get(0).sqr(), along).pow(2), x);
            Slopes.check(2, v -> T.diff(v.get(0).pow(3), 2 - along, along), x);
        }
        Slopes.check(
                2, v -> T.bincount(T.constant(new int[] {3, 1, 1, 7}), v.get(0)).pow(3), at(shape(4), 1, -2, 3, 0.5));
        Slopes.check(2, v -> T.diff(v.get(0)), at(shape(2, 0)));
    }

    @Test
    void gradients_of_cumulated_products_are_right_where_elements_are_zero() {
        Slopes.check(4, v -> T.cumprod(v.get(0), 0), at(shape(6), 2, 0, -1, 0, 3, 0.5));
        Slopes.check(3, v -> T.cumprod(v.get(0), 1), at(shape(2, 3), 0, 0, 2, 1, 3, 0));
        Slopes.check(3, v -> T.cumprod(v.get(0), 0), at(shape(3, 2), 0, 4, 0, 0, 2, 1));
    }

    @Test
    void equal_elements_keep_their_order() {
        double[] x = {0.0, -0.0, 1, NaN, 0.0, NaN, Double.NEGATIVE_INFINITY};
        assertThat(T.argsort(T.constant(x)).eval().toLongVector()).containsExactly(6, 0, 1, 4, 2, 3, 5);
        assertThat(T.argtopk(T.constant(x), 7).eval().toLongVector()).containsExactly(3, 5, 2, 0, 1, 4, 6);
        assertThat(1 / T.sort(T.constant(x)).eval().getDouble(2)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void many_elements_are_in_order() {
        INDArray x = new arignote.RandomState(0).uniform(-1, 1, 10_001);
        double[] expected = x.toDoubleVector();
        java.util.Arrays.sort(expected);
        assertThat(T.sort(T.constant(x)).eval().toDoubleVector()).containsExactly(expected);
    }

    @Test
    void float32_stays_float32() {
        Expr x = T.fvector("x");
        Object value = new float[] {3, 1, 2};
        for (Expr e : List.of(T.sort(x), T.cumsum(x), T.cumprod(x), T.diff(x), T.topk(x, 2))) {
            assertThat(e.type().dtype()).isEqualTo(DType.FLOAT32);
            assertThat(DType.of(e.eval(Map.of(x, value)).dataType())).isEqualTo(DType.FLOAT32);
        }
        assertThat(T.grad(T.sum(T.cumprod(x)), x).eval(Map.of(x, value)).toFloatVector())
                .containsExactly(1 + 1 + 2, 3 + 6, 3);
    }

    @Test
    void parts_and_transposes_are_read_as_they_stand() {
        Expr rows = T.sort(Y.T().get(1));
        assertThat(rows.eval(Map.of(Y, VALUES.get(Y))).toDoubleVector()).containsExactly(-2, 0, 4);
    }

    @Test
    void k_may_be_symbolic() {
        Expr k = T.lscalar("k");
        assertThat(T.topk(I, k).eval(Map.of(I, VALUES.get(I), k, 2)).toLongVector())
                .containsExactly(7, 3);
    }

    @Test
    void what_does_not_fit_is_told() {
        Map<Expr, ?> y = Map.of(Y, VALUES.get(Y));
        assertThatThrownBy(() -> T.topk(Y, 4).eval(y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "topk of 4 elements, but 'Y' has 3 along axis 1; take 1 to 3, or so many below 0 for the smallest");
        assertThatThrownBy(() -> T.sort(Y, 2)).hasMessage("sort over axis 2, but 'Y' is a float64 matrix with 2 axes");
        assertThatThrownBy(() -> T.bincount(new int[] {1, -2}).eval())
                .hasMessage("bincount counts whole numbers from 0 on, but [1, -2] has -2");
        assertThatThrownBy(() -> T.bincount(Y)).hasMessageStartingWith("bincount takes vectors, but 'Y' is");
        assertThatThrownBy(() -> T.searchsorted(Y, 1)).hasMessageStartingWith("searchsorted looks into a vector");
        assertThatThrownBy(() -> T.searchsorted(I, 1, "middle")).hasMessageContaining("\"left\" and \"right\"");
        assertThatThrownBy(() -> T.diff(Y, -1)).hasMessageContaining("not -1 times");
        assertThatThrownBy(() -> T.cumsum(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
