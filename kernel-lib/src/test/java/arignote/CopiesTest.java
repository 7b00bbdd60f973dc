package arignote;

import static arignote.Arignote.cloneReplace;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.named;
import static arignote.Arignote.noDefaultUpdates;
import static arignote.Arignote.outputs;
import static arignote.Arignote.pp;
import static arignote.Arignote.shared;
import static arignote.Arignote.swap;
import static arignote.Arignote.update;
import static arignote.Arignote.withoutUpdates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.expr.DType;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of functions and of expressions with changes, and default updates. */
class CopiesTest {
    private final Expr x = T.scalar("x");
    private final Shared w = shared(2.0, "w");
    private final Shared v = shared(10.0, "v");

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void a_copy_may_have_other_shared_variables(String mode) {
        CompiledFunction f = function(inputs(x), outputs(x.times(w)), update(w, w.plus(x)), mode(mode), named("f"));
        CompiledFunction other = f.copy(swap(w, v), named("other"));
        assertThat(other.applyAsDouble(3)).isEqualTo(30);
        assertThat(v.item()).isEqualTo(13);
        assertThat(w.item()).isEqualTo(2);
        assertThat(f.applyAsDouble(3)).isEqualTo(6);
        assertThat(w.item()).isEqualTo(5);
        assertThat(v.item()).isEqualTo(13);
        assertThat(other).hasToString("other (x)");
        sentence(() -> other.apply(), "other takes 1 input (x), but 0 were given");
        sentence(() -> f.apply(), "f takes 1 input (x), but 0 were given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void a_copy_may_be_without_updates(String mode) {
        Shared n = shared(0, "n");
        CompiledFunction f =
                function(inputs(x), outputs(w.times(3)), update(w, w.plus(x)), update(n, n.plus(1)), mode(mode));
        CompiledFunction test = f.copy(withoutUpdates());
        f.apply(1);
        assertThat(test.applyAsDouble(100))
                .as("an input that only updates need is taken")
                .isEqualTo(9);
        assertThat(w.item()).isEqualTo(3);
        assertThat(n.item()).isEqualTo(1);
        assertThat(function(update(n, n.plus(1)), mode(mode))
                        .copy(withoutUpdates())
                        .applyAll())
                .isEmpty();
        assertThat(n.item()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_with_a_copy() {
        CompiledFunction f = function(inputs(x), outputs(x.times(w)), update(w, w.plus(x)), named("f"));
        Shared vector = shared(new double[] {1}, "u");
        sentence(
                () -> f.copy(swap(w, vector)),
                "swap: 'w' is a float64 scalar, and 'u' in its place is a float64 vector; they must be alike");
        sentence(() -> f.copy(swap(v, w)), "swap: 'v' is no shared variable of f");
        sentence(() -> f.copy(swap(w, v), swap(w, v)), "swap: 'w' is swapped twice");
        sentence(
                () -> swap(null, w),
                "swap(…, …) got null in place 1; give a shared variable of the function, and the one that takes its"
                        + " place in the copy");
        sentence(() -> f.copy(mode("nd4j")), "copy of f takes swap(…, …), withoutUpdates() and named(…)");
        sentence(() -> function(withoutUpdates()), "withoutUpdates() is for a copy of a function: f.copy(…)");
        sentence(() -> function(swap(w, v)), "swap(…, …) is for a copy of a function: f.copy(…)");
        CompiledFunction both = function(update(w, w.plus(1)), update(v, v.plus(1)));
        sentence(
                () -> both.copy(swap(w, v)),
                "after this swap a shared variable of function would have two updates; a call can give it one new value");
        both.copy(swap(w, v), swap(v, w)).apply();
        assertThat(v.item()).isEqualTo(11);
        assertThat(both.copy(swap(w, v), withoutUpdates()).applyAll()).isEmpty();
    }

    @Test
    void an_expression_may_be_copied_with_other_parts() {
        Expr y = T.scalar("y");
        Expr h = x.plus(y).name("h");
        Expr e = h.times(w);
        assertThat(pp(cloneReplace(e, Map.of(x, T.sqr(y))))).isEqualTo("((sqr(y) + y) * w)");
        assertThat(pp(cloneReplace(e, Map.of(h, y)))).isEqualTo("(y * w)");
        assertThat(pp(cloneReplace(e, Map.of(w, 3)))).isEqualTo("((x + y) * 3)");
        assertThat(cloneReplace(e, Map.of(x, y)).args().get(0).name()).isEqualTo("h");
        assertThat(pp(e)).isEqualTo("((x + y) * w)");
        assertThat(cloneReplace(e, Map.of(T.scalar("other"), y))).isSameAs(e);
        List<Expr> both = cloneReplace(List.of(e, h), Map.of(x, y));
        assertThat(both.get(0).args().get(0)).as("parts stay shared").isSameAs(both.get(1));
        Expr f = T.fscalar("f");
        sentence(
                () -> cloneReplace(e, Map.of(x, f)),
                "cloneReplace: 'x' is a float64 scalar, and 'f' in its place is a float32 scalar; they must be alike, or"
                        + " the dtypes may differ if strict is false");
        sentence(
                () -> cloneReplace(e, Map.of(x, T.vector("u")), false),
                "cloneReplace: 'x' is a float64 scalar, and 'u' in its place is a float64 vector; they must be alike");
    }

    @Test
    void without_strictness_types_are_found_anew() {
        Expr k = T.iscalar("k");
        assertThat(cloneReplace(T.sqr(k), Map.of(k, x), false).type().dtype()).isEqualTo(DType.FLOAT64);
        sentence(() -> cloneReplace((Expr) null, Map.of(k, x)), "cloneReplace got null; give an expression");
        sentence(
                () -> cloneReplace(x, null),
                "cloneReplace got null; give an expression, and a map from its parts to what takes their places");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void a_default_update_is_applied_by_every_function(String mode) {
        Shared n = shared(0L, "n").defaultUpdate(null);
        assertThat(n.defaultUpdate()).isNull();
        Shared m = shared(1.0, "m");
        m.defaultUpdate(m.times(2).plus(w));
        n.defaultUpdate(n.plus(T.cast(m, "int64")));
        assertThat(function(inputs(x), outputs(x.plus(n)), mode(mode)).applyAsDouble(1))
                .isEqualTo(1);
        assertThat(n.item()).isEqualTo(1);
        assertThat(m.item())
                .as("the default update of what a default update needs")
                .isEqualTo(4);
        function(outputs(m.plus(n)), noDefaultUpdates(), mode(mode)).apply();
        assertThat(n.item()).isEqualTo(1);
        assertThat(m.item()).isEqualTo(4);
        function(outputs(m.plus(n)), noDefaultUpdates(m), mode(mode)).apply();
        assertThat(n.item()).isEqualTo(5);
        assertThat(m.item()).isEqualTo(4);
        function(outputs(n), update(m, 0), mode(mode)).apply();
        assertThat(n.item()).isEqualTo(9);
        assertThat(m.item()).as("an update of one's own takes the place").isZero();
        function(inputs(x), outputs(x), mode(mode)).apply(1);
        assertThat(n.item()).as("a function that does not need it").isEqualTo(9);
    }

    @Test
    void eval_applies_default_updates_too() {
        Shared n = shared(1.0, "n");
        n.defaultUpdate(n.times(2));
        Expr e = n.plus(x);
        assertThat(e.item(Map.of(x, 0))).isEqualTo(1);
        assertThat(e.item(Map.of(x, 0))).isEqualTo(2);
        assertThat(e.item(Map.of(x, 0, n, 50))).as("its value is told").isEqualTo(50);
        assertThat(n.item()).isEqualTo(4);
    }

    @Test
    void a_default_update_has_to_fit() {
        Shared n = shared(0, "n");
        n.defaultUpdate(n.plus(0.5));
        sentence(
                () -> function(outputs(n)),
                "the update of 'n', an int32 scalar, is a float64 scalar: (n + 0.5); they must be alike: T.cast(…,"
                        + " \"int32\")");
    }
}
