package arignote.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.plot.draw.LineStyle;
import arignote.plot.draw.MarkerShape;
import arignote.plot.draw.Palette;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesFormatTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "ro, #ff0000, CIRCLE, none",
                "b+, #0000ff, PLUS, none",
                "., none, POINT, none",
                "r-, #ff0000, none, SOLID",
                "--, none, none, DASHED",
                "b, #0000ff, none, SOLID",
                "k--, #000000, none, DASHED",
                "g^:, #008000, TRIANGLE_UP, DOTTED",
                "-.c, #00bfbf, none, DASHDOT",
                "C1s, #ff7f0e, SQUARE, none",
                "tab:red, #d62728, none, SOLID",
                "'', none, none, SOLID",
            })
    void reads_what_matplotlib_reads(String format, String color, MarkerShape marker, LineStyle line) {
        SeriesFormat read = SeriesFormat.parse(format);
        assertThat(read.color()).isEqualTo(color == null ? null : Color.decode(color));
        assertThat(read.marker()).isEqualTo(marker);
        assertThat(read.line()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "rz", "line", "ro!", "C"})
    void names_a_bad_format_and_what_may_stand_there(String format) {
        assertThatThrownBy(() -> SeriesFormat.parse(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + format + "\"")
                .hasMessageContaining("b g r c m y k w");
    }

    @Test
    void says_which_part_is_there_twice() {
        assertThatThrownBy(() -> SeriesFormat.parse("rob"))
                .hasMessage("\"rob\" has a second 'b': a format is a colour (b g r c m y k w or C0 to C9), a marker"
                        + " (o . , + x s ^ v < > d D *) and a line (- -- -. :), each at most once, as in \"ro\" or"
                        + " \"k--\"");
    }

    @Test
    void the_cycle_is_tab_10_and_begins_again() {
        assertThat(Palette.cycle(0)).isEqualTo(new Color(0x1f77b4));
        assertThat(Palette.cycle(3)).isEqualTo(new Color(0xd62728));
        assertThat(Palette.cycle(10)).isEqualTo(Palette.cycle(0));
    }
}
