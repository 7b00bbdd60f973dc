package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whole numbers and symbols in get, and patterns of axes. */
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
    void what_is_no_index_is_refused() {
        Expr W = T.matrix("W");
        String start = "an index is a whole number, a slice, an array of whole numbers or a mask, not ";
        sentence(() -> W.get(0.5), start + "0.5, in get of 'W'");
        sentence(() -> W.get(true), start + "true, in get of 'W'");
        sentence(() -> W.get(0, null), start + "null, in get of 'W'; a new axis is \"None\"");
        sentence(() -> W.get(T.vector("i")), "an array of indices holds whole numbers, but 'i' is a float64 vector");
        sentence(() -> W.get(0, 1, k), "get has 3 indices, but 'W' is a float64 matrix with 2 axes");
    }
}
