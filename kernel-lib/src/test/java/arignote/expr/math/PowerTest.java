package arignote.expr.math;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ScalarOp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        2,
        -2,
        3,
        -3,
        0.5,
        -0.5,
        2.5,
        -2.5,
        INFINITY,
        -INFINITY,
        Double.NaN,
        1e300,
        -1e300,
        1e-310,
        -1e-310,
        0x1p52,
        0x1p52 + 1,
        0x1p53 - 1,
        1 - 0x1p53,
        0x1p53,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE
    };

    private static double power(double a, double b) {
        return ScalarOp.POWER.value().at(a, b, 0);
    }

    @Test
    void results_are_within_an_ulp() throws Exception {
        List<String> lines;
        var in = PowerTest.class.getResourceAsStream("/elementary.txt");
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines = reader.lines().filter(line -> line.startsWith("power ")).toList();
        }
        assertThat(lines).hasSizeGreaterThan(1000).allSatisfy(line -> {
            String[] word = line.split(" ");
            double a = ElementaryTest.number(word[1]);
            double b = ElementaryTest.number(word[3]);
            assertThat(ElementaryTest.ulps(power(a, b), ElementaryTest.number(word[2])))
                    .as("%s ** %s", a, b)
                    .isLessThanOrEqualTo(1);
        });
    }

    @Test
    void special_numbers_are_Javas_but_for_Cs_ones() {
        for (double a : SPECIAL) {
            for (double b : SPECIAL) {
                boolean one = a == 1 || (a == -1 && Double.isInfinite(b));
                double expected = one ? 1 : StrictMath.pow(a, b);
                double found = power(a, b);
                // to the bit, −0 and NaN told apart; an ordinary number within an ulp of StrictMath's
                boolean same = Double.valueOf(found).equals(expected)
                        || (found != 0 && expected != 0 && ElementaryTest.ulps(found, expected) <= 1);
                assertThat(same)
                        .as("%s ** %s = %s, not %s", a, b, found, expected)
                        .isTrue();
            }
        }
    }

    @Test
    void whole_numbers_to_small_whole_powers_are_exact() {
        for (int a = -60; a <= 60; a++) {
            double expected = 1;
            for (int b = 0; Math.abs(expected) <= 0x1p53 && b < 60; b++) {
                assertThat(power(a, b)).as("%s ** %s", a, b).isEqualTo(expected);
                expected *= a;
            }
        }
    }

    @Test
    void a_number_to_the_power_of_2_is_its_square() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            double x = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-600, 600));
            assertThat(power(x, 2)).isEqualTo(x * x);
        }
    }

    /** The hash holds for every Java, every processor, before and after compilation. */
    @Test
    void a_million_results_have_these_bits() throws Exception {
        int n = 1_000_000;
        SplittableRandom random = new SplittableRandom(17);
        ByteBuffer bytes = ByteBuffer.allocate(8 * n);
        for (int i = 0; i < n; i++) {
            double a = i % 2 == 0 ? 10 * random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            double b = i % 4 < 3 ? 16 * random.nextDouble() - 8 : random.nextInt(-30, 30);
            bytes.putLong(Double.doubleToLongBits(power(a, b)));
        }
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
                .isEqualTo("e9772e860f9f37e9cfe76a9a3fb97ac1a79709eb49a11769af3d5f58519e7214");
    }
}
