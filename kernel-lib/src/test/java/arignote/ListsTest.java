package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.ShortColumn;

/** Lists of lists and arrays of every kind are tensors. */
class ListsTest {
    private final Expr a = T.scalar("a");
    private final Expr A = T.dmatrix("A");

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @Test
    void lists_of_lists_are_matrices() {
        CompiledFunction twice = function(inputs(A), outputs(A.times(2)));
        double[][] expected = {{2, 4}, {6, 8}};
        for (Object rows : List.of(
                List.of(List.of(1, 2), List.of(3, 4)),
                List.of(List.of(1.0, 2), List.of(3L, 4f)),
                new ArrayList<>(List.of(new ArrayList<>(List.of(1, 2)), Arrays.asList(3, 4))),
                List.of(new double[] {1, 2}, new int[] {3, 4}),
                List.of(new double[] {1, 2}, List.of(3, 4)),
                List.of(Nd4j.createFromArray(1.0, 2.0), Nd4j.createFromArray(3f, 4f)),
                List.of(DoubleColumn.create("c", 1, 2), DoubleColumn.create("d", 3, 4)),
                List.of(List.of(true, 2), List.of(3, 4)))) {
            assertThat(twice.apply(rows).toDoubleMatrix()).isDeepEqualTo(expected);
        }
        Number[][] numbers = {{1, 2.0}, {3L, 4f}};
        Object[] lines = {new double[] {1, 2}, List.of(3, 4)};
        INDArray[] arrays = {Nd4j.createFromArray(1.0, 2.0), Nd4j.createFromArray(3.0, 4.0)};
        assertThat(twice.apply(numbers).toDoubleMatrix()).isDeepEqualTo(expected);
        assertThat(twice.apply((Object) lines).toDoubleMatrix()).isDeepEqualTo(expected);
        assertThat(twice.apply(arrays).toDoubleMatrix()).isDeepEqualTo(expected);
        assertThat(twice.apply(new BigDecimal[][] {{BigDecimal.ONE, new BigDecimal("2.5")}})
                        .getDouble(0, 1))
                .isEqualTo(5);
    }

    @Test
    void lists_of_any_depth_are_tensors() {
        Shared s = shared(List.of(List.of(List.of(1, 2, 3)), List.of(List.of(4, 5, 6))), "s");
        assertThat(s.type()).hasToString("int32 tensor3");
        assertThat(s.getValue().shape()).containsExactly(2, 1, 3);
        assertThat(s.getValue().getDouble(1, 0, 2)).isEqualTo(6);
        assertThat(T.constant(List.of(List.of(), List.of())).eval().shape()).containsExactly(2, 0);
        assertThat(T.constant(List.of(List.of(1L), List.of(2))).type()).hasToString("int64 matrix");
        assertThat(T.constant(List.of(List.of(true), List.of(false))).type()).hasToString("bool matrix");
        assertThat(T.constant(List.of(List.of(1), List.of(0.5))).type()).hasToString("float64 matrix");
        s.setValue(List.of(List.of(List.of(7.0))));
        assertThat(s.getValue().getDouble(0, 0, 0)).isEqualTo(7);
        CompiledFunction costs = function(inputs(a), outputs(a.times(2)));
        assertThat(T.constant(List.of(costs.apply(1), costs.apply(2))).eval().toDoubleVector())
                .as("single numbers that functions returned")
                .containsExactly(2, 4);
    }

    @Test
    void what_is_wrong_in_a_list() {
        CompiledFunction twice = function(inputs(A), outputs(A.times(2)));
        String input = "input 'A' of function ";
        sentence(
                () -> twice.apply(List.of(List.of(1, 2), List.of(3))),
                input + "has rows of different lengths, 2 and 1; a tensor needs them equal");
        sentence(
                () -> twice.apply(List.of(List.of(1, 2), List.of(List.of(3, 4)))),
                input + "has rows of different shapes, [2] and [1, 2]; a tensor needs them equal");
        sentence(
                () -> twice.apply(List.of(List.of(1, 2), 3)),
                input + "is a list of numbers and of rows; give either numbers or rows of equal lengths");
        sentence(
                () -> twice.apply(List.of(List.of(1, "two"))),
                input + "is a list with a String in it; give numbers only");
        sentence(() -> twice.apply(Arrays.asList(1, null)), input + "is a list with null in it; give numbers only");
        sentence(
                () -> twice.apply((Object) new Object[] {1, Set.of(2)}),
                input + "is an array with a Set in it; give numbers only");
        sentence(
                () -> twice.apply(List.of(1, 2)),
                input + "must be a matrix (rank 2), but the value is a vector (rank 1)");
    }

    @Test
    void short_and_half_arrays_are_read_without_a_loss() {
        Expr v = T.vector("v");
        INDArray some = Nd4j.createFromArray(1.5, -2.0);
        CompiledFunction twice = function(inputs(v), outputs(v.times(2)));
        assertThat(twice.apply(some.castTo(DataType.FLOAT16)).toDoubleVector()).containsExactly(3, -4);
        assertThat(twice.apply(some.castTo(DataType.BFLOAT16)).toDoubleVector()).containsExactly(3, -4);
        Expr f = T.fvector("f");
        assertThat(function(inputs(f), outputs(f))
                        .apply(some.castTo(DataType.FLOAT16))
                        .getDouble(0))
                .isEqualTo(1.5);
        Expr n = T.ivector("n");
        CompiledFunction same = function(inputs(n), outputs(n));
        INDArray whole = Nd4j.createFromArray(1.0, 100.0);
        for (DataType type : List.of(DataType.INT8, DataType.UINT8, DataType.INT16, DataType.UINT16)) {
            assertThat(same.apply(whole.castTo(type)).toIntVector())
                    .as("%s", type)
                    .containsExactly(1, 100);
        }
        assertThat(same.apply(some.castTo(DataType.INT8)).getInt(1)).isEqualTo(-2);
        assertThat(shared(some.castTo(DataType.FLOAT16)).type()).hasToString("float32 vector");
        assertThat(T.constant(whole.castTo(DataType.INT16)).type()).hasToString("int32 vector");
        assertThat(T.constant(whole.castTo(DataType.UINT32)).type()).hasToString("int64 vector");
        for (Object narrow : List.of(
                new short[] {1, 2},
                new Byte[] {1, 2},
                Nd4j.createFromArray(1, 2).castTo(DataType.INT16),
                ShortColumn.create("s", new short[] {1, 2}))) {
            assertThat(function(inputs(f), outputs(f)).apply(narrow).toFloatVector())
                    .as("what float32 holds")
                    .containsExactly(1, 2);
        }
        assertThatThrownBy(() -> function(inputs(f), outputs(f)).apply(new int[] {1, 2}))
                .hasMessageContaining("a value of type int32 would lose precision");
        sentence(
                () -> twice.apply(whole.castTo(DataType.UINT64)),
                "input 'v' of function is an INDArray of type UINT64, which is not supported; give one of float64,"
                        + " float32, int64, int32 or bool");
    }
}
