package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import arignote.expr.DType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Functions of elements beside the values that NumPy 2.4 gives, by generated code and by the interpreter. */
class ElementwiseTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private final Expr x = T.dvector("x");
    private final Expr y = T.dvector("y");
    private final Expr k = T.lvector("k");
    private final Expr l = T.lvector("l");
    private final Expr i = T.ivector("i");
    private final Expr j = T.ivector("j");

    /** What z is for these inputs, in both modes; the bits have to be the same. */
    private static double[] at(Expr z, List<Expr> inputs, Object... values) {
        List<double[]> both = Stream.of("java", "nd4j")
                .map(how -> {
                    INDArray v = function(inputs(inputs), outputs(z), mode(how), onUnusedInput("ignore"))
                            .apply(values);
                    double[] all = new double[(int) v.length()];
                    for (int n = 0; n < all.length; n++) {
                        all[n] = v.reshape(all.length).getDouble(n);
                    }
                    return all;
                })
                .toList();
        assertThat(both.get(1)).as("%s, interpreted", z).containsExactly(both.get(0));
        return both.get(0);
    }

    private double[] at(Expr z, double... xs) {
        return at(z, List.of(x), (Object) xs);
    }

    // spotless:off
    private static final double[] X = {-2.5, -1.5, -0.5, -0.49999999999999994, -0.0, 0.0, 0.49999999999999994, 0.5, 1.5, 2.5, 1e+300, -INF, NAN, 4503599627370495.5};
    // numpy.ceil(X), and so on
    private static final double[] CEIL = {-2.0, -1.0, -0.0, -0.0, -0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 1e+300, -INF, NAN, 4503599627370496.0};
    private static final double[] TRUNC = {-2.0, -1.0, -0.0, -0.0, -0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 1e+300, -INF, NAN, 4503599627370495.0};
    private static final double[] ROUND = {-2.0, -2.0, -0.0, -0.0, -0.0, 0.0, 0.0, 0.0, 2.0, 2.0, 1e+300, -INF, NAN, 4503599627370496.0};
    private static final double[] AWAY = {-3.0, -2.0, -1.0, -0.0, -0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 1e+300, -INF, NAN, 4503599627370496.0};
    private static final double[] A = {7.0, -7.0, 7.0, -7.0, 0.3, -1.0, 1.0, 5.0, INF, -1.0, 0.0, -0.0, 1.0, 6.0, 1e+17};
    private static final double[] B = {2.0, 2.0, -2.0, -2.0, 0.1, INF, -INF, 0.0, 2.0, 1e-300, 3.0, 3.0, 0.1, -0.1, 0.3};
    // numpy.floor_divide(A, B), numpy.mod(A, B)
    private static final double[] DIV = {3.0, -4.0, -4.0, 3.0, 2.0, -1.0, -1.0, INF, NAN, -9.999999999999999e+299, 0.0, -0.0, 9.0, -60.0, 3.333333333333334e+17};
    private static final double[] MOD = {1.0, 1.0, -1.0, -1.0, 0.09999999999999998, INF, -INF, NAN, NAN, 1.0368134719602886e-301, 0.0, 0.0, 0.09999999999999995, -3.3306690738754696e-16, 0.2007434154171886};
    // spotless:on

    @Test
    void rounding() {
        assertThat(at(T.ceil(x), X)).containsExactly(CEIL);
        assertThat(at(T.trunc(x), X)).containsExactly(TRUNC);
        assertThat(at(x.round(), X)).containsExactly(ROUND);
        assertThat(at(x.roundHalfAwayFromZero(), X)).containsExactly(AWAY);
        assertThat(at(T.iround(x), -2.5, 3.5)).containsExactly(-2, 4);
        assertThat(T.iround(x).type().dtype()).isEqualTo(DType.INT64);
        assertThat(T.round(k)).isSameAs(k);
        assertThat(at(T.grad(T.sum(x.round().times(x)), x), 1.4, 2.5)).containsExactly(1, 2);
    }

    @Test
    void whole_quotients_are_rounded_down() {
        assertThat(at(T.intDiv(x, y), List.of(x, y), A, B)).containsExactly(DIV);
        assertThat(at(T.mod(x, y), List.of(x, y), A, B)).containsExactly(MOD);
        long[] a = {7, -7, 7, -7, 0, 5};
        long[] b = {2, 2, -2, -2, 3, 0};
        assertThat(at(T.divmod(k, l).get(0), List.of(k, l), a, b)).containsExactly(3, -4, -4, 3, 0, 0);
        assertThat(at(T.divmod(k, l).get(1), List.of(k, l), a, b)).containsExactly(1, 1, -1, -1, 0, 0);
        assertThat(at(T.ceilIntDiv(k, 2), List.of(k), (Object) a)).containsExactly(4, -3, 4, -3, 0, 3);
        assertThat(at(i.intDiv(-1), List.of(i), (Object) new int[] {Integer.MIN_VALUE, 5}))
                .containsExactly(Integer.MIN_VALUE, -5);
    }

    @Test
    void bits() {
        int[] a = {6, -6, 1, -1, 255, -8};
        int[] b = {3, 5, 31, 40, -1, 1};
        List<Expr> both = List.of(i, j);
        assertThat(at(i.and(j), both, a, b)).containsExactly(2, 0, 1, 40, 255, 0);
        assertThat(at(i.or(j), both, a, b)).containsExactly(7, -1, 31, -1, -1, -7);
        assertThat(at(i.xor(j), both, a, b)).containsExactly(5, -1, 30, -41, -256, -7);
        assertThat(at(i.invert(), both, a, b)).containsExactly(-7, 5, -2, 0, -256, 7);
        assertThat(at(i.leftShift(j), both, a, b)).containsExactly(48, -192, -2147483648, 0, 0, -16);
        assertThat(at(i.rightShift(j), both, a, b)).containsExactly(0, -1, 0, -1, 0, -4);
        long[] c = {6, -6, 1, -1, 255, -8};
        long[] d = {3, 5, 31, 40, -1, 1};
        assertThat(at(k.leftShift(l), List.of(k, l), c, d))
                .containsExactly(48, -192, 2147483648L, -1099511627776L, 0, -16);
        assertThat(at(T.and(k, 3), List.of(k), (Object) c)).containsExactly(2, 2, 1, 3, 3, 0);
        assertThat(T.and(k, 3).type().dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void bools_are_combined() {
        Expr positive = x.gt(0);
        Expr small = x.lt(2);
        double[] xs = {-1, 1, 3, NAN};
        assertThat(at(positive.and(small), xs)).containsExactly(0, 1, 0, 0);
        assertThat(at(positive.or(small), xs)).containsExactly(1, 1, 1, 0);
        assertThat(at(positive.xor(small), xs)).containsExactly(1, 0, 1, 0);
        assertThat(at(positive.invert(), xs)).containsExactly(1, 0, 0, 1);
        assertThat(positive.invert().type().dtype()).isEqualTo(DType.BOOL);
        assertThat(at(T.not(x), 0, -0.0, 2, NAN)).containsExactly(1, 1, 0, 0);
        assertThat(at(T.where(positive.and(small), x, 0).times(2), xs)).containsExactly(0, 2, 0, 0);
    }

    @Test
    void special_numbers_are_found() {
        double[] xs = {1, NAN, INF, -INF, 0};
        assertThat(at(x.isnan(), xs)).containsExactly(0, 1, 0, 0, 0);
        assertThat(at(x.isinf(), xs)).containsExactly(0, 0, 1, 1, 0);
        assertThat(at(T.where(x.isnan(), 0, x.isinf().times(x)), xs)).containsExactly(0 * 1.0, 0, INF, -INF, 0);
        assertThat(at(k.isnan(), List.of(k), (Object) new long[] {1, 2})).containsExactly(0, 0);
    }

    @Test
    void nearly_equal_as_NumPy_has_it() {
        double[] p = {1, 1 + 1e-9, 1, 1.1, INF, INF, NAN, 1e-9, 0, 1};
        double[] q = {1, 1, 1 + 2e-5, 1, INF, -INF, NAN, 0, 1e-7, INF};
        List<Expr> both = List.of(x, y);
        assertThat(at(T.isclose(x, y), both, p, q)).containsExactly(1, 1, 0, 0, 1, 0, 0, 1, 0, 0);
        assertThat(at(T.isclose(x, y, 1e-5, 1e-8, true), both, p, q)).containsExactly(1, 1, 0, 0, 1, 0, 1, 1, 0, 0);
        assertThat(at(T.isclose(x, y, 0.2, 0), both, p, q)).containsExactly(1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
        assertThat(at(T.allclose(x, 1), 1, 1 + 1e-9)).containsExactly(1);
        assertThat(at(T.allclose(x, 1), 1, 1.1)).containsExactly(0);
    }

    @Test
    void any_number_chooses() {
        double[] xs = {0, 2, -0.0, NAN};
        assertThat(at(T.where(x, 1.5, -1), xs)).containsExactly(-1, 1.5, -1, 1.5);
        assertThat(at(T.where(k, x, 0), List.of(x, k), new double[] {5, 6}, new long[] {0, 7}))
                .containsExactly(0, 6);
        assertThat(at(T.grad(T.sum(T.where(x, x.sqr(), x)), x), 0, 3)).containsExactly(1, 6);
    }

    @Test
    void numbers_and_other_names() {
        assertThat(at(T.inv(x), 4, 0)).containsExactly(0.25, INF);
        assertThat(at(T.trueDiv(1, x), 4)).containsExactly(0.25);
        assertThat(at(T.power(2, x), 3)).containsExactly(8);
        assertThat(at(T.square(x), 3)).containsExactly(9);
        assertThat(at(T.deg2rad(x), 180, -90)).containsExactly(Math.PI, -Math.PI / 2);
        assertThat(at(T.rad2deg(x), Math.PI)).containsExactly(180);
        assertThat(at(T.fill(x, 7), 1, 2)).containsExactly(7, 7);
        assertThat(at(T.grad(T.sum(T.second(y, x.sum()).times(y)), x), List.of(x, y), new double[] {1}, new double[] {
                    2, 3
                }))
                .containsExactly(5);
        assertThatThrownBy(() -> T.second(T.scalar("s"), x))
                .hasMessage(
                        "second gives a value the shape of another, but 'x' is a float64 vector, which has more axes"
                                + " than 's', a float64 scalar");
    }

    @Test
    void special_functions_and_their_gradients() {
        assertThat(at(T.erf(x), 0, 0.5)).containsExactly(0, 0.5204998778130465);
        assertThat(at(T.triGamma(x), 1)).containsExactly(1.6449340668482264);
        // scipy.stats.chi2.sf(3, 2), scipy.special.gammaincc(2, 3) gamma(2)
        near(T.chi2sf(x, 2), 3, 0.22313016014842982);
        near(T.gammau(2, x), 3, 0.1991482734714558);
        near(T.gammal(2, x), 3, 0.8008517265285442);
        // the third derivatives at 0 of J0 and I1 are 0 and 3/8; that of psi is polygamma(3)
        near(third(T.j0(x)), 0, 0);
        near(third(T.i1(x)), 0, 0.375);
        near(third(T.psi(x)), 1, 6.493939402266829);
        // mpmath.diff(f, 0.5, 3)
        near(third(T.erf(x)), 0.5, -0.8787825789354449);
        near(third(T.erfinv(x)), 0.5, 5.260582539261221);
        near(third(T.gammainc(2, x)), 0.5, -0.9097959895689501);
        near(third(T.j1(x)), 0.5, -0.336644258045451);
    }

    @Test
    void incomplete_gamma_functions_have_gradients_by_their_first_argument() {
        // mpmath.diff of gammainc(k, 0, 3, regularized=True), exp(k) gammainc(k, 3, inf, regularized=True) ...
        near(T.grad(T.gammainc(x, 3).sum(), x), 2, -0.19742541957920247);
        near(T.grad(T.exp(x).times(T.gammaincc(x, 3)).sum(), x), 0.5, 0.10147253712213527);
        near(T.grad(T.gammau(x, 3).sum(), x), 2, 0.2816221899648396);
        near(T.grad(T.chi2sf(3, x).sum(), x), 2, 0.1596426503315346);
        // once by k and once or twice by x, in either order
        Expr p = T.gammainc(y, x);
        Expr byBoth = T.grad(T.grad(p.sum(), y).sum(), x),
                byBothBack = T.grad(T.grad(p.sum(), x).sum(), y);
        double[] k = {2}, at = {1.5};
        for (Expr mixed : List.of(byBoth, byBothBack)) {
            assertThat(at(mixed, List.of(x, y), at, k)[0]).isCloseTo(-0.00579666283798989, offset(1e-12));
        }
        assertThat(at(T.grad(byBoth.sum(), x), List.of(x, y), at, k)[0]).isCloseTo(0.22506238109442645, offset(1e-12));
        // at 0 nothing depends on k; a second derivative by k has no formula
        assertThat(at(byBoth, List.of(x, y), new double[] {0}, k)).containsExactly(0);
        assertThat(at(T.grad(T.gammaincGrad(x, 3).sum(), x), 2)).containsExactly(Double.NaN);
    }

    private Expr third(Expr z) {
        Expr first = T.grad(z.sum(), x);
        Expr second = T.grad(first.sum(), x);
        return T.grad(second.sum(), x);
    }

    private void near(Expr z, double at, double value) {
        assertThat(at(z, at)[0]).as("%s", z).isCloseTo(value, offset(1e-12));
    }

    @Test
    void logarithms_times_numbers() {
        assertThat(at(x.xlogx(), 0, 1, 2, -1)).containsExactly(0, 0, 2 * Math.log(2), NAN);
        assertThat(at(T.grad(T.sum(x.xlogx()), x), 1, 2, 0)).containsExactly(1, 1 + Math.log(2), -INF);
        List<Expr> both = List.of(x, y);
        assertThat(at(T.xlogy0(x, y), both, new double[] {0, 0, 2}, new double[] {0, NAN, 4}))
                .containsExactly(0, 0, 2 * Math.log(4));
        assertThat(at(T.grad(T.sum(T.xlogy0(x, y)), y), both, new double[] {0, 3}, new double[] {2, 4}))
                .containsExactly(0, 0.75);
    }
}
