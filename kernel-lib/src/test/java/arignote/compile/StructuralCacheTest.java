package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.runtime.Compilations;
import arignote.compile.runtime.SourceCompiler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is compiled, how often, and how large it gets. */
class StructuralCacheTest {
    /** A step of linear regression on rows of three features. */
    private static CompiledFunction step(String parameter, double... start) {
        Expr x = T.matrix("x");
        Expr y = T.vector("y");
        Shared w = shared(start, parameter);
        Expr cost = T.mean(T.sqr(T.dot(x, w).minus(y)));
        return function(
                inputs(x, y), outputs(cost), update(w, w.minus(T.grad(cost, w).times(0.1))));
    }

    private static double call(CompiledFunction f, int rows) {
        double[][] x = new double[rows][3];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = new double[] {i, 1, -i};
            y[i] = 2 * i;
        }
        return f.applyAsDouble(x, y);
    }

    @Test
    void batches_of_7_and_1_and_8_compile_once() {
        CompiledFunction f = step("w", 1, 2, 3);
        call(f, 7);
        long before = Compilations.count();
        call(f, 1);
        call(f, 8);
        call(f, 7);
        assertThat(Compilations.count()).isEqualTo(before);
        assertThat(((JavaFunction) f).interpretedBecause()).isNull();
    }

    @Test
    void the_same_graph_with_other_shared_variables_compiles_nothing() {
        double first = call(step("weights", 1, 2, 3), 7);
        long before = Compilations.count();
        CompiledFunction f = step("others", 0, 0, 0);
        double second = call(f, 7);
        assertThat(Compilations.count()).isEqualTo(before);
        assertThat(second).isNotEqualTo(first);
        assertThat(f.source().text()).contains("others").doesNotContain("weights");
    }

    @Test
    void two_thousand_operations_on_a_vector_make_no_large_method() {
        Expr x = T.vector("x");
        List<Expr> made = new ArrayList<>(List.of(x, x.plus(1)));
        while (made.size() < 2_000) {
            int n = made.size();
            Expr last = made.get(n - 1);
            Expr earlier = made.get(n / 2);
            made.add(n % 10 == 0 ? T.tanh(last) : n % 2 == 1 ? last.plus(earlier) : last.times(earlier));
        }
        assertNoLargeMethod(x, T.sum(made.get(made.size() - 1)), new double[] {0.5, -0.25, 0});
    }

    @Test
    void two_thousand_operations_on_numbers_make_no_large_method() {
        Expr x = T.scalar("x");
        Expr z = x;
        for (int i = 0; i < 1_000; i++) {
            z = T.sin(z).plus(x);
        }
        assertNoLargeMethod(x, z, 0.5);
    }

    private static void assertNoLargeMethod(Expr x, Expr z, Object at) {
        List<String> sources = new ArrayList<>();
        CompiledFunction f = Compilations.changed(
                source -> {
                    sources.add(source);
                    return source;
                },
                () -> function(inputs(x), outputs(z)));
        double expected =
                function(inputs(x), outputs(z), arignote.Arignote.mode("nd4j")).applyAsDouble(at);
        assertThat(f.applyAsDouble(at)).isEqualTo(expected);
        assertThat(((JavaFunction) f).interpretedBecause()).isNull();
        assertThat(Compilations.largestMethod(sources.get(sources.size() - 1))).isBetween(500, SourceCompiler.LARGEST);
    }
}
