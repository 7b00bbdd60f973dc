package arignote.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellResultTest {
    /** Has no text of its own. */
    private static class Nameless {}

    private static final class Shown extends Nameless implements DisplayDataRenderable {
        @Override
        public void render(RenderContext context) {
            context.getOutputContainer().putText("shown");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a + b", "a + b;", "a + b; // c", "a + b // c;", "\"a;\"", "x.display(3);", "display(3); f(4)"})
    void a_value_is_shown_with_and_without_a_semicolon(String code) {
        assertThat(CellResult.cell(code, c -> "value")).isEqualTo("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"display(x)", "display(x);", "int a = 1;\ndisplay(a)"})
    void the_identity_of_what_the_kernel_has_displayed_is_left_out(String code) {
        assertThat(CellResult.cell(code, c -> UUID.randomUUID().toString())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart.addSeries();", "chart.addSeries(); /* c */ // d\n"})
    void behind_a_semicolon_a_mere_identity_is_left_out(String code) {
        assertThat(CellResult.cell(code, c -> new Nameless())).isNull();
    }

    @Test
    void without_a_semicolon_it_is_shown() {
        Nameless value = new Nameless();
        assertThat(CellResult.cell("new Nameless()", c -> value)).isSameAs(value);
    }

    @Test
    void what_has_a_look_is_shown_whatever_its_text() {
        for (Object value : List.of(new Shown(), new double[] {1, 2}, List.of(1), 3)) {
            assertThat(CellResult.cell("value();", c -> value)).isSameAs(value);
        }
    }
}
