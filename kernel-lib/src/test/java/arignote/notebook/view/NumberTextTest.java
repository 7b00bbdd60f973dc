package arignote.notebook.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    private static List<String> together(Double... values) {
        NumberText numbers = NumberText.of(List.of(values));
        return List.of(values).stream().map(numbers::text).toList();
    }

    @Test
    void a_group_has_the_same_decimals_and_no_more_than_it_needs() {
        assertThat(together(3.0, 4.0, 5.0, 6.1)).containsExactly("3.0", "4.0", "5.0", "6.1");
        assertThat(together(0.299212, -0.0001)).containsExactly("0.299212", "-0.000100");
    }

    @Test
    void six_digits_of_the_largest() {
        assertThat(together(1.0 / 3, 100.0 / 3)).containsExactly("0.3333", "33.3333");
        assertThat(NumberText.of(2.0 / 3)).isEqualTo("0.666667");
        assertThat(NumberText.of(123456.7)).isEqualTo("123456.7");
    }

    @Test
    void powers_of_ten_where_decimals_would_hide_something() {
        assertThat(NumberText.of(1.5e7)).isEqualTo("1.5e+07");
        assertThat(NumberText.of(-2.25e-9)).isEqualTo("-2.25e-09");
        assertThat(together(1e-7, 3.0, 0.0)).containsExactly("1.0e-07", "3.0e+00", "0.0e+00");
    }

    @Test
    void rounding_can_reach_the_next_power_of_ten() {
        assertThat(NumberText.of(9.9999999e-5)).isEqualTo("1.0e-04");
        assertThat(NumberText.of(0.99999999)).isEqualTo("1.0");
    }

    @Test
    void not_numbers_and_infinities() {
        assertThat(together(1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .containsExactly("1.0", "NaN", "inf", "-inf");
    }

    @Test
    void a_rounded_zero_has_no_sign() {
        assertThat(together(1.0, -1e-9, -0.0)).containsExactly("1.0e+00", "-1.0e-09", "0.0e+00");
        assertThat(together(-0.0)).containsExactly("0.0");
    }

    @Test
    void what_is_no_Float_is_left_alone() {
        assertThat(NumberText.of(List.of(1L, true, "a")).text(12_345_678L)).isEqualTo("12345678");
    }

    @Test
    void thousands_stand_apart() {
        assertThat(NumberText.grouped(1_234_567)).isEqualTo("1 234 567");
        assertThat(NumberText.grouped(999)).isEqualTo("999");
    }
}
