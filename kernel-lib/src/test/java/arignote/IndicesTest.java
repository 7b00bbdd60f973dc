package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Whole numbers and symbols in get, and patterns of axes; arrays of indices are refused. */
class IndicesTest {
    private final Expr k = T.iscalar("k");
    private final Expr A = T.dmatrix("A");

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

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
