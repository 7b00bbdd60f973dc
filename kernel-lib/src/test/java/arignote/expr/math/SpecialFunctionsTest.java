package arignote.expr.math;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ScalarOp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Error functions, gamma functions, Bessel functions beside values of mpmath, and where they are special. */
class SpecialFunctionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    /** How many ulp each may be from the correctly rounded value. */
    private static final Map<String, Integer> ULPS = Map.ofEntries(
            Map.entry("erf", 1),
            Map.entry("erfc", 3),
            Map.entry("erfcx", 5),
            Map.entry("erfinv", 2),
            Map.entry("erfcinv", 2),
            Map.entry("gamma", 5),
            Map.entry("gammaln", 3),
            Map.entry("psi", 3),
            Map.entry("polygamma", 4),
            Map.entry("gammainc", 450), // 1e-13, where exponents are large
            Map.entry("gammaincc", 450),
            Map.entry("gammainc_grad", 450),
            Map.entry("iv", 10));

    private record Line(double a, double b, double value) {}

    private static double at(String row, double... x) {
        return ScalarOp.valueOf(row.toUpperCase(java.util.Locale.ROOT)).value().at(x[0], x.length > 1 ? x[1] : 0, 0);
    }

    private static Map<String, List<Line>> reference() throws Exception {
        var in = SpecialFunctionsTest.class.getResourceAsStream("/special.txt");
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.groupingBy(
                            word -> word[0],
                            Collectors.mapping(
                                    word -> new Line(
                                            Double.parseDouble(word[1]),
                                            Double.parseDouble(word[2]),
                                            Double.parseDouble(word[3])),
                                    Collectors.toList())));
        }
    }

    @TestFactory
    Stream<DynamicTest> results_are_within_the_promised_ulps() throws Exception {
        Map<String, List<Line>> reference = reference();
        return ULPS.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    assertThat(reference.get(e.getKey())).hasSizeGreaterThan(100);
                    for (Line l : reference.get(e.getKey())) {
                        double found = at(e.getKey(), l.a, l.b);
                        assertThat(ElementaryTest.ulps(found, l.value))
                                .as("%s: %s", l, found)
                                .isLessThanOrEqualTo(e.getValue());
                    }
                }));
    }

    /** Near its zeros its error is a share of the amplitude, as it is of other libraries. */
    @Test
    void oscillating_Bessel_functions() throws Exception {
        for (Line l : reference().get("jv")) {
            assertThat(Math.abs(at("jv", l.a, l.b) - l.value)).as("%s", l).isLessThan(6e-16);
        }
    }

    // spotless:off
    /** A row, what it is of, and what comes out. */
    private static final Object[][] SPECIAL = {
        {"erf", NAN, NAN}, {"erf", INF, 1.0}, {"erf", -INF, -1.0}, {"erf", -0.0, -0.0}, {"erf", Double.MIN_VALUE, Double.MIN_VALUE},
        {"erfc", INF, 0.0}, {"erfc", -INF, 2.0}, {"erfc", NAN, NAN}, {"erfc", 0.0, 1.0}, {"erfc", 30.0, 0.0},
        {"erfcx", INF, 0.0}, {"erfcx", -INF, INF}, {"erfcx", -30.0, INF}, {"erfcx", NAN, NAN}, {"erfcx", 1e300, 5.641895835477563e-301},
        {"erfinv", 1.0, INF}, {"erfinv", -1.0, -INF}, {"erfinv", 1.5, NAN}, {"erfinv", NAN, NAN}, {"erfinv", -0.0, -0.0},
        {"erfcinv", 0.0, INF}, {"erfcinv", 2.0, -INF}, {"erfcinv", 1.0, 0.0}, {"erfcinv", -1.0, NAN}, {"erfcinv", 2.5, NAN}, {"erfcinv", NAN, NAN},
        {"gamma", 0.0, INF}, {"gamma", -0.0, -INF}, {"gamma", -1.0, NAN}, {"gamma", INF, INF}, {"gamma", -INF, NAN}, {"gamma", NAN, NAN},
        {"gamma", 5.0, 24.0}, {"gamma", 1.0, 1.0}, {"gamma", 2.0, 1.0}, {"gamma", 23.0, 1.1240007277776077e21}, {"gamma", 172.0, INF}, {"gamma", -200.5, -0.0},
        {"gammaln", 1.0, 0.0}, {"gammaln", 2.0, 0.0}, {"gammaln", 0.0, INF}, {"gammaln", -3.0, INF}, {"gammaln", INF, INF}, {"gammaln", NAN, NAN}, {"gammaln", 1e308, INF},
        {"psi", 0.0, -INF}, {"psi", -0.0, INF}, {"psi", -2.0, NAN}, {"psi", INF, INF}, {"psi", NAN, NAN}, {"psi", 1.4616321449683622, -9.241265521729427e-17}};
    /** A row, what it is of, and what comes out. */
    private static final Object[][] OF_TWO = {
        {"polygamma", 0.0, 1.0, -0.5772156649015329}, {"polygamma", 1.0, 1.0, 1.6449340668482264}, {"polygamma", 1.0, 0.0, INF},
        {"polygamma", 1.0, -2.0, INF}, {"polygamma", 0.5, 1.0, NAN}, {"polygamma", -1.0, 1.0, NAN}, {"polygamma", 1.0, NAN, NAN}, {"polygamma", 2.0, INF, -0.0},
        {"gammainc", 2.0, 0.0, 0.0}, {"gammainc", 2.0, INF, 1.0}, {"gammainc", 0.0, 1.0, 1.0}, {"gammainc", -1.0, 1.0, NAN}, {"gammainc", 1.0, -1.0, NAN}, {"gammainc", NAN, 1.0, NAN},
        {"gammaincc", 2.0, 0.0, 1.0}, {"gammaincc", 2.0, INF, 0.0}, {"gammaincc", 0.0, 1.0, 0.0}, {"gammaincc", 1.0, NAN, NAN},
        {"gammainc_grad", 1.0, 0.0, 0.0}, {"gammainc_grad", 1.0, INF, 0.0}, {"gammainc_grad", INF, 1.0, 0.0}, {"gammainc_grad", INF, INF, NAN},
        {"gammainc_grad", 0.0, 0.0, NAN}, {"gammainc_grad", -1.0, 1.0, NAN}, {"gammainc_grad", 1.0, -1.0, NAN}, {"gammainc_grad", 1.0, NAN, NAN}, {"gammainc_grad", NAN, 1.0, NAN},
        {"gammainc_grad", 0.0, 0.5, -0.5597735947761608}, {"gammainc_grad", 1e-5, 1e-300, -685.4509932706437}, // -E1(x) for k = 0
        {"gammainc_grad", 1e4, 1e4, -0.003989456049453668}, {"gammainc_grad", 5.0, 700.0, -5.006223743578228e-294}, {"gammainc_grad", 3.0, 1e5, 0.0}, {"gammainc_grad", 1e5, 3.0, 0.0},
        {"iv", 0.0, 0.0, 1.0}, {"iv", 1.0, 0.0, 0.0}, {"iv", 1.0, -INF, -INF}, {"iv", 0.5, 1.0, NAN}, {"iv", -3.0, 2.0, 0.21273995923985267}, {"iv", 0.0, NAN, NAN},
        {"jv", 0.0, 0.0, 1.0}, {"jv", 2.0, 0.0, 0.0}, {"jv", 0.0, INF, 0.0}, {"jv", 0.5, 1.0, NAN}, {"jv", 1.0, NAN, NAN}};
    // spotless:on

    @Test
    void special_numbers() {
        for (Object[] c : SPECIAL) {
            near(at((String) c[0], (Double) c[1]), c);
        }
        for (Object[] c : OF_TWO) {
            near(at((String) c[0], (Double) c[1], (Double) c[2]), c);
        }
        assertThat(at("jv", -3, 2)).isEqualTo(-at("jv", 3, 2));
        // -E1(2), the limit for k = 0
        assertThat(at("gammainc_grad", 0, 2))
                .isCloseTo(-0.04890051070806112, org.assertj.core.data.Offset.offset(1e-16));
        // scipy.special.gammainc(1e10, 1e10 + 1e5)
        assertThat(at("gammainc", 1e10, 1e10 + 1e5))
                .isCloseTo(0.8413447460725758, org.assertj.core.data.Offset.offset(1e-11));
    }

    /** Within 2 ulp; special numbers and signs of zeros are exact. */
    private static void near(double found, Object[] c) {
        double value = (Double) c[c.length - 1];
        boolean special = Double.isNaN(value) || Double.isInfinite(value) || value == 0 || value == Math.rint(value);
        if (special) {
            assertThat(Double.valueOf(found)).as("%s", List.of(c)).isEqualTo(Double.valueOf(value));
        } else {
            assertThat(ElementaryTest.ulps(found, value))
                    .as("%s: %s", List.of(c), found)
                    .isLessThanOrEqualTo(2);
        }
    }
}
