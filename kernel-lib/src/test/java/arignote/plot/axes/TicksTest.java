package arignote.plot.axes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected ticks are those that matplotlib 3 draws for the same limits in its default figure. */
class TicksTest {
    @ParameterizedTest
    @CsvSource({
        "-5.45, 5.38, 11, −4 −2 0 2 4",
        "-24.95, 523.95, 11, 0 100 200 300 400 500",
        "-0.1, 2.1, 11, 0.00 0.25 0.50 0.75 1.00 1.25 1.50 1.75 2.00",
        "-0.015, 0.315, 11, 0.00 0.05 0.10 0.15 0.20 0.25 0.30",
        "0.6614, 0.7386, 13, 0.67 0.68 0.69 0.70 0.71 0.72 0.73",
        "-0.895, 20.995, 11, 0.0 2.5 5.0 7.5 10.0 12.5 15.0 17.5 20.0",
        "-0.05, 1, 5, 0.00 0.25 0.50 0.75 1.00",
    })
    void stand_where_matplotlib_puts_them(double lo, double hi, int room, String labels) {
        assertThat(text(Ticks.of(new Range(lo, hi), Scale.LINEAR, room))).isEqualTo(labels);
    }

    @Test
    void take_a_common_power_or_offset_out() {
        Ticks large = Ticks.of(new Range(0, 4.1e8), Scale.LINEAR, 9);
        assertThat(large.corner()).isEqualTo("1e8");
        assertThat(text(large)).startsWith("0.0 0.5 1.0");
        assertThat(Ticks.of(new Range(0, 2e-6), Scale.LINEAR, 9).corner()).isEqualTo("1e−6");
        Ticks far = Ticks.of(new Range(1234.50000, 1234.50021), Scale.LINEAR, 9);
        assertThat(far.corner()).isEqualTo("+1234.5");
        assertThat(text(far)).contains("0.000025");
    }

    @Test
    void say_their_offset_to_its_last_digit_and_without_a_row_of_zeros() {
        Ticks large = Ticks.of(new Range(1234567890123450.0, 1234567890123460.0), Scale.LINEAR, 5);
        assertThat(large.corner()).isEqualTo("+1.2345678901234e15");
        assertThat(text(large)).isEqualTo("50 52 54 56 58 60");
        assertThat(Ticks.of(new Range(1e15, 1e15 + 2), Scale.LINEAR, 9).corner())
                .isEqualTo("+1e15");
    }

    @Test
    void around_a_power_of_ten_are_told_by_their_distance_from_it() {
        Ticks ticks = Ticks.of(new Range(999.9998, 1000.0002), Scale.LINEAR, 9);
        assertThat(ticks.corner()).isEqualTo("+1000");
        assertThat(text(ticks)).isEqualTo("−0.00015 −0.00010 −0.00005 0.00000 0.00005 0.00010 0.00015");
    }

    @Test
    void reach_to_the_ends_of_the_doubles() {
        Ticks most = Ticks.of(new Range(-1.7e308, 1.7e308), Scale.LINEAR, 9);
        assertThat(text(most)).isEqualTo("−1.5 −1.0 −0.5 0.0 0.5 1.0 1.5");
        assertThat(most.corner()).isEqualTo("1e308");
        assertThat(most.at()).contains(1.5e308);
        Ticks least = Ticks.of(new Range(0, 1e-320), Scale.LINEAR, 5);
        assertThat(text(least)).isEqualTo("0 2 4 6 8");
        assertThat(least.corner()).isEqualTo("1e−321");
        assertThat(text(Ticks.of(new Range(0, Double.MIN_VALUE), Scale.LINEAR, 9)))
                .isEqualTo("0.000 4.941");
    }

    @Test
    void of_all_powers_of_ten_are_a_few() {
        Ticks all = Ticks.of(new Range(Double.MIN_VALUE, Double.MAX_VALUE), Scale.LOG, 9);
        assertThat(all.at().length).isBetween(5, 9);
        assertThat(all.minor()).isEmpty();
        assertThat(Ticks.of(new Range(10, 1e5), Scale.LOG, 2).at()).hasSizeGreaterThan(1);
    }

    @Test
    void are_powers_of_ten_on_a_logarithmic_axis() {
        Ticks ticks = Ticks.of(new Range(0.05, 300), Scale.LOG, 9);
        assertThat(ticks.at()).containsExactly(new double[] {0.1, 1, 10, 100}, within(1e-12));
        assertThat(ticks.labels().get(0)).isEqualTo(new TickLabel("10", "−1"));
        assertThat(ticks.minor()).contains(0.2, 20.0, 200.0);
    }

    @Test
    void are_ordinary_numbers_where_a_logarithmic_axis_is_short() {
        assertThat(text(Ticks.of(new Range(2, 6), Scale.LOG, 9))).startsWith("2.0 2.5 3.0");
    }

    @Test
    void do_not_run_away_on_tiny_or_huge_ranges() {
        assertThat(Ticks.of(new Range(1, Math.nextUp(1.0)), Scale.LINEAR, 9).at().length)
                .isBetween(1, 100);
        assertThat(Ticks.of(new Range(-1e300, 1e300), Scale.LINEAR, 9).at().length)
                .isBetween(2, 10);
        assertThat(Ticks.of(new Range(1e-300, 2e-300), Scale.LINEAR, 9).at().length)
                .isBetween(2, 10);
    }

    @Test
    void limits_leave_five_percent_free() {
        Range range = new Range(0, 10).padded(Scale.LINEAR);
        assertThat(range.lo()).isCloseTo(-0.5, within(1e-12));
        assertThat(range.hi()).isCloseTo(10.5, within(1e-12));
        assertThat(Range.EMPTY.padded(Scale.LINEAR).lo()).isCloseTo(-0.055, within(1e-12));
        assertThat(new Range(5, 5).padded(Scale.LINEAR).hi()).isCloseTo(5.275, within(1e-12));
        assertThat(new Range(1, 100).padded(Scale.LOG).hi()).isCloseTo(Math.pow(10, 2.1), within(1e-9));
    }

    private static String text(Ticks ticks) {
        return String.join(" ", ticks.labels().stream().map(TickLabel::text).toList());
    }
}
