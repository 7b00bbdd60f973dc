package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import arignote.eager.Variable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expressions that are computed from test values when they are made. */
class TestValuesTest {
    private final Expr x = T.matrix("x");
    private final Expr y = T.vector("y");
    private final Shared w = shared(new double[] {1, 2, 3}, "w");

    @AfterEach
    void settings_are_as_before() {
        Config.reset();
    }

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @Test
    void an_expression_has_its_value_at_once() {
        Config.set("computeTestValue", "raise");
        x.testValue(new double[][] {{1, 0, 0}, {0, 1, 1}});
        Expr h = T.dot(x, w);
        assertThat(h.testValue().toDoubleVector()).containsExactly(1, 5);
        assertThat(h.plus(1).sum().testValue().getDouble(0)).isEqualTo(8);
        Expr cost = T.sum(T.sqr(h));
        assertThat(T.grad(cost, w).testValue().toDoubleVector()).containsExactly(2, 10, 10);
        assertThat(w.testValue().toDoubleVector()).containsExactly(1, 2, 3);
        assertThat(T.constant(4.0).testValue().getDouble(0)).isEqualTo(4);
        h.testValue().assign(100);
        assertThat(h.testValue().toDoubleVector()).as("a copy").containsExactly(1, 5);
        CompiledFunction f = function(inputs(x), outputs(cost), update(w, w.minus(T.grad(cost, w))));
        assertThat(f.applyAsDouble((Object) new double[][] {{1, 1, 1}})).isEqualTo(36);
    }

    @Test
    void gradients_of_any_order_have_the_values_that_eval_gives() {
        Config.set("computeTestValue", "raise");
        double[][] rows = {{1, -2, 0.5}, {0, 1, 3}};
        x.testValue(rows);
        y.testValue(new double[] {0.5, -1, 2});
        Expr hidden = T.tanh(T.dot(x, T.dimshuffle(w, 0, "x").times(y)));
        Expr p = T.softmax(T.where(T.gt(hidden, 0), hidden, hidden.times(0.1)));
        Expr norm = T.sqrt(T.sum(T.sqr(w)));
        Expr cost = T.log(p)
                .get(0, 1)
                .plus(T.max(p, 1).sum())
                .plus(norm)
                .plus(T.log(T.sigmoid(w)).sum());
        Expr slope = T.grad(cost, w);
        Expr second = T.grad(slope.times(y).sum(), w);
        for (Expr e : List.of(cost, slope, second)) {
            double[] expected = e.eval(Map.of(x, rows, y, new double[] {0.5, -1, 2}))
                    .ravel()
                    .toDoubleVector();
            double[] found = e.testValue().ravel().toDoubleVector();
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], offset(1e-12));
            }
        }
    }

    @Test
    void a_shape_that_does_not_fit_is_told_where_it_is_met() {
        Config.set("computeTestValue", "raise");
        x.testValue(new double[2][3]);
        y.testValue(new double[4]);
        Expr fine = y.times(2);
        assertThatThrownBy(() -> T.dot(x, fine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("(y * 2)")
                .hasMessageContaining("3")
                .hasMessageContaining("4");
        assertThatThrownBy(() -> w.plus(y)).hasMessageContaining("'w'").hasMessageContaining("'y'");
    }

    @Test
    void a_variable_without_a_test_value() {
        Config.set("computeTestValue", "raise");
        x.testValue(new double[2][3]);
        sentence(
                () -> x.plus(y),
                "'y' has no test value, and (x + y) is made of it; give it one by y.testValue(…), or set"
                        + " computeTestValue to ignore");
        Config.set("computeTestValue", "ignore");
        Expr sum = x.plus(y);
        assertThat(sum.testValue()).isNull();
        y.testValue(new double[] {1, 2, 3});
        assertThat(sum.plus(1).testValue().sumNumber().doubleValue())
                .as("what was made before is computed when it is needed")
                .isEqualTo(18);
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Config.set("computeTestValue", "warn");
            T.vector("z").plus(1);
        } finally {
            System.setErr(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .startsWith("warning: 'z' has no test value, and (z + 1) is made of it; give it one by z.testValue(…)");
    }

    @Test
    void nothing_is_computed_while_the_setting_is_off() {
        x.testValue(new double[2][3]);
        y.testValue(new double[4]);
        assertThat(x.plus(y).testValue()).isNull();
        assertThat(x.testValue().shape()).containsExactly(2, 3);
        assertThat(y.testValue().toDoubleVector()).hasSize(4);
        assertThat(T.vector("z").testValue()).isNull();
    }

    @Test
    void what_is_no_test_value() {
        sentence(
                () -> x.testValue(new double[2]),
                "the test value of 'x' must be a matrix (rank 2), but the value is a vector (rank 1)");
        sentence(() -> w.testValue(new double[3]), "'w' is a shared variable, whose own value is its test value");
        sentence(() -> T.constant(3).testValue(3), "3 is a constant, whose own value is its test value");
        sentence(
                () -> Config.set("computeTestValue", "on"),
                "setting computeTestValue is one of off, raise, warn, ignore, not 'on'");
    }

    @Test
    void what_the_library_makes_for_itself_needs_none() {
        Config.set("computeTestValue", "raise");
        Variable p = Variable.parameter(3.0, "p");
        Variable cost = p.times(p).log();
        cost.backward();
        assertThat(p.grad().item()).isEqualTo(2.0 / 3);
        Expr unnamed = T.vector();
        CompiledFunction f = function(inputs(unnamed), outputs(T.log(T.sigmoid(unnamed))));
        assertThat(f.apply(new double[] {-800}).getDouble(0)).isEqualTo(-800);
    }
}
