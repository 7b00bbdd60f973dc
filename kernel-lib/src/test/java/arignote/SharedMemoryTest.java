package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.profile;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.HostArray;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where the values of shared variables lie, and that nobody else writes there. */
class SharedMemoryTest {
    private static final int LARGE = (int) (Runtime.getRuntime().maxMemory() / 64 / 8) + 1;

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void updates_are_written_where_the_value_lies() {
        Shared w = shared(new double[] {1, 2, 3}, "w");
        Object held = w.held();
        function(inputs(), outputs(), update(w, w.times(2))).apply();
        assertThat(held).isInstanceOf(HostArray.class).isSameAs(w.held());
        assertThat(w.getValue().toDoubleVector()).containsExactly(2, 4, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void a_large_value_lies_outside_of_the_heap_and_learns_the_same(String mode) {
        Shared w = shared(ones(LARGE), "w");
        CompiledFunction f = function(inputs(), outputs(T.sum(w)), update(w, w.plus(1)), mode(mode));
        assertThat(w.held()).isInstanceOf(INDArray.class);
        assertThat(f.applyAsDouble()).isEqualTo(LARGE);
        assertThat(f.applyAsDouble()).isEqualTo(2.0 * LARGE);
        assertThat(w.getValue().getDouble(LARGE - 1)).isEqualTo(3);
        w.setValue(new double[] {5});
        assertThat(w.held()).isInstanceOf(HostArray.class);
        assertThat(f.applyAsDouble()).isEqualTo(5);
        assertThat(w.item()).isEqualTo(6);
        w.setValue(ones(LARGE));
        assertThat(f.applyAsDouble()).isEqualTo(LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void two_variables_change_places_and_stay_two(String mode) {
        Shared a = shared(new double[] {1, 2}, "a");
        Shared b = shared(new double[] {3, 4}, "b");
        CompiledFunction change = function(inputs(), outputs(), update(a, b), update(b, a), mode(mode));
        CompiledFunction more = function(inputs(), outputs(), update(a, a.plus(10)), mode(mode));
        change.apply();
        more.apply();
        change.apply();
        assertThat(a.getValue().toDoubleVector()).containsExactly(1, 2);
        assertThat(b.getValue().toDoubleVector()).containsExactly(13, 14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "nd4j", "debug"})
    void what_a_call_gave_does_not_change_with_the_variable(String mode) {
        Shared w = shared(new double[][] {{1, 2}, {3, 4}}, "w");
        CompiledFunction f =
                function(inputs(), outputs(w, T.transpose(w), T.sort(w, 1)), update(w, w.times(0)), mode(mode));
        var given = f.applyAll();
        INDArray before = w.getValue();
        assertThat(w.getValue().toDoubleMatrix()).isDeepEqualTo(new double[2][2]);
        assertThat(given.get(0).toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(given.get(1).toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 3}, {2, 4}});
        assertThat(before.toDoubleMatrix()).isDeepEqualTo(new double[2][2]);
    }

    @Test
    void the_arrays_of_a_user_are_not_written_to() {
        double[] given = {1, 2};
        INDArray array = Nd4j.createFromArray(1.0, 2);
        Shared a = shared(given);
        Shared b = shared(array);
        Shared c = shared(0.0);
        c.setValue(3);
        function(inputs(), outputs(), update(a, a.plus(1)), update(b, b.plus(1)), update(c, c.plus(1)))
                .apply();
        assertThat(given).containsExactly(1, 2);
        assertThat(array.toDoubleVector()).containsExactly(1, 2);
        b.getValue().putScalar(0, 100);
        array.putScalar(0, 100);
        given[0] = 100;
        assertThat(b.getValue().toDoubleVector()).containsExactly(2, 3);
        assertThat(a.getValue().toDoubleVector()).containsExactly(2, 3);
        assertThat(c.item()).isEqualTo(4);
    }

    @Test
    void a_value_may_get_another_shape_in_an_update() {
        Shared all = shared(new double[] {1}, "all");
        CompiledFunction f = function(inputs(), outputs(T.sum(all)), update(all, T.concatenate(List.of(all, all), 0)));
        for (int n = 1; n < 100; n *= 2) {
            assertThat(f.applyAsDouble()).isEqualTo(n);
        }
    }

    @Test
    void a_profile_leaves_values_as_they_were() {
        Shared w = shared(new double[] {1, 2}, "w");
        Shared large = shared(ones(LARGE), "large");
        CompiledFunction f =
                function(inputs(), outputs(T.sum(w)), update(w, w.times(2)), update(large, large.times(2)));
        f.apply();
        profile(f);
        assertThat(w.getValue().toDoubleVector()).containsExactly(2, 4);
        assertThat(large.getValue().getDouble(LARGE - 1)).isEqualTo(2);
        f.apply();
        assertThat(w.getValue().toDoubleVector()).containsExactly(4, 8);
    }
}
