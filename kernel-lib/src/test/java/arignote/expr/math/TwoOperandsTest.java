package arignote.expr.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Special numbers of the functions of two operands, and values beside correctly rounded ones. */
class TwoOperandsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    // spotless:off
    /** y, x, and numpy.arctan2(y, x) */
    private static final double[][] ARCTAN2 = {
        {0, 1, 0}, {-0.0, 1, -0.0}, {0, -1, Math.PI}, {-0.0, -1, -Math.PI}, {0, 0, 0}, {-0.0, 0, -0.0}, {0, -0.0, Math.PI},
        {-0.0, -0.0, -Math.PI}, {1, 0, Math.PI / 2}, {-1, -0.0, -Math.PI / 2}, {INF, INF, Math.PI / 4},
        {INF, -INF, 3 * Math.PI / 4}, {-INF, -INF, -3 * Math.PI / 4}, {1, INF, 0}, {1, -INF, Math.PI}, {-INF, 1, -Math.PI / 2},
        {NAN, 1, NAN}, {0, NAN, NAN}, {1e-300, 1e300, 0}, {1e300, 1e-300, Math.PI / 2}, {3, 4, 0.6435011087932844},
        {-1, 2, -0.4636476090008061}, {2, -1, 2.0344439357957027}, {-0.3, -0.7, -2.7367008673047097}};
    /** x, y, and numpy.hypot(x, y) */
    private static final double[][] HYPOT = {
        {3, 4, 5}, {-3, 4, 5}, {0, 0, 0}, {-0.0, 0, 0}, {INF, NAN, INF}, {NAN, -INF, INF}, {NAN, 1, NAN}, {3e300, 4e300, 5e300},
        {3e-320, 4e-320, 5e-320}, {1e308, 1e308, 1.4142135623730951e308}, {1.7e308, 1.7e308, INF}, {1, 1e-200, 1}};
    /** x, y, and numpy.logaddexp(x, y) */
    private static final double[][] LOGADDEXP = {
        {0, 0, 0.6931471805599453}, {1000, 1000, 1000.6931471805599}, {-1000, -1000, -999.3068528194401}, {INF, INF, INF},
        {-INF, -INF, -INF}, {INF, -INF, INF}, {1, -INF, 1}, {NAN, 1, NAN}, {1, NAN, NAN}, {2, 3, 3.313261687518223},
        {5, -5, 5.000045398899217}};
    // spotless:on

    @Test
    void arctan2() {
        for (double[] c : ARCTAN2) {
            near(InverseTrigonometry.arctan2(c[0], c[1]), c);
        }
    }

    @Test
    void hypot() {
        for (double[] c : HYPOT) {
            near(Radicals.hypot(c[0], c[1]), c);
        }
    }

    @Test
    void logaddexp() {
        for (double[] c : LOGADDEXP) {
            near(Elementary.logaddexp(c[0], c[1]), c);
        }
    }

    /** Within 1 ulp; special numbers and signs of zeros are exact. */
    private static void near(double found, double[] c) {
        boolean special = Double.isNaN(c[2]) || Double.isInfinite(c[2]) || c[2] == 0;
        if (special) {
            assertThat(Double.valueOf(found)).as("%s, %s", c[0], c[1]).isEqualTo(Double.valueOf(c[2]));
        } else {
            assertThat(ElementaryTest.ulps(found, c[2]))
                    .as("%s, %s: %s", c[0], c[1], found)
                    .isLessThanOrEqualTo(1);
        }
    }
}
