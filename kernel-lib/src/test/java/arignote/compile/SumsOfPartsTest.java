package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.slice;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.T;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Gradients of slices, which are arrays of zeros with a part, are added in one array if the slices are known to have nothing in common. */
class SumsOfPartsTest {
    private static final Pattern ZEROS = Pattern.compile("\\] = 0\\.0;");

    private final Expr x = T.vector("x");
    private final Expr a = T.vector("a");
    private final Expr b = T.vector("b");
    private final Expr c = T.vector("c");
    private final Expr n = T.lscalar("n");

    private Expr times(Expr slice, Expr factor) {
        return T.sum(slice.times(factor));
    }

    private static double[] called(FunctionArgument[] all, int arrays, Object... args) {
        CompiledFunction f = function(all);
        double[] found = f.apply(args).toDoubleVector();
        assertThat(ZEROS.matcher(f.source().text()).results().count())
                .as(f.source().text())
                .isEqualTo(arrays);
        double[] interpreted =
                function(all[0], all[1], mode("nd4j")).apply(args).toDoubleVector();
        assertThat(bits(found)).containsExactly(bits(interpreted));
        return found;
    }

    private static long[] bits(double[] numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void parts_that_lie_apart_are_one_array_with_the_bits_of_a_sum() {
        Expr cost =
                times(x.get(slice(0, 2)), a).plus(times(x.get(slice(4, 6)), b)).plus(times(x.get(slice(2, 3)), c));
        double[] found = called(
                new FunctionArgument[] {inputs(x, a, b, c), outputs(T.grad(cost, x))},
                1,
                new double[7],
                new double[] {-0.0, 2},
                new double[] {3, -0.0},
                new double[] {5});
        assertThat(found).containsExactly(new double[] {0.0, 2, 5, 0, 3, 0.0, 0});
    }

    @Test
    void shorter_arrays_have_shorter_parts() {
        Expr cost = times(x.get(slice(0, 2)), a).plus(times(x.get(slice(2, 9)), b));
        FunctionArgument[] all = {inputs(x, a, b), outputs(T.grad(cost, x))};
        assertThat(called(all, 1, new double[3], new double[] {1, 2}, new double[] {3}))
                .containsExactly(1, 2, 3);
        assertThat(called(all, 1, new double[2], new double[] {1, 2}, new double[0]))
                .containsExactly(1, 2);
    }

    @Test
    void parts_that_meet_or_may_meet_are_arrays_of_their_own() {
        Expr meets = times(x.get(slice(0, 3)), a).plus(times(x.get(slice(2, 4)), b));
        assertThat(called(
                        new FunctionArgument[] {inputs(x, a, b), outputs(T.grad(meets, x))},
                        2,
                        new double[4],
                        new double[] {1, 2, -0.0},
                        new double[] {-0.0, 4}))
                .containsExactly(1, 2, -0.0, 4);
        Expr fromTheEnd = times(x.get(slice(0, 3)), a).plus(times(x.get(slice(-3, -1)), b));
        assertThat(called(
                        new FunctionArgument[] {inputs(x, a, b), outputs(T.grad(fromTheEnd, x))},
                        2,
                        new double[4],
                        new double[] {1, 2, 3},
                        new double[] {10, 20}))
                .containsExactly(1, 12, 23, 0);
        Expr asked = times(x.get(slice(0, n)), a).plus(times(x.get(slice(2, 4)), b));
        assertThat(called(
                        new FunctionArgument[] {inputs(x, a, b, n), outputs(T.grad(asked, x))},
                        2,
                        new double[4],
                        new double[] {1, 2, 3},
                        new double[] {10, 20},
                        3))
                .containsExactly(1, 2, 13, 20);
    }

    @Test
    void a_matrix_is_put_together_of_its_blocks() {
        Expr m = T.matrix("m");
        Expr p = T.matrix("p");
        Expr q = T.matrix("q");
        Expr cost = times(m.get(slice(0, 2), slice(0, 1)), p).plus(times(m.get(slice(0, 2), slice(1, 3)), q));
        CompiledFunction f = function(inputs(m, p, q), outputs(T.grad(cost, m)));
        assertThat(f.apply(new double[3][3], new double[][] {{1}, {2}}, new double[][] {{3, 4}, {5, 6}})
                        .toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1, 3, 4}, {2, 5, 6}, {0, 0, 0}});
        assertThat(List.of(f.source().text().split("\n")))
                .filteredOn(line -> ZEROS.matcher(line).find())
                .hasSize(1);
    }
}
