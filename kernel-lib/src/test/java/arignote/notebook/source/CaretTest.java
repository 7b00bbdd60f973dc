package arignote.notebook.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaretTest {
    @Test
    void marks_the_part_and_the_place_in_it() {
        assertThat(Caret.at("a;\n  x * \"a\"\n", 5, 7, 12)).isEqualTo(new Caret("  x * \"a\"", "  ~~^~~~~"));
    }

    @Test
    void a_place_behind_the_line() {
        assertThat(Caret.at("int c = 1\nint d = 2;", 9, 9, 9)).isEqualTo(new Caret("int c = 1", "         ^"));
    }

    @Test
    void what_is_on_other_lines_is_not_marked() {
        assertThat(Caret.at("f(1,\n  2)", 0, 1, 9)).isEqualTo(new Caret("f(1,", "~^~~"));
        assertThat(Caret.at("f(1,\n  2)", 0, 7, 9)).isEqualTo(new Caret("  2)", "~~^~"));
    }

    @Test
    void tabs_stay_tabs() {
        assertThat(Caret.at("\tfoo", 1, 1, 4)).isEqualTo(new Caret("\tfoo", "\t^~~"));
    }

    @Test
    void an_empty_text() {
        assertThat(Caret.at("", 0, 0, 0)).isEqualTo(new Caret("", "^"));
    }
}
