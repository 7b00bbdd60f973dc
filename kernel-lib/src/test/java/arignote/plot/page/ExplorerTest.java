package arignote.plot.page;

import static arignote.Arignote.explore;
import static arignote.Arignote.figure;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.plot;
import static arignote.Arignote.shared;
import static arignote.Arignote.slider;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomStreams;
import arignote.Shared;
import arignote.T;
import arignote.plot.Explorer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What an explorer says and refuses; what it computes in a page is tested in a browser. */
class ExplorerTest {
    private final double[] xs = {1, 2, 3, 4};
    private final double[] ys = {2.1, 3.9, 6.2, 7.8};
    private final Expr x = T.dvector("x");
    private final Expr y = T.dvector("y");
    private final Shared m = shared(0.5, "m");
    private final Shared c = shared(0.0, "c");
    private final Expr prediction = x.times(m).plus(c);
    private final Expr cost = T.mean(T.sqr(prediction.minus(y)));

    private Explorer explorer() {
        CompiledFunction train = function(
                inputs(x, y),
                outputs(cost),
                update(m, m.minus(T.grad(cost, m).times(0.01))),
                update(c, c.minus(T.grad(cost, c).times(0.01))));
        return explore(cost, slider(m, -1, 3))
                .with(x, xs)
                .with(y, ys)
                .label("cost")
                .on(plot(xs, ys, "ro").xlabel("x").ylabel("y").ylim(0, 9))
                .plot(x, prediction, "b.-", "model")
                .train(train);
    }

    @Test
    void a_page_has_the_functions_and_the_values_and_no_frames() throws Exception {
        String html = explorer().html();
        Files.writeString(Path.of("target", "explorer.html"), html);
        assertThat(html)
                .contains("function explored(x, y, m, c)", "function step(x, y, m, c)")
                .contains("values: [0.5, shaped(Float64Array.of(1, 2, 3, 4), [4])")
                .contains("name=\"train\"", "aria-valuetext=\"0.5\"", "cost = 16.675, c = 0</output>")
                .doesNotContain("frames")
                .hasSizeLessThan(40_000);
        assertThat(explorer().html()).isEqualTo(html);
    }

    @Test
    void a_mark_follows_the_other_sliders_and_is_said() {
        Expr rate = T.scalar("rate");
        Explorer marked = explore(rate.times(m).plus(c), slider(rate, 0, 1, 0.01, 0.1), slider(m, -1, 3))
                .label("value")
                .mark(rate, m.plus(0.25), "limit <1>")
                .mark(m, 2.5, "best");
        assertThat(marked.html())
                .contains("▲<br>limit &lt;1&gt;</span></span>", "▲<br>best</span></span>")
                .contains("marks: [{slider: 0, result: 1, name: " + Json.string("limit <1>")
                        + "}, {slider: 1, result: 2, name: \"best\"}]")
                .contains("value = 0.05, limit &lt;1&gt; = 0.75, best = 2.5</output>");
        assertThat(marked.toString()).endsWith("value = 0.05, limit <1> = 0.75, best = 2.5");
    }

    @Test
    void a_mark_needs_a_slider_and_one_number() {
        assertThatThrownBy(() -> explorer().mark(c, 1.0, "limit"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mark puts a place on a slider, and none moves 'c'; give explore a slider(c, …)");
        assertThatThrownBy(() -> explorer().mark(m, x, "limit"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mark on a slider stands at one number, but 'x' is a float64 vector");
    }

    @Test
    void nothing_here_is_changed() {
        explorer().html();
        assertThat(m.item()).isEqualTo(0.5);
        assertThat(c.item()).isZero();
    }

    @Test
    void it_starts_where_the_shared_variables_are_when_it_is_shown() {
        Explorer explorer = explorer();
        m.setValue(2.0);
        assertThat(explorer.toString()).startsWith("Sliders for m: cost = 0.025, c = 0. Plot of y against x.");
        assertThat(explorer.html()).contains("values: [2, ").contains("value=\"150\" aria-valuetext=\"2\"");
        m.setValue(77.0);
        assertThat(explorer.html()).contains("value=\"200\" aria-valuetext=\"77\"");
    }

    @Test
    void a_picture_is_drawn_only_where_there_is_one() {
        assertThat(explore(m.times(m), slider(m, -1, 1)).html())
                .doesNotContain("<svg")
                .contains("(m * m) = 0.25");
        assertThat(explore(m.times(m), slider(m, -1, 1)).on(figure(300, 200)).html())
                .contains("<svg");
    }

    @Test
    void an_input_has_a_slider_too() {
        Expr a = T.dscalar("a");
        assertThat(explore(a.times(3), slider(a, 1, 3)).toString()).isEqualTo("Sliders for a: (a * 3) = 6");
        assertThat(explore(a.times(3), slider(a, -1, 3)).toString()).isEqualTo("Sliders for a: (a * 3) = 0");
        assertThat(explore(a.times(3), slider(a, -1, 3, 0.5, 2.4)).toString())
                .isEqualTo("Sliders for a: (a * 3) = 7.5");
    }

    @Test
    void steps_are_round() {
        Expr a = T.dscalar("a");
        assertThat(slider(a, -5, 5).slider().step()).isEqualTo(0.1);
        assertThat(slider(a, -1, 6).slider().step()).isEqualTo(0.05);
        assertThat(slider(a, 0, 3e6).slider().step()).isEqualTo(20_000);
    }

    @Test
    void what_is_wrong_is_said_with_the_readers_names() {
        assertThatThrownBy(() -> explore(prediction, slider(m, -1, 1)))
                .hasMessageContaining("explore shows one number, but");
        assertThatThrownBy(() -> explore(cost)).hasMessageContaining("Without a slider");
        assertThatThrownBy(() -> slider(x, 0, 1)).hasMessageContaining("'x' is of the type float64 vector");
        assertThatThrownBy(() -> slider(cost, 0, 1)).hasMessageContaining("an expression");
        assertThatThrownBy(() -> slider(m, 1, 0)).hasMessageContaining("The slider \"m\"");
        assertThatThrownBy(() -> slider(m, 0, 1, 0.1, 0.3)).hasMessageContaining("'m' starts at its value");
        assertThatThrownBy(() -> explore(cost, slider(m, -1, 1)).with(x, xs).html())
                .hasMessageContaining("explore needs a value for 'y', which")
                .hasMessageContaining(".with(y, …)");
        assertThatThrownBy(() -> explore(cost, slider(m, -1, 1)).with(m, 3)).hasMessageContaining("setValue");
        Expr z = T.dscalar("z");
        assertThatThrownBy(() -> explorer().with(z, 3).html()).hasMessageContaining("is made of 'z'; leave it out");
        assertThatThrownBy(() -> explorer().plot(x, new double[2], "r").html())
                .hasMessageContaining("x has 4 values and y has 2");
        assertThatThrownBy(() -> explorer().plot(x, x, "purple?")).hasMessageContaining("\"purple?\"");
        CompiledFunction test = function(inputs(x), outputs(prediction));
        assertThatThrownBy(() -> explorer().train(test)).hasMessageContaining("has no updates");
        CompiledFunction slow = function(inputs(x), outputs(prediction), mode("nd4j"));
        assertThatThrownBy(() -> explorer().train(slow)).hasMessageContaining("mode(\"nd4j\")");
    }

    @Test
    void what_is_not_finite_is_said_in_words() {
        Shared huge = shared(1e200, "h");
        Expr square = T.sqr(huge);
        assertThat(explore(square, slider(huge, 1e200, 2e200)).label("square").html())
                .contains("square = ∞</output>");
    }

    @Test
    void axes_and_sliders_are_not_longer_than_doubles() {
        assertThatThrownBy(() ->
                        explorer().on(plot(xs, ys).ylim(-1.7e308, 1.7e308)).html())
                .hasMessage("An axis from -1.7E308 to 1.7E308 is longer than a page can reckon with;"
                        + " give the figure of the explorer limits with xlim and ylim");
        assertThatThrownBy(() -> slider("w", -1e308, 1e308, 1e306, 0))
                .hasMessageContaining("The slider \"w\" goes from");
    }

    @Test
    void what_a_library_computes_is_a_function_of_the_page() {
        Expr a = T.scalar("a");
        Expr sum = T.scan().sequence(T.arange(3)).step(i -> a.times(i)).output().sum();
        assertThat(explore(sum, slider(a, 0, 1, 0.1, 0.5)).html())
                .contains("function explored(a) {", " = scan(", "function scan(")
                .doesNotContain("function argSort(", "function hugeAngle(");
    }

    @Test
    void a_step_may_draw_random_numbers_whose_state_the_page_has() {
        Expr noise = new RandomStreams(3).normal(x.shape());
        Expr noisy = T.mean(T.sqr(prediction.plus(noise).minus(y)));
        CompiledFunction train = function(
                inputs(x, y), outputs(noisy), update(m, m.minus(T.grad(noisy, m).times(0.01))));
        assertThat(explore(cost, slider(m, -1, 3))
                        .with(x, xs)
                        .with(y, ys)
                        .train(train)
                        .html())
                .contains("shaped(BigInt64Array.of(", " = draw(\"normal\"", "nextState(", "writes: [0, ");
    }
}
