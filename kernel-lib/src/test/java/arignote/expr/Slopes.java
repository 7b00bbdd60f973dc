package arignote.expr;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients beside differences: of what an expression is, of its gradients, and so on. */
public final class Slopes {
    private static final double STEP = 1e-3;

    private Slopes() {}

    /**
     * Compares the gradients of a weighted sum of all elements with differences of fourth order, then those of a weighted sum
     * of these gradients, as many times over as {@code orders} says.
     */
    public static void check(int orders, Function<List<Expr>, Expr> expression, HostArray... at) {
        List<Expr> x = Arrays.stream(at).map(a -> Build.input(null, a.type())).toList();
        Expr cost = weighted(expression.apply(x), x, at, 0);
        for (int order = 1; order <= orders; order++) {
            List<Expr> gradients = T.grad(cost, x);
            compare("order " + order, cost, gradients, x, at);
            Expr next = null;
            for (int i = 0; i < x.size(); i++) {
                Expr part = weighted(gradients.get(i), x, at, 7 * order + i);
                next = next == null ? part : next.plus(part);
            }
            cost = next;
        }
    }

    /** The sum of all elements times numbers that have nothing to do with one another. */
    private static Expr weighted(Expr e, List<Expr> x, HostArray[] at, int seed) {
        INDArray value = of("nd4j", x, e).apply(arrays(at));
        double[] weights = IntStream.range(0, (int) Math.max(1, value.length()))
                .mapToDouble(i -> Math.sin(1 + 12.9898 * (i + 1) + seed))
                .toArray();
        return T.sum(e.times(Build.constant(HostArray.ofDoubles(DType.FLOAT64, value.shape(), weights))));
    }

    private static CompiledFunction of(String mode, List<Expr> x, Expr... e) {
        return function(inputs(x), outputs(e), mode(mode), onUnusedInput("ignore"));
    }

    private static void compare(String what, Expr cost, List<Expr> gradients, List<Expr> x, HostArray[] at) {
        CompiledFunction costOf = of("nd4j", x, cost);
        List<INDArray> found = of("java", x, gradients.toArray(Expr[]::new)).applyAll(arrays(at));
        for (int k = 0; k < at.length; k++) {
            assertThat(found.get(k).shape()).isEqualTo(at[k].shape());
            double[] slopes = found.get(k).dup('c').reshape(at[k].size()).toDoubleVector();
            for (int i = 0; i < at[k].size(); i++) {
                double slope = (8 * (moved(costOf, at, k, i, STEP) - moved(costOf, at, k, i, -STEP))
                                - moved(costOf, at, k, i, 2 * STEP)
                                + moved(costOf, at, k, i, -2 * STEP))
                        / (12 * STEP);
                assertThat(slopes[i])
                        .as("%s, by argument %d at %d", what, k, i)
                        .isCloseTo(slope, Offset.offset(2e-8 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static double moved(CompiledFunction cost, HostArray[] at, int k, int i, double by) {
        double before = at[k].doubleAt(i);
        at[k].set(i, before + by);
        double value = cost.applyAsDouble(arrays(at));
        at[k].set(i, before);
        return value;
    }

    private static Object[] arrays(HostArray[] at) {
        List<Object> arrays = new ArrayList<>();
        for (HostArray a : at) {
            arrays.add(Build.constant(HostArray.copyOf(a.dtype(), a.shape(), a.elements()))
                    .eval());
        }
        return arrays.toArray();
    }
}
