package arignote.notebook.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.plot.Slider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFigureTest {
    private final RecordingDisplay display = new RecordingDisplay();
    private final Slider a = new Slider("a", 0, 1, 0.1, 0.3);
    private final Slider b = new Slider("b", -1, 1, 0.5, 0);

    @BeforeEach
    void record() {
        CurrentDisplay.set(display);
    }

    @AfterEach
    void stop() {
        CurrentDisplay.set(new ConsoleDisplay());
    }

    @Test
    void moving_a_slider_replaces_what_stands_below_it() {
        LiveFigure.show(List.of(a, b), v -> "a " + v[0] + ", b " + v[1]);
        assertThat(display.texts()).containsExactly("a", "b", "a 0.3, b 0.0");
        display.sliders.get(1).accept(-0.5);
        display.sliders.get(0).accept(0.9);
        assertThat(display.texts()).containsExactly("a", "b", "a 0.9, b -0.5");
    }

    @Test
    void an_error_while_moving_is_shown_in_its_place_and_the_next_move_goes_on() {
        LiveFigure.show(List.of(a), v -> {
            if (v[0] > 0.5) {
                throw new IllegalArgumentException("too large");
            }
            return v[0];
        });
        display.sliders.get(0).accept(0.6);
        assertThat(display.texts().get(1)).isEqualTo("IllegalArgumentException: too large");
        display.sliders.get(0).accept(0.1);
        assertThat(display.texts().get(1)).isEqualTo("0.1");
    }

    @Test
    void a_function_that_fails_at_once_shows_no_slider() {
        assertThatThrownBy(() -> LiveFigure.show(List.of(a), v -> {
                    throw new IllegalStateException("no data");
                }))
                .hasMessage("no data");
        assertThat(display.texts()).isEmpty();
        assertThatThrownBy(() -> LiveFigure.show(List.of(), v -> v)).hasMessageContaining("Without a slider");
    }

    @Test
    void a_slider_takes_the_nearest_of_its_values() {
        assertThat(a.nearest(0.30000000000000004)).isEqualTo(0.3);
        assertThat(a.nearest(7)).isEqualTo(1);
        assertThat(a.text(0.2999)).isEqualTo("0.3");
    }
}
