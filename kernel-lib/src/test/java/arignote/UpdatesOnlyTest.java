package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions without outputs, and updates that are no expressions. */
class UpdatesOnlyTest {
    private final Expr k = T.iscalar("k");

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j"})
    void a_function_with_updates_only_is_called_by_apply(String mode) {
        Shared n = shared(0, "n");
        CompiledFunction count = function(inputs(k), update(n, n.plus(k)), Arignote.mode(mode));
        assertThat(count.apply(2).length()).isZero();
        assertThat(count.apply(3).shape()).containsExactly(0);
        assertThat(n.item()).isEqualTo(5);
        CompiledFunction reset = function(update(n, 0));
        reset.apply();
        assertThat(n.item()).isZero();
        sentence(() -> count.applyAsDouble(1), "function has no output, only updates; run them by apply()");
        assertThat(n.item()).as("a call that throws stores nothing").isZero();
        assertThatThrownBy(() -> count.apply(0.5)).hasMessageContaining("0.5 is no whole number");
        assertThatThrownBy(() -> count.apply()).hasMessage("function takes 1 input (k), but 0 were given");
    }

    @Test
    void an_update_may_be_a_number_or_an_array() {
        Shared f = shared(new float[] {1, 2}, "f");
        function(update(f, new float[] {3, 4})).apply();
        assertThat(f.getValue().toFloatVector()).containsExactly(3, 4);
        Shared n = shared(1.5f, "n");
        function(update(n, 0.1)).applyAll();
        assertThat(n.getValue().getFloat(0)).isEqualTo(0.1f);
        Shared w = shared(7, "w");
        sentence(
                () -> function(update(w, 0.5)),
                "the update of 'w', an int32 scalar, is a float64 scalar: 0.5; they must be alike: T.cast(…, \"int32\")");
        sentence(
                () -> function(update(f, 0)),
                "the update of 'f', a float32 vector, is a float32 scalar: 0; they must be alike");
    }
}
