package arignote.compile.fuse;

import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.nest.NestText;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many sweeps over data models take, and the loops that they become. */
class LoopsTest {
    private final Expr x = T.dvector("x");
    private final Expr y = T.dvector("y");
    private final Expr rows = T.dmatrix("X");
    private final Expr weight = T.dvector("weight");
    private final Expr labels = T.dmatrix("labels");

    /** The loops of roots, all of them outputs, for inputs whose axes have more than one element. */
    static Nest.Program program(List<Expr> inputs, Expr... roots) {
        return program(128, inputs, roots);
    }

    /** The same with so many operations in one loop, at the most. */
    static Nest.Program program(int limit, List<Expr> inputs, Expr... roots) {
        List<Expr> rewritten = Rewriter.rewrite(Arrays.asList(roots));
        List<Expr> leaves = new ArrayList<>(inputs);
        for (Expr e : Graphs.topological(rewritten)) {
            if (e instanceof Shared) {
                leaves.add(e);
            }
        }
        List<Loops.Memory> memories = new ArrayList<>();
        for (Expr e : leaves) {
            long[] lengths = new long[e.type().rank()];
            Arrays.fill(lengths, Dimension.UNKNOWN);
            if (e instanceof Shared known) {
                lengths = known.read().shape();
            }
            memories.add(new Loops.Memory(false, lengths));
        }
        return Loops.of(leaves, inputs.size(), memories, rewritten, roots.length, Arrays.asList(roots), limit)
                .program();
    }

    /** The cost, and what a step of gradient descent makes of each parameter. */
    private static Expr[] step(Expr cost, Shared... parameters) {
        List<Expr> roots = new ArrayList<>(List.of(cost));
        for (Shared p : parameters) {
            roots.add(p.minus(T.grad(cost, p).times(0.01)));
        }
        return roots.toArray(Expr[]::new);
    }

    private static Shared three(String name) {
        return shared(new double[] {0.1, 0.2, 0.3}, name);
    }

    private Expr[] line() {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        return step(T.mean(T.sqr(x.times(m).plus(c).minus(y))), m, c);
    }

    private Expr squares(Shared w) {
        return weight.times(T.sqr(T.dot(rows, w).minus(y)));
    }

    /** How many of the loops that lie in no other read the array of this name. */
    private static long sweepsOver(String name, Nest.Program program) {
        return program.body().stream().filter(s -> reads(name, s)).count();
    }

    private static boolean reads(String name, Nest.Statement s) {
        return s instanceof Nest.For f
                && f.body().stream()
                        .anyMatch(b -> reads(name, b)
                                || b instanceof Nest.Let l
                                        && l.value() instanceof Nest.Load o
                                        && name.equals(o.buffer().name()));
    }

    @Test
    void a_step_of_the_line_goes_once_over_the_points() {
        Nest.Program line = program(List.of(x, y), line());
        assertThat(line.sweeps()).isEqualTo(1);
        assertThat(sweepsOver("x", line)).isEqualTo(1);
        assertThat(line.temporaries()).isEmpty();
    }

    @Test
    void a_step_of_weighted_least_squares_with_three_features_goes_once_over_the_rows() {
        Shared w = three("w");
        Nest.Program p = program(List.of(rows, y, weight), step(T.mean(squares(w)), w));
        assertThat(sweepsOver("X", p)).isEqualTo(1);
        assertThat(sweepsOver("weight", p)).isEqualTo(1);
    }

    @Test
    void weights_that_are_divided_by_their_sum_take_a_second_sweep() {
        Shared w = three("w");
        Expr cost = T.sum(squares(w)).div(T.sum(weight));
        Nest.Program p = program(List.of(rows, y, weight), step(cost, w));
        assertThat(sweepsOver("X", p)).isEqualTo(2);
    }

    @Test
    void a_step_of_logistic_regression_goes_once_over_the_rows() {
        Shared w = three("w");
        Shared b = shared(0.0, "b");
        Expr p = T.sigmoid(T.dot(rows, w).plus(b));
        Expr likelihood = y.times(T.log(p))
                .plus(Build.number(1, y).minus(y).times(T.log(Build.number(1, p).minus(p))));
        Nest.Program loops = program(List.of(rows, y), step(T.mean(likelihood).negate(), w, b));
        assertThat(sweepsOver("X", loops)).isEqualTo(1);
        assertThat(sweepsOver("y", loops)).isEqualTo(1);
    }

    @Test
    void a_step_of_row_softmax_with_cross_entropy_goes_once_over_the_rows() {
        Shared w = shared(new double[][] {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}}, "W");
        Expr fits = T.log(T.softmax(T.dot(rows, w)));
        Expr cost = T.mean(T.sum(labels.times(fits), 1)).negate();
        Nest.Program p = program(List.of(rows, labels), step(cost, w));
        assertThat(sweepsOver("X", p)).isEqualTo(1);
        assertThat(sweepsOver("labels", p)).isEqualTo(1);
        assertThat(p.temporaries()).allMatch(b -> b.rank() < 2 || b.dims().equals(labelsByFeatures(p)));
    }

    /** The lengths of the only matrix in memory: the gradient, which does not grow with the rows. */
    private static List<Dimension> labelsByFeatures(Nest.Program p) {
        return p.temporaries().stream()
                .filter(b -> b.rank() == 2)
                .findFirst()
                .orElseThrow()
                .dims();
    }

    @Test
    void the_variance_goes_over_the_numbers_again_once_their_mean_is_known() {
        assertThat(program(List.of(x), variance()).sweeps()).isEqualTo(2);
    }

    private Expr variance() {
        return T.mean(T.sqr(x.minus(T.mean(x))));
    }

    @Test
    void a_norm_goes_once_over_its_numbers_and_a_step_along_its_gradient_once_more() {
        Expr norm = T.sqrt(T.sum(T.sqr(x)));
        assertThat(program(List.of(x), norm).sweeps()).isEqualTo(1);
        assertThat(program(List.of(x), norm, T.grad(norm, x)).sweeps()).isEqualTo(2);
        Shared w = three("w");
        Expr error = T.sqrt(T.mean(T.sqr(T.dot(rows, w).minus(y))));
        Nest.Program step = program(List.of(rows, y), step(error, w));
        assertThat(sweepsOver("X", step)).isEqualTo(2);
    }

    @Test
    void sums_along_rows_and_along_columns_share_a_sweep() {
        Nest.Program p = program(List.of(rows), T.sum(rows, 0), T.sum(rows, 1), T.max(rows), T.argmax(rows, 1));
        assertThat(sweepsOver("X", p)).isEqualTo(1);
    }

    // Shown

    @Test
    void the_line() {
        assertThat(NestText.of(program(List.of(x, y), line()))).isEqualTo("""
                needs |x| = |y|
                needs |x| > 0
                m0 = m
                c0 = c
                begin sum0
                begin sum1
                begin sum2
                for i < |x|
                    x0 = x[i]
                    v0 = x0 * m0
                    v1 = v0 + c0
                    y0 = y[i]
                    v2 = v1 - y0
                    v3 = sqr(v2)
                    sum0 += v3
                    v4 = v2 * x0
                    sum1 += v4
                    sum2 += v2
                v5 = sum0
                v6 = sum1
                v7 = sum2
                v8 = |x|
                v9 = float64(v8)
                v10 = v5 / v9
                output0 = v10
                v11 = 1.0 / v9
                v12 = v6 * v11
                v13 = v12 * 2.0
                v14 = v13 * 0.01
                v15 = m0 - v14
                output1 = v15
                v16 = v7 * v11
                v17 = v16 * 2.0
                v18 = v17 * 0.01
                v19 = c0 - v18
                output2 = v19
                """);
    }

    @Test
    void the_variance() {
        assertThat(NestText.of(program(List.of(x), variance()))).isEqualTo("""
                begin sum0
                for i < |x|
                    x0 = x[i]
                    sum0 += x0
                v0 = sum0
                v1 = |x|
                v2 = float64(v1)
                v3 = v0 / v2
                begin sum1
                for i < |x|
                    x1 = x[i]
                    v4 = x1 - v3
                    v5 = sqr(v4)
                    sum1 += v5
                v6 = sum1
                v7 = v6 / v2
                output0 = v7
                """);
    }

    @Test
    void greatest_elements_of_rows_and_sums_of_columns() {
        Nest.Program p = program(List.of(rows), T.argmax(rows, 1), T.sum(rows, 0));
        assertThat(NestText.of(p)).isEqualTo("""
                needs |X, 1| > 0
                for i < |X, 1|
                    memory0[i] = 0.0
                for i < |X, 0|
                    begin argmax0
                    for j < |X, 1|
                        X0 = X[i, j]
                        argmax0 argmax= X0 at j
                        memory0[j] += X0
                    v0 = argmax0
                    output0[i] = v0
                for i < |X, 1|
                    v1 = memory0[i]
                    output1[i] = v1
                """);
    }

    @Test
    void an_element_at_a_computed_place() {
        Expr i = T.lscalar("i");
        assertThat(NestText.of(program(List.of(x, i), x.get(i).times(2)))).isEqualTo("""
                i0 = i
                v0 = i0 within |x|
                x0 = x[v0]
                v1 = x0 * 2.0
                output0 = v1
                """);
    }
}
