package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.givens;
import static arignote.Arignote.in;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.named;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.Arignote.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Inputs with defaults, names and updates; calls by name; outputs and updates as maps. */
class CallsTest {
    private final Expr x = T.scalar("x");
    private final Expr y = T.scalar("y");
    private final Expr z = T.scalar("z");
    private final Expr sum = x.plus(y.times(10)).plus(z.times(100));

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    private CompiledFunction f(String mode) {
        return function(inputs(x, in(y).value(1), in(z).value(2.0).name("zed")), outputs(sum), mode(mode), named("f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void the_last_inputs_may_be_left_out(String mode) {
        CompiledFunction f = f(mode);
        assertThat(f.applyAsDouble(3)).isEqualTo(213);
        assertThat(f.applyAsDouble(3, 4)).isEqualTo(243);
        assertThat(f.applyAsDouble(3, 4, 5)).isEqualTo(543);
        assertThat(f.apply(3).getDouble(0)).isEqualTo(213);
        assertThat(f.applyAll(3).get(0).getDouble(0)).isEqualTo(213);
        assertThat(f.copy().applyAsDouble(3)).isEqualTo(213);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void a_call_may_name_its_inputs(String mode) {
        CompiledFunction f = f(mode);
        assertThat(f.applyAsDouble(3, Map.of("zed", 7))).isEqualTo(713);
        assertThat(f.applyAsDouble(Map.of("x", 1))).isEqualTo(211);
        assertThat(f.applyAsDouble(Map.of("zed", 0, "x", 1, "y", 0))).isEqualTo(1);
        assertThat(f.applyAsDouble(3, Map.of(z, 7))).isEqualTo(713);
        assertThat(f.apply(3, Map.of(y, 7, "zed", 8)).getDouble(0)).isEqualTo(873);
    }

    @Test
    void what_is_wrong_with_the_values_of_a_call() {
        CompiledFunction f = f("java");
        sentence(() -> f.apply(), "f takes 3 inputs (x, y = 1, zed = 2), but 0 were given");
        sentence(() -> f.apply(1, 2, 3, 4), "f takes 3 inputs (x, y = 1, zed = 2), but 4 were given");
        sentence(
                () -> f.apply(Map.of("y", 2)),
                "input 'x' of f has no value in this call, and no default; its inputs are x, y = 1, zed = 2");
        sentence(() -> f.apply(1, Map.of("z", 2)), "f has no input 'z'; its inputs are x, y = 1, zed = 2");
        sentence(() -> f.apply(1, Map.of(7, 2)), "f has no input '7'; its inputs are x, y = 1, zed = 2");
        sentence(
                () -> f.apply(1, Map.of("x", 2)),
                "input 'x' of f has two values in this call: number 1 of the arguments and its name in the map; give one");
        sentence(
                () -> f.apply(1, Map.of("y", 2, y, 3)),
                "input 'y' of f has two values in this call: its name and its variable; give one");
        Expr other = T.scalar("x");
        sentence(
                () -> function(inputs(x, other), outputs(x.minus(other))).apply(Map.of("x", 1)),
                "function has 2 inputs of the name 'x'; give their values in order, or by their variables in place of"
                        + " names");
        assertThat(function(inputs(x, other), outputs(x.minus(other))).applyAsDouble(Map.of(x, 5, other, 1)))
                .isEqualTo(4);
        assertThat(f).hasToString("f (x, y = 1, zed = 2)");
    }

    @Test
    void what_is_wrong_with_a_default() {
        sentence(
                () -> function(inputs(in(x).value(new double[] {1})), outputs(x)),
                "the default of 'x' must be a scalar (rank 0), but the value is a vector (rank 1)");
        sentence(() -> in(null), "in(…) got null; give a variable such as T.vector(\"x\")");
        sentence(() -> in(x).value(null), "value(…) got null; give a number or an array");
        sentence(() -> inputs(x, 3), "inputs(…) got an Integer in place 2; give variables such as T.vector(\"x\")");
        sentence(
                () -> function(inputs(in(x).update(x.plus(1))), outputs(x)),
                "the input 'x' has an update and no value that it starts with; give in(…).value(…).update(…)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j"})
    void a_default_of_any_shape_and_type_is_kept(String mode) {
        Expr v = T.vector("v");
        Expr k = T.imatrix("k");
        double[] start = {1, 2};
        CompiledFunction f = function(
                inputs(List.of(in(v).value(start), in(k).value(new int[][] {{1, 2}, {3, 4}}))),
                outputs(v.sum().plus(k.sum())),
                mode(mode));
        start[0] = 100;
        assertThat(f.applyAsDouble()).as("the function has its own").isEqualTo(13);
        assertThat(f.applyAsDouble(new double[] {5, 5})).isEqualTo(20);
        assertThat(f).hasToString("function (v = [1, 2], k = constant[2, 2])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void an_input_may_keep_what_a_call_makes_of_it(String mode) {
        // theano.function([inc, In(state, value=0, update=state + inc)], state)
        Expr inc = T.scalar("inc");
        Expr state = T.scalar("state");
        CompiledFunction accumulate = function(
                inputs(in(inc).value(1), in(state).value(0).update(state.plus(inc))), outputs(state), mode(mode));
        assertThat(accumulate.applyAsDouble()).isZero();
        assertThat(accumulate.applyAsDouble()).isEqualTo(1);
        assertThat(accumulate.applyAsDouble(10)).isEqualTo(2);
        assertThat(accumulate.applyAsDouble(Map.of("state", 100))).isEqualTo(100);
        assertThat(accumulate.applyAsDouble()).isEqualTo(101);
        assertThatThrownBy(() -> accumulate.apply(new double[] {1})).isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulate.applyAsDouble())
                .as("a call that throws stores nothing")
                .isEqualTo(102);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void outputs_may_have_names(String mode) {
        Map<String, Expr> both = new LinkedHashMap<>();
        both.put("twice", x.times(2));
        both.put("square", x.times(x));
        CompiledFunction f = function(inputs(x), outputs(both), mode(mode));
        Map<String, INDArray> values = f.applyMap(3);
        assertThat(values.keySet()).containsExactly("twice", "square");
        assertThat(values.get("twice").getDouble(0)).isEqualTo(6);
        assertThat(values.get("square").getDouble(0)).isEqualTo(9);
        assertThat(f.applyAll(3).get(1).getDouble(0)).isEqualTo(9);
        assertThat(f.copy().applyMap(2).get("square").getDouble(0)).isEqualTo(4);
    }

    @Test
    void what_is_wrong_with_names_of_outputs() {
        CompiledFunction f = function(inputs(x), outputs(x));
        sentence(
                () -> f.applyMap(1),
                "the outputs of function have no names; use applyAll, or name them when the function is made:"
                        + " outputs(Map.of(\"cost\", …))");
        sentence(
                () -> function(inputs(x), outputs(x), outputs(Map.of("twice", x.times(2)))),
                "some outputs of function have names and some have none; give all of them in one map");
        sentence(
                () -> function(inputs(x), outputs(Map.of("a", x)), outputs(Map.of("a", x.times(2)))),
                "two outputs have the name 'a'");
        sentence(() -> outputs((Map<String, Expr>) null), "outputs(…) got null; give expressions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void updates_and_givens_may_be_maps(String mode) {
        Shared a = shared(1.0, "a");
        Shared n = shared(5, "n");
        Map<Shared, Object> both = new LinkedHashMap<>();
        both.put(a, a.plus(x));
        both.put(n, 7);
        CompiledFunction f =
                function(updates(both), givens(Map.of(x, y.times(2), z, 4)), inputs(y), outputs(z), mode(mode));
        assertThat(f.applyAsDouble(3)).isEqualTo(4);
        assertThat(a.item()).isEqualTo(7);
        assertThat(n.item()).isEqualTo(7);
        CompiledFunction only = function(updates(Map.of(a, a.times(2))), mode(mode));
        only.apply();
        assertThat(a.item()).isEqualTo(14);
        sentence(() -> updates((Map<Shared, Expr>) null), "updates(…) got null; give update(…, …)");
        sentence(() -> givens(null), "givens(…) got null; give expressions with what stands in for them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAST_RUN", "FAST_COMPILE", "DebugMode", "DEBUG_MODE", "NanGuardMode", "nanGuard"})
    void theanos_names_of_modes_are_known(String mode) {
        Shared w = shared(2.0, "w");
        CompiledFunction f = function(inputs(x), outputs(x.times(w)), update(w, w.plus(x)), mode(mode));
        assertThat(f.applyAsDouble(3)).isEqualTo(6);
        assertThat(f.applyAsDouble(3)).isEqualTo(15);
        String source = f.source().toString();
        boolean interpreted = mode.equals("FAST_COMPILE") || mode.toLowerCase().startsWith("nanguard");
        assertThat(source.contains("no code is generated")).isEqualTo(interpreted);
    }
}
