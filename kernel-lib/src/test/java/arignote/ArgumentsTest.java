package arignote;

import static arignote.Arignote.allowInputDowncast;
import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.ShortColumn;

/** What a call, eval, a given and setValue take, and what they say of the rest: always the same. */
class ArgumentsTest {
    private static final List<FunctionArgument> MODES = List.of(mode("java"), mode("nd4j"));

    private final Expr index = T.lscalar("index");
    private final Expr k = T.iscalar("k");
    private final Expr a = T.scalar("a");
    private final Expr A = T.dmatrix("A");

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    // Whole numbers, whichever overload javac picks

    @Test
    void an_int_is_an_index() {
        Expr part = T.constant(new double[] {1, 2, 3}).get(index);
        for (FunctionArgument mode : MODES) {
            CompiledFunction f = function(inputs(index), outputs(part), mode);
            int i = 2;
            assertThat(f.apply(i).getDouble(0)).isEqualTo(3);
            assertThat(f.applyAsDouble(i)).isEqualTo(3);
            assertThat(f.applyAsDouble(1L)).isEqualTo(2);
            assertThat(f.applyAsDouble((short) 1)).isEqualTo(2);
            assertThat(f.applyAsDouble((byte) -1)).isEqualTo(3);
            assertThat(f.applyAsDouble(Integer.valueOf(0))).isEqualTo(1);
        }
    }

    @Test
    void an_int_stands_beside_any_other_number() {
        Expr j = T.iscalar("j");
        for (FunctionArgument mode : MODES) {
            CompiledFunction whole = function(inputs(k, j), outputs(k.times(j)), mode);
            assertThat(whole.applyAsDouble(2, 3)).isEqualTo(6);
            assertThat(whole.applyAsDouble(2, 3L)).isEqualTo(6);
            assertThat(whole.apply(2, 3L).dataType()).isEqualTo(DataType.INT32);
            CompiledFunction mixed = function(inputs(k, a), outputs(k.times(a)), mode);
            assertThat(mixed.applyAsDouble(2, 0.25)).isEqualTo(0.5);
            assertThat(mixed.applyAsDouble(2, 3)).isEqualTo(6);
            CompiledFunction turned = function(inputs(a, k), outputs(k.times(a)), mode);
            assertThat(turned.applyAsDouble(0.25, 2)).isEqualTo(0.5);
            assertThat(turned.applyAsDouble(0.25f, 2)).isEqualTo(0.5);
            CompiledFunction three =
                    function(inputs(a, k, j), outputs(a.times(k).times(j)), mode);
            assertThat(three.applyAsDouble(1, 2, 3)).isEqualTo(6);
            CompiledFunction reals = function(inputs(a), outputs(a.times(2)), mode);
            assertThat(reals.applyAsDouble(3)).isEqualTo(6);
            assertThat(reals.applyAsDouble(3f)).isEqualTo(6);
        }
    }

    @Test
    void a_long_keeps_all_its_digits() {
        long odd = (1L << 53) + 1;
        Expr last = index.rem(2);
        assertThat(function(inputs(index), outputs(last)).applyAsDouble(odd)).isEqualTo(1);
        assertThat(function(inputs(index, a), outputs(last.times(a))).applyAsDouble(odd, 0.5))
                .isEqualTo(0.5);
        assertThat(function(inputs(a, index), outputs(last.times(a))).applyAsDouble(0.5, odd))
                .isEqualTo(0.5);
        assertThat(function(inputs(index), outputs(last))
                        .applyAsDouble(List.of(odd).get(0)))
                .isEqualTo(1);
    }

    @Test
    void arrays_of_whole_numbers_stay_whole() {
        Expr v = T.ivector("v");
        CompiledFunction sum = function(inputs(v), outputs(v.sum()));
        assertThat(sum.applyAsDouble(new int[] {1, 2})).isEqualTo(3);
        assertThat(sum.applyAsDouble(new short[] {1, 2})).isEqualTo(3);
        assertThat(sum.applyAsDouble(new byte[] {1, 2})).isEqualTo(3);
        assertThat(sum.applyAsDouble(new Short[] {1, 2})).isEqualTo(3);
        assertThat(sum.applyAsDouble(new Byte[] {1, 2})).isEqualTo(3);
        assertThat(sum.applyAsDouble(new Integer[] {1, 2})).isEqualTo(3);
        Expr m = T.imatrix("m");
        CompiledFunction total = function(inputs(m), outputs(m.sum()));
        assertThat(total.applyAsDouble(new short[][] {{1, 2}, {3, 4}})).isEqualTo(10);
        assertThat(total.applyAsDouble(new Byte[][] {{1, 2}, {3, 4}})).isEqualTo(10);
    }

    // A number for a type that it has not

    /** A call by each overload, eval, item, a given, setValue: what {@code q} takes is the same everywhere. */
    private static void takes(Expr q, Object value, double expected) {
        for (FunctionArgument mode : MODES) {
            CompiledFunction f = function(inputs(q), outputs(q), mode);
            assertThat(f.apply(value).getDouble(0)).isEqualTo(expected);
            assertThat(f.applyAsDouble(value)).isEqualTo(expected);
        }
        assertThat(q.eval(Map.of(q, value)).getDouble(0)).isEqualTo(expected);
        assertThat(q.item(Map.of(q, value))).isEqualTo(expected);
        assertThat(function(outputs(q), given(q, value)).applyAsDouble()).isEqualTo(expected);
        Shared s = zero(q);
        s.setValue(value);
        assertThat(s.item()).isEqualTo(expected);
        assertThat(s.getValue().dataType()).isEqualTo(q.type().dtype().nd4j());
    }

    /** All of them refuse it, with the same reason. */
    private static void refuses(Expr q, Object value, String reason, String advice, String callsAdvice) {
        String must = " must be " + q.type().dtype() + ", and " + reason + "; " + advice;
        CompiledFunction f = function(inputs(q), outputs(q));
        String called = "input '" + q.name() + "' of function is " + q.type().dtype() + ", and " + reason + "; "
                + callsAdvice + ", or make the function with allowInputDowncast()";
        sentence(() -> f.apply(value), called);
        sentence(() -> f.applyAsDouble(value), called);
        sentence(() -> q.eval(Map.of(q, value)), "the value of '" + q.name() + "'" + must);
        sentence(() -> q.item(Map.of(q, value)), "the value of '" + q.name() + "'" + must);
        sentence(() -> function(outputs(q), given(q, value)), "what is given for '" + q.name() + "'" + must);
        sentence(() -> zero(q).setValue(value), "the new value of 'z'" + must);
        assertThatThrownBy(() -> function(inputs(q), outputs(q), mode("nd4j")).apply(value))
                .hasMessageContaining(q.type().dtype() + ", and " + reason + "; ");
    }

    private static Shared zero(Expr q) {
        return shared(Nd4j.scalar(q.type().dtype().nd4j(), 0), "z");
    }

    @Test
    void a_whole_value_is_a_whole_number() {
        takes(k, 3.0, 3);
        takes(k, 3f, 3);
        takes(k, 3L, 3);
        takes(k, new BigDecimal("3.0"), 3);
        takes(k, true, 1);
        takes(index, 3.0, 3);
        takes(index, -0.0, 0);
        takes(T.bscalar("b"), 1, 1);
        takes(T.bscalar("b"), 0.0, 0);
        CompiledFunction f = function(inputs(k), outputs(k));
        assertThat(f.applyAsDouble(3.0)).isEqualTo(3);
    }

    @Test
    void any_number_is_rounded_to_a_floating_type() {
        takes(T.fscalar("f"), 0.1, 0.1f);
        takes(T.fscalar("f"), 16777217, 16777216);
        takes(T.fscalar("f"), true, 1);
        takes(T.dscalar("d"), 3, 3);
    }

    @Test
    void a_fraction_is_no_whole_number() {
        String advice = "give a whole number, or make the variable a floating one";
        refuses(k, 2.5, "2.5 is no whole number", advice, "give a whole number");
        refuses(index, 0.5f, "0.5 is no whole number", advice, "give a whole number");
        refuses(k, Double.NaN, "NaN is no whole number", advice, "give a whole number");
        refuses(index, Double.POSITIVE_INFINITY, "Infinity is no whole number", advice, "give a whole number");
        CompiledFunction f = function(inputs(k), outputs(k));
        assertThatThrownBy(() -> f.applyAsDouble(2.5))
                .hasMessageContaining("'k' of function is int32, and 2.5 is no whole");
        assertThat(function(inputs(k), outputs(k), allowInputDowncast()).applyAsDouble(2.5))
                .isEqualTo(2);
    }

    @Test
    void a_number_may_be_too_large() {
        String advice = "make the variable int64";
        refuses(k, 3_000_000_000L, "3000000000 is too large for that", advice, advice);
        refuses(k, -3e9, "-3.0E9 is too large for that", advice, advice);
        refuses(
                index,
                0x1p63,
                "9.223372036854776E18 is too large for that",
                "make the variable float64",
                "make the variable float64");
        refuses(
                index,
                new BigInteger("36893488147419103232"),
                "3.6893488147419103E19 is too large for that",
                "make the variable float64",
                "make the variable float64");
        takes(index, -0x1p63, -0x1p63);
        takes(k, (long) Integer.MIN_VALUE, Integer.MIN_VALUE);
        refuses(T.bscalar("b"), 2, "2 is neither 0 nor 1", "give true or false", "give true or false");
    }

    @Test
    void an_array_has_a_type() {
        Shared f = shared(new float[2], "f");
        sentence(
                () -> f.setValue(new double[2]),
                "the new value of 'f' must be float32, and a value of type float64 would lose precision; give a float[],"
                        + " or an INDArray's castTo(DataType.FLOAT)");
        f.setValue(Nd4j.createFromArray(0.5, 0.25).castTo(DataType.FLOAT));
        assertThat(f.getValue().getDouble(1)).isEqualTo(0.25);
        Expr m = T.imatrix("m");
        sentence(
                () -> m.eval(Map.of(m, new long[1][1])),
                "the value of 'm' must be int32, and a value of type int64 would lose precision; give an int[][], or an"
                        + " INDArray's castTo(DataType.INT32)");
        sentence(
                () -> shared(0).setValue(Nd4j.scalar(2.0)),
                "the new value of the shared variable must be int32, and a value of type float64 would lose precision;"
                        + " give an int, or an INDArray's castTo(DataType.INT32)");
        sentence(
                () -> shared(0).setValue(2.5),
                "the new value of the shared variable must be int32, and 2.5 is no whole number; give a whole number, or"
                        + " make the variable a floating one");
    }

    @Test
    void a_list_is_taken_by_its_values() {
        Expr v = T.ivector("v");
        CompiledFunction same = function(inputs(v), outputs(v));
        assertThat(same.apply(List.of(1.0, 2.0)).toIntVector()).containsExactly(1, 2);
        assertThat(same.apply(List.of(1L, 2L)).toIntVector()).containsExactly(1, 2);
        sentence(
                () -> same.apply(List.of(1, 2.5)),
                "input 'v' of function is int32, and 2.5 is no whole number; give a whole number, or make the function"
                        + " with allowInputDowncast()");
        Expr f = T.fmatrix("f");
        assertThat(function(inputs(f), outputs(f))
                        .apply(List.of(List.of(0.1, 2), List.of(3, 4)))
                        .getFloat(0, 0))
                .isEqualTo(0.1f);
        assertThat(function(inputs(T.vector("x")), outputs(T.constant(1)), Arignote.onUnusedInput("ignore"))
                        .applyAsDouble(List.of()))
                .isEqualTo(1);
        assertThat(T.constant(List.of(new BigDecimal("1.5"), 2)).eval().toDoubleVector())
                .as("a fraction of any class")
                .containsExactly(1.5, 2);
    }

    // Lists of lists, arrays of every kind

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

    // Lone arrays, and the array of arguments

    @Test
    void an_array_of_arguments_is_spread_and_any_other_is_one() {
        Expr v = T.vector("v");
        Expr w = T.vector("w");
        CompiledFunction dot = function(inputs(v, w), outputs(T.dot(v, w)));
        List<double[]> both = List.of(new double[] {1, 2}, new double[] {3, 4});
        assertThat(dot.apply(both.toArray()).getDouble(0)).isEqualTo(11);
        assertThat(dot.applyAsDouble(both.toArray())).isEqualTo(11);
        assertThat(dot.applyAll(both.toArray())).hasSize(1);
        CompiledFunction sum = function(inputs(A), outputs(A.sum()));
        double[][] rows = {{1, 2}, {3, 4}};
        assertThat(sum.apply(rows).getDouble(0)).isEqualTo(10);
        assertThat(sum.applyAsDouble(rows)).isEqualTo(10);
        assertThat(sum.applyAll(rows).get(0).getDouble(0)).isEqualTo(10);
        assertThat(sum.applyAsDouble(new Object[] {rows})).isEqualTo(10);
        CompiledFunction all = function(inputs(v), outputs(v.sum()));
        assertThat(all.applyAsDouble(new Double[] {1.0, 2.0})).isEqualTo(3);
        assertThat(all.applyAsDouble(new Float[] {1f, 2f})).isEqualTo(3);
        sentence(
                () -> all.apply(new String[] {"1"}),
                "input 'v' of function is an array of String, which are no numbers; give a number, a Java array, an"
                        + " INDArray, a numeric column, a table or a list of numbers");
    }

    // Updates only

    @Test
    void a_function_with_updates_only_is_called_by_apply() {
        Shared n = shared(0, "n");
        CompiledFunction count = function(inputs(k), update(n, n.plus(k)));
        assertThat(count.apply(2).length()).isZero();
        assertThat(count.apply(3).shape()).containsExactly(0);
        assertThat(n.item()).isEqualTo(5);
        CompiledFunction reset = function(update(n, 0));
        reset.apply();
        assertThat(n.item()).isZero();
        sentence(() -> count.applyAsDouble(1), "function has no output, only updates; run them by applyAll");
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

    // Other kinds

    @Test
    void an_expression_is_no_value() {
        Shared w = shared(2.0, "w");
        CompiledFunction f = function(inputs(a), outputs(a.times(w)));
        sentence(
                () -> f.apply(a),
                "input 'a' of function is the expression 'a', which stands for numbers; give the numbers themselves, for"
                        + " instance by eval()");
        sentence(
                () -> f.apply(w),
                "input 'a' of function is the expression 'w', which stands for numbers; give the numbers themselves, for"
                        + " instance by getValue()");
        assertThatThrownBy(() -> shared(a.times(2), "s"))
                .hasMessageStartingWith("the value of 's' is the expression (a * 2), which stands for numbers");
        assertThatThrownBy(() -> w.setValue(a)).hasMessageStartingWith("the new value of 'w' is the expression 'a', ");
        assertThatThrownBy(() -> T.constant(a)).hasMessageStartingWith("the constant is the expression 'a', ");
        assertThatThrownBy(() -> a.eval(Map.of(a, w))).hasMessageStartingWith("the value of 'a' is the expression 'w'");
    }

    @Test
    void a_value_of_another_kind_has_a_name_that_readers_know() {
        CompiledFunction f = function(inputs(a), outputs(a));
        assertThatThrownBy(() -> f.apply(Map.of())).hasMessageContaining("is a Map, which is no array");
        assertThatThrownBy(() -> f.apply(new HashMap<>())).hasMessageContaining("is a HashMap, which");
        assertThatThrownBy(() -> f.apply(Set.of(1))).hasMessageContaining("is a Set, which");
        assertThatThrownBy(() -> f.apply('c')).hasMessageContaining("is a Character, which");
        assertThatThrownBy(() -> f.apply((Object) (Runnable) () -> {})).hasMessageContaining("is a Runnable, which");
        assertThatThrownBy(() -> f.apply(new Object() {})).hasMessageContaining("is an Object, which");
    }

    @Test
    void nulls_have_sentences() {
        CompiledFunction f = function(inputs(a), outputs(a));
        assertThatThrownBy(() -> f.apply(null)).hasMessageStartingWith("input 'a' of function is null; give a number");
        assertThatThrownBy(() -> f.apply((Object) null)).hasMessageStartingWith("input 'a' of function is null");
        assertThatThrownBy(() -> f.applyAll(null)).hasMessageStartingWith("input 'a' of function is null");
        sentence(
                () -> function((FunctionArgument[]) null),
                "function got null; give inputs(…), outputs(…), update(…, …)");
        sentence(() -> inputs((Expr[]) null), "inputs(…) got null; give variables such as T.vector(\"x\")");
        sentence(() -> inputs((List<Expr>) null), "inputs(…) got null; give variables such as T.vector(\"x\")");
        sentence(() -> outputs((List<Expr>) null), "outputs(…) got null; give expressions");
        sentence(() -> Arignote.updates((List<Update>) null), "updates(…) got null; give update(…, …)");
        sentence(() -> update(null, 3), "update(…, …) got null; give a shared variable and an expression");
        sentence(
                () -> given(null, 3),
                "given(…, …) got null in place 1; give an expression, and an expression or a value that stands in for it");
        sentence(
                () -> given(a, null),
                "given(…, …) got null in place 2; give an expression, and an expression or a value that stands in for it");
        sentence(() -> Arignote.named(null), "named(…) got null; give a name such as \"train\"");
        sentence(() -> function(mode(null)), "mode is one of java, nd4j, not null");
        sentence(() -> T.cast(a, null), "unknown dtype 'null'; use float64, float32, int64, int32 or bool");
        sentence(() -> a.eval(null), "eval got null where 'a' needs variables with values; give Map.of(x, …)");
        sentence(() -> T.grad(a, (List<Expr>) null), "grad got null for the list of variables; give List.of(…)");
    }

    @Test
    void a_given_is_named_once() {
        sentence(
                () -> function(outputs(a), given(a, 1), given(a, 2)),
                "'a' has two givens; a function can put one thing in its place");
        sentence(
                () -> function(outputs(T.scalar()), given(T.scalar(), "1")),
                "what is given for an unnamed float64 scalar is a String, which is no array of numbers; give a number, a"
                        + " Java array, an INDArray, a numeric column, a table or a list of numbers");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void a_list_of_something_else() {
        sentence(() -> outputs((List) List.of(a, 2)), "outputs(…) got an Integer in place 2; give expressions");
        sentence(
                () -> inputs((List) List.of("x")),
                "inputs(…) got a String in place 1; give variables such as T.vector(\"x\")");
        sentence(() -> Arignote.updates((List) List.of(a)), "updates(…) got an Expr in place 1; give update(…, …)");
    }

    // Indices

    @Test
    void indices_may_be_mixed() {
        Expr W = T.constant(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
        CompiledFunction f = function(
                inputs(k),
                outputs(
                        W.get(k, 0),
                        W.get(0, k),
                        W.get(k, k),
                        W.get(k, -1L),
                        W.get(k).get((short) 1)));
        assertThat(f.applyAll(2).stream().map(v -> v.getDouble(0))).containsExactly(7.0, 3.0, 9.0, 9.0, 8.0);
        assertThat(W.get(0, 2).item()).isEqualTo(3);
        assertThat(W.get(-1).eval().toDoubleVector()).containsExactly(7, 8, 9);
        assertThat(W.get(k, 0)).hasToString("constant[3, 3][k, 0]");
    }

    @Test
    void a_pattern_of_axes_may_be_a_list_or_an_array() {
        for (Expr turned : List.of(A.dimshuffle(1, "x", 0), A.dimshuffle(List.of(1, "x", 0)), T.dimshuffle(A, (Object)
                new Object[] {1, 'x', 0}))) {
            assertThat(turned).hasToString("dimshuffle(A, 1, 'x', 0)");
        }
        assertThat(A.dimshuffle(new int[] {1, 0})).hasToString("A.T");
        sentence(
                () -> A.dimshuffle(new double[] {1, 0}),
                "dimshuffle takes axes and \"x\" for a new axis, not double[], of 'A'");
        sentence(
                () -> A.dimshuffle(1, new int[] {0}),
                "dimshuffle takes axes and \"x\" for a new axis, not int[], of 'A'");
    }

    @Test
    void an_array_is_no_list_of_indices() {
        Expr W = T.matrix("W");
        String advice = " yet; take rows one by one, get(0) and get(2), or all by T.dot(S, …), where S has a row with a"
                + " single 1 for each";
        String start =
                "get takes whole numbers, one for each leading axis, as in get(0, 2), and 'W' cannot be indexed by ";
        int[] rows = {0, 2};
        sentence(() -> W.get(rows), start + "int[]" + advice);
        sentence(() -> W.get(new long[] {0, 2}), start + "long[]" + advice);
        sentence(() -> W.get((Object[]) new Integer[] {0, 2}), start + "Integer[]" + advice);
        sentence(() -> W.get((Object) new Integer[] {0, 2}), start + "Integer[]" + advice);
        sentence(() -> W.get(List.of(0, 2)), start + "a list" + advice);
        sentence(() -> W.get(rows, 1), start + "int[]" + advice);
        sentence(() -> W.get(k, rows), start + "int[]" + advice);
        sentence(() -> W.get(new boolean[] {true}), start + "boolean[]" + advice);
        sentence(() -> W.get(Nd4j.createFromArray(0, 2)), start + "an array" + advice);
        sentence(() -> W.get(0.5), "an index is a whole number or a symbolic one, not 0.5, in get of 'W'");
        sentence(() -> W.get(true), "an index is a whole number or a symbolic one, not true, in get of 'W'");
        sentence(() -> W.get("0"), "an index is a whole number or a symbolic one, not \"0\", in get of 'W'");
        sentence(() -> W.get(0, null), "an index is a whole number or a symbolic one, not null, in get of 'W'");
        sentence(() -> W.get(T.ivector("i")), "an index is a whole number, but 'i' is an int32 vector");
        sentence(() -> W.get(0, 1, k), "get has 3 indices, but 'W' is a float64 matrix with 2 axes");
    }
}
