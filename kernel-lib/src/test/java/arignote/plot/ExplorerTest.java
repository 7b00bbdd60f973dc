package arignote.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Figure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorerTest {
    private static Figure line(double[] v) {
        return new Figure(500, 400).plot(new double[] {0, 1}, new double[] {v[1], v[0] + v[1]}, "r");
    }

    @Test
    void draws_every_combination_the_last_slider_first() {
        List<double[]> seen = new ArrayList<>();
        Explorer explorer =
                new Explorer(List.of(new Slider("a", 0, 0.3, 0.1, 0.1), new Slider("b", -1, 1, 1, 0)), v -> {
                    seen.add(v.clone());
                    return line(v).caption("loss " + v[0]);
                });
        assertThat(seen).hasSize(12);
        assertThat(seen.get(4)).containsExactly(0.1, 0);
        assertThat(seen.get(11)).containsExactly(0.3, 1);
        String html = explorer.html();
        assertThat(html)
                .contains("aria-live=\"polite\">loss 0.1</output>")
                .contains("value=\"1\" aria-valuetext=\"0.1\"")
                .contains("{\"min\":-1.0,\"step\":1.0,\"count\":3,\"decimals\":0}");
        assertThat(explorer.still().captionText()).isEqualTo("loss 0.1");
    }

    @Test
    void the_same_figures_give_the_same_page() {
        List<Slider> sliders = List.of(new Slider("a", 0, 1, 0.5, 0), new Slider("b", 0, 1, 0.5, 0));
        String html = new Explorer(sliders, ExplorerTest::line).html();
        assertThat(html).isEqualTo(new Explorer(sliders, ExplorerTest::line).html());
        assertThat(html).contains("\"a = 0.5, b = 1.0\"");
    }

    @Test
    void a_thousand_combinations_stay_small() {
        List<Slider> sliders = List.of(new Slider("a", -1, 5, 0.25, 0), new Slider("b", 0, 12, 0.5, 0));
        assertThat(new Explorer(sliders, ExplorerTest::line).html().length()).isLessThan(80_000);
    }

    @Test
    void too_many_combinations_get_a_sentence() {
        List<Slider> sliders = List.of(new Slider("a", 0, 1, 0.01, 0), new Slider("b", 0, 1, 0.025, 0));
        assertThatThrownBy(() -> new Explorer(sliders, ExplorerTest::line))
                .hasMessageContaining("4141 combinations")
                .hasMessageContaining("at most 1000");
        assertThatThrownBy(() -> new Explorer(List.of(), ExplorerTest::line)).hasMessageContaining("one or more");
        assertThatThrownBy(() -> new Slider("a", 1, 0, 0.1, 0)).hasMessageContaining("The slider \"a\"");
    }
}
