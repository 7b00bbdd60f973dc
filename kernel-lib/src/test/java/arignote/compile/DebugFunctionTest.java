package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.named;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function that computes everything twice and compares. */
class DebugFunctionTest {
    private final Expr x = T.vector("x");
    private final Shared w = shared(2.0, "w");

    /** An operation that computes something else each time, as a fault in a compiler would. */
    private record Unsteady(int[] calls, double step) implements ArrayOp {
        @Override
        public String label() {
            return "unsteady";
        }

        @Override
        public TensorType type(List<Expr> args) {
            return args.get(0).type();
        }

        @Override
        public HostArray compute(Expr e, List<HostArray> args) {
            double[] values = args.get(0).doubles().clone();
            values[1] += step * calls[0]++;
            return HostArray.of(DType.FLOAT64, args.get(0).shape(), values);
        }

        @Override
        public JavaScript javaScript(Expr e) {
            return JavaScript.call("unsteady");
        }

        @Override
        public List<Expr> gradient(Expr e, Expr g) {
            return List.of(g);
        }
    }

    private static Expr unsteady(Expr x, double step) {
        return Expr.of(new Op.Array(new Unsteady(new int[1], step)), List.of(x));
    }

    @Test
    void a_function_without_a_fault_is_as_any_other() {
        Expr cost = T.sum(T.sqr(x.times(w).minus(1)));
        CompiledFunction f = function(
                inputs(x),
                outputs(cost),
                update(w, w.minus(T.grad(cost, w).times(0.1))),
                mode("DebugMode"),
                named("train"));
        assertThat(f.applyAsDouble(new double[] {1, 2})).isEqualTo(10);
        assertThat(w.item()).isEqualTo(2 - 0.1 * 14);
        assertThat(f.source().toString()).contains("extends GeneratedCode");
        assertThat(f.explain().rowCount()).isPositive();
        assertThat(f.apply(new double[] {0, 0}).getDouble(0)).isEqualTo(2);
        assertThatThrownBy(() -> f.apply(3.0)).hasMessageContaining("input 'x' of train");
        CompiledFunction all = function(inputs(x), outputs(x, T.argmax(x), T.gt(x, 0)), mode("debug"));
        assertThat(all.applyAll(new double[] {Double.NaN, Double.POSITIVE_INFINITY}))
                .hasSize(3);
        assertThatThrownBy(() -> all.apply(new double[] {1})).hasMessageContaining("3 outputs");
        assertThatThrownBy(() -> function(inputs(x), outputs(x), mode("debug")).applyAsDouble(new double[] {1, 2}))
                .hasMessageContaining("'x' has the shape [2]");
    }

    @Test
    void the_first_operation_that_differs_is_named_and_nothing_is_stored() {
        Expr h = unsteady(x.times(w), 1);
        CompiledFunction f =
                function(inputs(x), outputs(T.exp(h).sum()), update(w, w.plus(1)), mode("debug"), named("f"));
        assertThatThrownBy(() -> f.apply(new double[] {1, 2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("debug: unsteady\\(\\(x \\* w\\)\\) is [0-9.]+ by generated code and [0-9.]+ by the"
                        + " interpreter at element 1; it is the first operation of f that differs");
        assertThat(w.item()).isEqualTo(2);
        h.name("hidden");
        assertThatThrownBy(() -> f.apply(new double[] {1, 2})).hasMessageStartingWith("debug: 'hidden' is ");
    }

    @Test
    void an_update_is_compared_too() {
        Shared v = shared(new double[] {1, 2}, "v");
        CompiledFunction f = function(update(v, unsteady(v, 1)), mode("debug"), named("f"));
        assertThatThrownBy(f::apply).hasMessageContaining("unsteady(v) is ");
        assertThat(v.getValue().toDoubleVector()).containsExactly(1, 2);
    }

    @Test
    void rounding_is_no_difference() {
        CompiledFunction f = function(inputs(x), outputs(unsteady(x, 1e-10)), mode("debug"));
        assertThat(f.apply(new double[] {1, 2}).getDouble(0)).isEqualTo(1);
        CompiledFunction more = function(inputs(x), outputs(unsteady(x, 1e-6)), mode("debug"));
        assertThatThrownBy(() -> more.apply(new double[] {1, 2})).isInstanceOf(IllegalStateException.class);
    }
}
