package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.monitor;
import static arignote.Arignote.outputs;
import static arignote.Arignote.pp;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.expr.SameShape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Prints, assertions, monitors and the guard, which look into a computation while it runs. */
class LookingTest {
    private final Expr x = T.vector("x");
    private final Shared w = shared(2.0, "w");

    @AfterEach
    void settings_are_as_before() {
        Config.reset();
    }

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @Test
    void a_step_prints_once_though_its_gradient_reads_what_it_printed() {
        Expr x = T.vector("x");
        Expr w = T.scalar("w");
        Expr last = T.scan()
                .sequence(x)
                .state(0.0)
                .step((now, before) -> T.tanh(T.print("h", w.times(before).plus(now))))
                .last();
        CompiledFunction f = function(inputs(x, w), outputs(last, T.grad(last, w)));
        assertThat(printed(() -> f.applyAll(new double[] {1, 0, 0}, 0.0))).isEqualTo("h = 1.0\nh = 0.0\nh = 0.0\n");
    }

    /** What is printed meanwhile. */
    private static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    // Prints

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j"})
    void a_print_shows_its_value_once_a_call(String mode) {
        Expr h = T.print("h", x.times(w));
        CompiledFunction f = function(inputs(x), outputs(h.sum().plus(h.get(0))), update(w, w.plus(1)), mode(mode));
        double[] value = {0};
        assertThat(printed(() -> value[0] = f.applyAsDouble(new double[] {1, 2})))
                .isEqualTo("h = [2.0, 4.0]\n");
        assertThat(value[0]).isEqualTo(8);
        assertThat(printed(() -> f.applyAsDouble(new double[] {1, 2}))).isEqualTo("h = [3.0, 6.0]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j"})
    void a_print_survives_rewriting_and_has_a_gradient(String mode) {
        Expr h = T.print("h", x.times(1));
        Expr cost = T.sum(T.log(T.sigmoid(h)).times(1));
        CompiledFunction f = function(inputs(x), outputs(cost, T.grad(cost, x)), mode(mode));
        List<INDArray> values = new ArrayList<>();
        assertThat(printed(() -> values.addAll(f.applyAll(new double[] {0, -800}))))
                .isEqualTo("h = [0.0, -800.0]\n");
        assertThat(values.get(0).getDouble(0)).isEqualTo(-800.6931471805599);
        assertThat(values.get(1).toDoubleVector()).containsExactly(0.5, 1);
        Expr third = T.grad(T.grad(T.sum(T.pow(T.print("p", x), 3)), x).sum(), x);
        double[][] second = new double[1][];
        printed(() -> second[0] = third.eval(Map.of(x, new double[] {1, 2})).toDoubleVector());
        assertThat(second[0]).containsExactly(6, 12);
        assertThat(pp(h)).isEqualTo("print((x * 1))");
    }

    @Test
    void a_print_is_known_to_have_the_shape_of_what_it_prints() {
        Expr shown = T.print("x", x);
        Expr gradient = T.grad(shown.times(x).plus(T.exp(shown)).sum(), x);
        assertThat(pp(gradient)).doesNotContain("sum_like");
        assertThat(new SameShape(List.of(x, shown)).proved(x, shown)).isTrue();
    }

    @Test
    void what_a_print_shows() {
        Expr m = T.imatrix("m");
        Expr shown = T.print("m", m, "shape", "dtype", "min", "max", "mean", "value");
        assertThat(printed(() -> shown.eval(Map.of(m, new int[][] {{1, 2, 3}, {4, 5, 6}}))))
                .isEqualTo(
                        "m shape = [2, 3]\nm dtype = int32\nm min = 1.0\nm max = 6.0\nm mean = 3.5\nm = [[1, 2, 3], [4, 5,"
                                + " 6]]\n");
        assertThat(printed(() -> T.print("s", w).eval())).isEqualTo("s = 2.0\n");
        assertThat(printed(() -> T.print("b", T.gt(x, 0)).eval(Map.of(x, new double[] {-1, 1}))))
                .isEqualTo("b = [false, true]\n");
        assertThat(printed(() -> T.print("f", T.cast(x, "float32")).eval(Map.of(x, new double[] {0.1}))))
                .isEqualTo("f = [0.1]\n");
        assertThat(printed(() -> T.print("e", x).eval(Map.of(x, new double[0]))))
                .isEqualTo("e = []\n");
        double[] many = new double[2000];
        many[1997] = 7;
        assertThat(printed(() -> T.print("many", x).eval(Map.of(x, many))))
                .isEqualTo("many = [0.0, 0.0, 0.0, ..., 7.0, 0.0, 0.0]\n");
        sentence(() -> T.print("m", m, "size"), "print shows value, shape, dtype, min, max, mean, not 'size'");
        sentence(() -> T.print(null, m), "print got null; give a message and an expression");
        sentence(() -> T.print("m", null), "print got null; give an expression");
    }

    // Assertions

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j"})
    void an_assertion_ends_the_call_and_nothing_is_stored(String mode) {
        Expr positive = T.asserting(x, T.gt(x, 0), "x has to be positive");
        Expr cost = T.sum(T.log(positive).times(w));
        CompiledFunction f = function(inputs(x), outputs(cost, T.grad(cost, x)), update(w, w.plus(1)), mode(mode));
        assertThat(f.applyAll(new double[] {1, 4}).get(1).toDoubleVector()).containsExactly(2, 0.5);
        assertThat(w.item()).isEqualTo(3);
        sentence(() -> f.applyAll(new double[] {1, 0, 2}), "x has to be positive: (x > 0) does not hold at element 1");
        assertThat(w.item()).isEqualTo(3);
    }

    @Test
    void the_condition_of_an_assertion() {
        Expr n = x.shape().get(0);
        Expr e = x.asserting(n, "there must be elements").sum();
        assertThat(e.item(Map.of(x, new double[] {1, 2}))).isEqualTo(3);
        sentence(() -> e.item(Map.of(x, new double[0])), "there must be elements: shape(x)[0] does not hold");
        sentence(() -> x.asserting(false, "never").eval(Map.of(x, new double[0])), "never: false does not hold");
        sentence(
                () -> T.asserting(x, null, "m"),
                "asserting got null in place 2; give an expression such as T.gt(x, 0)");
        sentence(() -> T.asserting(x, true, null), "asserting got null for the message; give a sentence");
        sentence(() -> T.asserting(null, true, "m"), "asserting got null; give an expression");
    }

    // Monitors

    @Test
    void a_monitor_sees_every_operation() {
        List<String> seen = new ArrayList<>();
        CompiledFunction f = function(
                inputs(x),
                outputs(T.sum(x.times(w))),
                update(w, w.plus(1)),
                monitor(
                        (e, args) -> seen.add("before " + pp(e) + " with " + args.size()),
                        (e, args, value) -> seen.add(pp(e) + " is " + value.sumNumber())));
        assertThat(f.applyAsDouble(new double[] {1, 2})).isEqualTo(6);
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "before (x * w) with 2",
                        "(x * w) is 6.0",
                        "before sum((x * w)) with 1",
                        "sum((x * w)) is 6.0",
                        "before (w + 1) with 2",
                        "(w + 1) is 3.0");
        assertThat(f.explain().toString()).contains("the monitor sees every operation");
        f.copy().apply(new double[] {1, 2});
        assertThat(seen).hasSize(12);
    }

    @Test
    void what_a_monitor_throws_ends_the_call() {
        CompiledFunction f =
                function(inputs(x), outputs(T.sum(x.times(w))), update(w, w.plus(1)), monitor((e, args, value) -> {
                    args.get(0).assign(7);
                    value.assign(7);
                    if (e.op().label().equals("sum")) {
                        throw new IllegalStateException("seen enough");
                    }
                }));
        double[] mine = {1, 2};
        assertThatThrownBy(() -> f.applyAsDouble(mine)).hasMessage("seen enough");
        assertThat(w.item()).as("a monitor has copies").isEqualTo(2);
        assertThat(mine).containsExactly(1, 2);
        sentence(
                () -> monitor(null),
                "monitor(…) got null; give (operation, arguments, value) -> …, which sees every operation");
    }

    // The guard

    @ParameterizedTest
    @ValueSource(strings = {"java", "nanGuard"})
    void the_guard_finds_infinities_and_large_numbers(String mode) {
        if (mode.equals("java")) {
            Config.set("nanGuard", "true");
        }
        Expr y = T.vector("y");
        CompiledFunction f = function(inputs(x, y), outputs(x.div(y).times(w)), mode(mode));
        assertThatThrownBy(() -> f.apply(new double[] {1, 1}, new double[] {1, 0}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "infinity found by the guard: (x / y) is Infinity at element 1, where 'x' is 1.0 and 'y' is 0.0");
        assertThat(f.apply(new double[] {Double.POSITIVE_INFINITY}, new double[] {1})
                        .getDouble(0))
                .as("what an argument has is not found")
                .isInfinite();
        assertThat(f.apply(new double[] {1e200}, new double[] {1}).getDouble(0)).isEqualTo(2e200);
        Config.set("bigIsError", "true");
        assertThatThrownBy(() -> f.apply(new double[] {6e9}, new double[] {1}))
                .hasMessage(
                        "big value found by the guard: ((x / y) * w) is 1.2E10 at element 0, where (x / y) is 6.0E9 and 'w'"
                                + " is 2.0");
        Config.set("infIsError", "false");
        assertThat(f.apply(new double[] {1}, new double[] {0}).getDouble(0)).isInfinite();
        Config.set("nanIsError", "false");
        assertThat(f.apply(new double[] {0}, new double[] {0}).getDouble(0)).isNaN();
    }

    @Test
    void a_name_outlives_rewriting() {
        Expr h = T.log(x.times(1)).name("h");
        Expr p = T.log(T.sigmoid(x.times(1))).name("p");
        CompiledFunction f = function(inputs(x), outputs(h.sum(), p.times(0).div(w.minus(2))), mode("nanGuard"));
        assertThatThrownBy(() -> f.applyAll(new double[] {-1}))
                .hasMessage("NaN found by the guard: 'h' is NaN at element 0, where 'x' is -1.0");
        List<String> named = new ArrayList<>();
        function(inputs(x), outputs(h, p), monitor((e, args, value) -> named.add(e.name())))
                .applyAll(new double[] {1});
        assertThat(named).contains("h", "p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j"})
    void a_name_outlives_givens_swaps_and_stable_forms(String mode) {
        Expr y = T.vector("y");
        Expr z = T.vector("z");
        Shared v = shared(3.0, "v");
        Expr hidden = x.times(w).name("hidden");
        Expr cost = T.log(T.sigmoid(hidden.plus(y))).sum();
        CompiledFunction f =
                function(inputs(z, y), outputs(cost, T.grad(cost, y)), Arignote.given(x, z.times(1)), mode(mode));
        for (CompiledFunction g : List.of(f, f.copy(Arignote.swap(w, v)))) {
            assertThatThrownBy(() -> g.applyAll(new double[2], new double[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'hidden' has the shape [2]")
                    .hasMessageContaining("'y' has the shape [3]");
        }
    }

    @Test
    void what_a_reader_wrote_gets_no_name_by_rewriting() {
        Expr inner = x.times(2);
        Expr outer = inner.times(1).name("outer");
        function(inputs(x), outputs(outer, T.exp(inner))).applyAll(new double[] {1});
        assertThat(inner.name()).isNull();
        assertThat(x.name()).isEqualTo("x");
    }
}
