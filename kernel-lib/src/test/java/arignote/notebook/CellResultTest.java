package arignote.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellResultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b;",
                "a + b; // c",
                "a + b; /* c */ // d\n",
                "int a = 1;\n\n",
                "display(x)",
                "int a = 1;\ndisplay(a)"
            })
    void silent(String code) {
        assertThat(CellResult.isSilent(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a + b", "a + b // c;", "\"a;\"", "int a = 1; a", "x.display(3)", "displays(3)"})
    void shown(String code) {
        assertThat(CellResult.isSilent(code)).isFalse();
    }

    @Test
    void the_value_of_a_silent_cell_is_left_out() {
        assertThat(CellResult.cell("1;", code -> 1)).isNull();
        assertThat(CellResult.cell("1", code -> 1)).isEqualTo(1);
    }
}
