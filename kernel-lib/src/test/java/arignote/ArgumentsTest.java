package arignote;

import static arignote.Arignote.allowInputDowncast;
import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

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
}
