package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.named;
import static arignote.Arignote.outputs;
import static arignote.Arignote.profile;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.function.Profile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ExplanationTest {
    private final Expr x = T.vector("x");
    private final Shared m = shared(0.5, "m");
    private final Expr cost = T.mean(T.sqr(x.times(m))).name("cost");

    private CompiledFunction train() {
        return function(named("train"), inputs(x), outputs(cost), update(m, m.minus(T.grad(cost, m))));
    }

    @Test
    void a_line_is_one_loop_between_single_numbers() {
        Table steps = train().explain();
        assertThat(steps.name()).isEqualTo("train");
        assertThat(steps.stringColumn("step").asList()).containsExactly("numbers0", "pass0", "numbers1");
        assertThat(steps.stringColumn("over").get(1)).isEqualTo("x.shape(0)");
        assertThat(steps.stringColumn("writes").get(2)).isEqualTo("cost, new m");
        assertThat(steps.stringColumn("by").get(1)).startsWith("Java");
    }

    @Test
    void a_large_product_is_in_tiles() {
        Expr a = T.matrix("A");
        CompiledFunction f = function(inputs(a), outputs(T.dot(a, a.T())));
        f.apply((Object) new double[60][60]);
        assertThat(f.explain().stringColumn("by").asList()).anyMatch(by -> by.endsWith("in tiles"));
    }

    @Test
    void the_loops_of_a_step_are_told_as_text() {
        assertThat(train().loops()).isEqualTo("""
                needs |x| > 0
                m0 = m
                begin sum0
                begin sum1
                for i < |x|
                    x0 = x[i]
                    v0 = x0 * m0
                    v1 = sqr(v0)
                    sum0 += v1
                    v2 = v0 * x0
                    sum1 += v2
                v3 = sum0
                v4 = sum1
                v5 = |x|
                v6 = float64(v5)
                cost = v3 / v6
                output cost = cost
                v7 = 1.0 / v6
                v8 = v4 * v7
                v9 = v8 * 2.0
                v10 = m0 - v9
                new0 = v10
                """);
        Expr sorted = T.sort(x.times(m));
        String staged = function(inputs(x), outputs(sorted.sum())).loops();
        assertThat(staged.lines().filter(l -> l.startsWith("// ")))
                .containsExactly("// argsort: a library", "// take_along: a library");
        assertThat(staged).contains("for i < |x|").contains("sum0 += ");
        assertThat(function(inputs(x), outputs(cost), mode("nd4j")).loops()).contains("operation by operation");
        assertThat(function(inputs(x), outputs(cost), mode("debug")).loops()).contains("for i < |x|");
    }

    @Test
    void the_plain_mode_has_the_same_bits_without_vectors() {
        double[] numbers = new Random(7).doubles(100_001, -3, 3).toArray();
        Expr slope = T.grad(T.mean(T.tanh(x.times(m))), m);
        CompiledFunction plain = function(inputs(x), outputs(slope), mode("plain"));
        CompiledFunction usual = function(inputs(x), outputs(slope));
        assertThat(plain.applyAsDouble(numbers)).isEqualTo(usual.applyAsDouble(numbers));
        assertThat(plain.loops()).isEqualTo(usual.loops());
        for (CompiledFunction f : List.of(plain, plain.copy())) {
            assertThat(f.source().text()).contains("Elementary.tanh(").doesNotContain("Vector");
            assertThat(f.explain().stringColumn("by").asList()).containsOnly("Java");
            assertThat(f.explain().stringColumn("why").asList()).anyMatch(why -> why.contains("mode(\"plain\")"));
        }
        Expr sorted = T.sort(x);
        String staged = function(inputs(x), outputs(T.tanh(sorted)), mode("plain"))
                .source()
                .text();
        assertThat(staged).contains("Elementary.tanh(").doesNotContain("Vector");
    }

    @Test
    void what_is_interpreted_says_why() {
        Table steps = function(inputs(x), outputs(cost), mode("nd4j")).explain();
        assertThat(steps.stringColumn("by").get(0)).contains("ND4J");
        assertThat(steps.stringColumn("why").get(0)).contains("mode(\"nd4j\")");
    }

    @Test
    void a_profile_has_each_step_and_leaves_the_parameters() {
        CompiledFunction train = train();
        assertThatThrownBy(() -> profile(train)).hasMessageContaining("call it once first");
        train.applyAsDouble(new double[] {1, 2, 3});
        double before = m.item();
        Profile profile = profile(train);
        assertThat(profile.parts())
                .extracting(Profile.Part::step)
                .containsExactly("numbers0", "pass0", "numbers1", "call");
        assertThat(m.item()).isEqualTo(before);
        assertThat(profile.table().rowCount()).isEqualTo(4);
    }

    @Test
    void a_profile_of_stages_has_the_librarys_operations_between_their_steps() {
        Expr sorted = T.print("here", T.sort(x.times(m)));
        CompiledFunction f = function(
                named("staged"),
                inputs(x),
                outputs(T.cumsum(sorted.times(sorted)).sum()),
                update(m, m.plus(T.max(sorted))));
        assertThatThrownBy(() -> profile(f)).hasMessageContaining("profile(staged) measures the last call");
        f.applyAsDouble(new double[] {3, 1, 2});
        double before = m.item();
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed));
        Profile profile;
        try {
            profile = profile(f);
        } finally {
            System.setOut(out);
        }
        List<String> explained =
                new ArrayList<>(f.explain().stringColumn("step").asList());
        explained.remove("print");
        explained.add("call");
        assertThat(profile.parts())
                .extracting(Profile.Part::step)
                .isEqualTo(explained)
                .contains("argsort", "cumsum");
        assertThat(profile.parts()).extracting(Profile.Part::by).contains("a library");
        double parts =
                profile.parts().stream().mapToDouble(Profile.Part::microseconds).sum();
        assertThat(profile.microseconds()).isPositive().isLessThanOrEqualTo(parts * (1 + 1e-9));
        assertThat(m.item()).isEqualTo(before);
        assertThat(printed.toString()).isEmpty();
        assertThat(f.applyAsDouble(new double[] {3, 1, 2})).isPositive();
        assertThat(m.item()).isNotEqualTo(before);
    }
}
