package arignote.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Figure;
import arignote.notebook.display.CellEnd;
import arignote.notebook.display.ConsoleDisplay;
import arignote.notebook.display.CurrentDisplay;
import arignote.notebook.display.Curve;
import arignote.notebook.display.RecordingDisplay;
import arignote.notebook.view.ProgressState;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final RecordingDisplay display = new RecordingDisplay();

    ProgressTest() {
        CurrentDisplay.set(display);
    }

    @AfterEach
    void console() {
        CurrentDisplay.set(new ConsoleDisplay());
    }

    @Test
    void counts_from_zero_and_ends_with_the_count_alone() {
        int sum = 0;
        for (int step : Progress.of(10_000)) {
            sum += step;
        }
        assertThat(sum).isEqualTo(10_000 * 9_999 / 2);
        assertThat(display.texts()).containsExactly("10 000 of 10 000");
    }

    @Test
    void leaves_the_last_value_and_the_curve_the_same_in_every_run() throws InterruptedException {
        for (int run = 0; run < 2; run++) {
            Progress bar = Progress.of(1000).curve("cost");
            for (int step : bar) {
                bar.report(1.0 / (1 + step));
                if (step % 300 == 0) {
                    Thread.sleep(run * 150L); // Another rate, another number of pictures on the way.
                }
            }
        }
        List<String> left = display.left();
        assertThat(display.texts().get(0)).isEqualTo("1 000 of 1 000 · cost 0.001");
        assertThat(left).hasSize(4);
        assertThat(left.subList(0, 2)).isEqualTo(left.subList(2, 4));
        assertThat(display.outputs.get(1)).hasOnlyElementsOfType(Figure.class);
    }

    @Test
    void a_running_bar_says_how_fast_and_how_long() {
        String running = new ProgressState(2_500, 10_000, "cost", 0.5, 500_000_000L).text();
        assertThat(running).isEqualTo("2 500 of 10 000 · 5 000 a second · 2 s left · cost 0.5");
        String slow = new ProgressState(2, 10_000, "", Double.NaN, 4_000_000_000L).text();
        assertThat(slow).isEqualTo("2 of 10 000 · 0.5 a second · 5 h 33 min left");
    }

    @Test
    void the_bar_is_the_browsers_own() {
        assertThat(new ProgressState(3, 4, "<m>", 2, ProgressState.ENDED).html())
                .isEqualTo("<div><progress value=\"3\" max=\"4\"></progress> 3 of 4 · &lt;m&gt; 2.0</div>");
    }

    @Test
    void a_loop_left_early_is_settled_at_the_end_of_its_cell() {
        for (int step : Progress.of(100)) {
            if (step == 42) {
                break;
            }
        }
        CellEnd.reached();
        assertThat(display.texts()).containsExactly("42 of 100");
    }

    @Test
    void stop_ends_the_loop() {
        assertThatThrownBy(() -> {
                    for (int step : Progress.of(100)) {
                        if (step == 7) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped after 8 of 100");
        assertThat(Thread.interrupted()).isTrue();
        CellEnd.reached();
    }

    @Test
    void nothing_to_do_is_done_at_once() {
        assertThat(Progress.of(0)).isEmpty();
        assertThat(display.texts()).containsExactly("0 of 0");
    }

    @Test
    void wrong_use_is_told_in_a_sentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Progress.of(-1))
                .withMessage("progress(-1) cannot count to a negative number");
        assertThatIllegalStateException()
                .isThrownBy(() -> Progress.of(3).report(0.5))
                .withMessage("report(0.5) outside the loop: report inside for (int step : progress(n)) { … }");
    }

    @Test
    void the_curve_keeps_a_fixed_choice_of_values_and_the_last() {
        Curve curve = new Curve("cost", 10_000, false);
        for (int step = 0; step < 10_000; step++) {
            curve.add(step, step);
        }
        double[] steps = curve.points()[0];
        assertThat(steps).startsWith(0, 34, 68).endsWith(9_999).hasSizeLessThanOrEqualTo(301);
        assertThat(curve.points()[1]).isEqualTo(steps);
    }

    @Test
    void a_console_sees_nothing() {
        CurrentDisplay.set(new ConsoleDisplay());
        int steps = 0;
        for (int step : Progress.of(10)) {
            steps += step;
        }
        assertThat(steps).isEqualTo(45);
        assertThat(display.outputs).isEmpty();
    }
}
