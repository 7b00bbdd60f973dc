package arignote.plot.page;

import static arignote.Arignote.shared;
import static arignote.Arignote.stepper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.expr.print.Latex;
import arignote.plot.Stepper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stepper computes, says and refuses; its clicks are tested in a browser. */
class StepperTest {
    private final double[] xs = {-1, 0, 2};
    private final double[] ts = {-0.5, 1.5, 5.5};
    private final Expr x = T.dvector("x");
    private final Expr t = T.dvector("t");
    private final Shared p0 = shared(0.5, "p0");
    private final Shared p1 = shared(1.0, "p1");
    private final Expr cost = T.mean(T.sqr(t.minus(p0.plus(x.times(p1)))));

    private Stepper steps() {
        return stepper(cost).with(x, xs).with(t, ts);
    }

    @Test
    void its_text_is_a_table_of_values_and_gradients() {
        assertThat(steps().toString()).isEqualTo("""
                node                              value             gradient
                t                                 [−0.5, 1.5, 5.5]
                p0                                0.5               −2.667
                x                                 [−1, 0, 2]
                p1                                1                 −4
                (x * p1)                          [−1, 0, 2]        [0, −0.667, −2]
                (p0 + (x * p1))                   [−0.5, 0.5, 2.5]  [0, −0.667, −2]
                (t - (p0 + (x * p1)))             [0, 1, 3]         [0, 0.667, 2]
                sqr((t - (p0 + (x * p1))))        [0, 1, 9]         [0.333, 0.333, 0.333]
                mean(sqr((t - (p0 + (x * p1)))))  3.333             1""");
    }

    @Test
    void values_for_shared_variables_count_here_alone() {
        String there = steps().toString();
        p0.setValue(0.0);
        p1.setValue(0.0);
        assertThat(steps().with(p0, 0.5).with(p1, 1.0).toString()).isEqualTo(there);
        assertThat(p1.item()).isZero();
        assertThat(steps().toString()).isNotEqualTo(there);
    }

    @Test
    void gradients_of_parts_are_those_of_differences() {
        Expr a = T.dscalar("a");
        Expr inner = T.tanh(a.times(2));
        Expr outer = T.log(T.exp(inner).plus(1)).times(inner);
        List<Stepper.Numbers> numbers = stepper(outer).with(a, 0.3).numbers();
        double at = Math.tanh(0.6), h = 1e-6;
        double slope = (softplusTimes(at + h) - softplusTimes(at - h)) / (2 * h);
        double gradient = numbers.stream()
                .filter(n -> n.node() == inner)
                .findFirst()
                .orElseThrow()
                .gradient()
                .doubleAt(0);
        assertThat(gradient).isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-8));
    }

    private static double softplusTimes(double u) {
        return Math.log(1 + Math.exp(u)) * u;
    }

    @Test
    void the_way_back_ends_where_one_says() {
        assertThat(stepper(cost, p1).with(x, xs).with(t, ts).numbers())
                .filteredOn(n -> n.gradient() != null)
                .extracting(Stepper.Numbers::node)
                .contains(p1, cost)
                .doesNotContain(p0, x, t);
        Expr v = T.dvector("v"), w = T.dvector("w");
        assertThat(stepper(T.sum(v.times(w))).with(v, xs).with(w, ts).toString())
                .contains("v             [−1, 0, 2]        [−0.5, 1.5, 5.5]");
    }

    @Test
    void formula_code_and_graph_have_the_same_numbers() {
        String html = steps().html();
        assertThat(html).isEqualTo(steps().html());
        assertThat(html)
                .contains("<mrow data-node=\"4\"><mrow data-node=\"2\"><mi>x</mi></mrow><mspace")
                .contains(
                        "<span data-node=\"4\">(<span data-node=\"2\">x</span> * <span data-node=\"3\">p1</span>)</span>")
                .contains(
                        "<g data-node=\"4\" role=\"button\" tabindex=\"0\" aria-label=\"multiply: operation, float64 vector\">")
                .contains("text: \"Forward, 1 of 5: multiply gives [−1,\u00a00,\u00a02].\"")
                .contains("text: \"Back, 5 of 7: from add comes the gradient by multiply, [0,\u00a0−0.667,\u00a0−2].\"")
                .hasSizeLessThan(20_000);
        assertThat(html.replaceAll("(?s)<script.*", "")).doesNotContain(" id=").doesNotContain("\uE000");
    }

    @Test
    void formulas_are_those_of_latex() {
        Expr a = T.dscalar("alpha1"), b = T.dvector("rate");
        Expr all = T.where(a.gt(0), T.sqrt(a), T.div(1, a)).plus(T.abs(a)).times(T.sum(T.exp(b)));
        String tex = Latex.of(all).formula();
        assertThat(MathMl.of(tex))
                .contains("<msub><mi>α</mi><mrow><mn>1</mn></mrow></msub>", "<msqrt>", "<mfrac>", "<mtable><mtr><mtd>")
                .contains("<mtext>if\u00a0</mtext>", "<mo>|</mo>", "<mo>∑</mo>", "<mi mathvariant=\"normal\">rate</mi>")
                .doesNotContain("\\");
    }

    @Test
    void bad_input_gets_a_sentence() {
        assertThatThrownBy(() -> stepper(x))
                .hasMessage(
                        "stepper goes back from one number, but 'x' is a float64 vector; its mean or its sum is a number");
        assertThatThrownBy(() -> stepper(cost, T.dscalar("z"))).hasMessageContaining("does not depend on 'z'");
        assertThatThrownBy(() -> stepper(cost).with(x, xs).html())
                .hasMessage("stepper needs a value for 't'; give it by .with(t, …)");
        assertThatThrownBy(() -> steps().with(T.dscalar("z"), 1))
                .hasMessageContaining("is not made of 'z'; leave it out");
        assertThatThrownBy(() -> steps().with(cost, 1)).hasMessageContaining("is neither");
        assertThatThrownBy(() -> stepper(T.constant(2.0).times(3))).hasMessageContaining("is made of no floating one");
        Expr long_ = T.dscalar("a");
        for (int i = 0; i < 70; i++) {
            long_ = T.sin(long_);
        }
        Expr tooLong = long_;
        assertThatThrownBy(() -> stepper(tooLong)).hasMessageContaining("has 71; picture(…) draws it");
    }
}
