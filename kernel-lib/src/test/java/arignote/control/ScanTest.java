package arignote.control;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import arignote.compile.Functions;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loops and branches: values of Theano's own examples, gradients against loops that are written out. */
class ScanTest {
    private static final List<String> MODES = List.of("java", "nd4j");

    @Test
    void a_power_by_a_loop() {
        Expr k = T.iscalar("k");
        Expr A = T.vector("A");
        Scan power = T.scan().state(T.onesLike(A)).steps(k).step(prior -> prior.times(A));
        for (String mode : MODES) {
            CompiledFunction f = function(inputs(A, k), outputs(power.last()), mode(mode));
            assertThat(f.apply(new double[] {0, 1, 2, 3}, 3).toDoubleVector()).containsExactly(0, 1, 8, 27);
            assertThat(f.apply(new double[] {2}, 10).toDoubleVector()).containsExactly(1024);
        }
        CompiledFunction f = function(inputs(A, k), outputs(power.output()));
        assertThat(f.apply(new double[] {2, 3}, 2).toDoubleMatrix()).isEqualTo(new double[][] {{2, 3}, {4, 9}});
        assertThat(Functions.interpretedBecause(f)).isNull();
    }

    @Test
    void a_polynomial_over_sequences() {
        Expr coefficients = T.vector("c");
        Expr x = T.scalar("x");
        Expr terms = T.map((c, n) -> c.times(x.pow(n)), coefficients, T.arange(coefficients.shape(0)));
        for (String mode : MODES) {
            assertThat(function(inputs(coefficients, x), outputs(T.sum(terms)), mode(mode))
                            .applyAsDouble(new double[] {1, 0, 2}, 3.0))
                    .isEqualTo(19);
        }
        Expr horner = T.foldr((c, sum) -> sum.times(x).plus(c), coefficients, T.zerosLike(x))
                .last();
        assertThat(function(inputs(coefficients, x), outputs(horner)).applyAsDouble(new double[] {1, 0, 2}, 3.0))
                .isEqualTo(19);
    }

    @Test
    void taps_read_several_steps() {
        Expr n = T.iscalar("n");
        Scan fibonacci =
                T.scan().state(T.constant(new double[] {0, 1}), -2, -1).steps(n).step((a, b) -> a.plus(b));
        Expr x = T.vector("x");
        Scan average = T.scan()
                .sequence(x, -1, 0, 1)
                .step((a, b, c) -> a.plus(b).plus(c).div(3));
        for (String mode : MODES) {
            assertThat(function(inputs(n), outputs(fibonacci.output()), mode(mode))
                            .apply(8)
                            .toDoubleVector())
                    .containsExactly(1, 2, 3, 5, 8, 13, 21, 34);
            assertThat(function(inputs(x), outputs(average.output()), mode(mode))
                            .apply((Object) new double[] {3, 6, 9, 0})
                            .toDoubleVector())
                    .containsExactly(6, 5);
        }
    }

    @Test
    void a_loop_ends_when_it_is_told() {
        Expr most = T.scalar("most");
        Scan doubled =
                T.scan().state(T.constant(1.0)).steps(1024).step(p -> Scan.until(T.gt(p.times(2), most), p.times(2)));
        for (String mode : MODES) {
            assertThat(function(inputs(most), outputs(doubled.output()), mode(mode))
                            .apply(45)
                            .toDoubleVector())
                    .containsExactly(2, 4, 8, 16, 32, 64);
        }
    }

    @Test
    void several_states_and_results() {
        Expr x = T.vector("x");
        Scan both = T.scan()
                .sequence(x)
                .state(T.constant(0.0))
                .state(T.constant(1.0))
                .steps(v -> List.of(
                        v.get(1).plus(v.get(0)),
                        v.get(2).times(v.get(0)),
                        v.get(0).sqr()));
        INDArray[] all = function(inputs(x), outputs(both.outputs()))
                .applyAll((Object) new double[] {1, 2, 3})
                .toArray(INDArray[]::new);
        assertThat(all[0].toDoubleVector()).containsExactly(1, 3, 6);
        assertThat(all[1].toDoubleVector()).containsExactly(1, 2, 6);
        assertThat(all[2].toDoubleVector()).containsExactly(1, 4, 9);
        assertThat(function(inputs(x), outputs(both.outputs()))
                        .applyAll((Object) new double[0])
                        .get(0)
                        .length())
                .isZero();
    }

    // Gradients

    private static Expr recurrent(Expr x, Expr W, Expr h0, boolean loop) {
        if (loop) {
            Scan s = T.scan().sequence(x).state(h0).step((in, h) -> T.tanh(in.plus(T.dot(h, W))));
            return T.sum(T.sqr(s.last())).plus(T.mean(s.output()));
        }
        Expr h = h0;
        Expr sum = null;
        for (int t = 0; t < 4; t++) {
            h = T.tanh(x.get(t).plus(T.dot(h, W)));
            sum = sum == null ? T.sum(h) : sum.plus(T.sum(h));
        }
        return T.sum(T.sqr(h)).plus(sum.div(12));
    }

    @Test
    void gradients_through_time_of_any_order() {
        Expr x = T.matrix("x");
        Expr W = T.matrix("W");
        Expr h0 = T.vector("h0");
        double[][] xs = {{0.1, -0.2, 0.3}, {0.5, 0.4, -0.6}, {-0.7, 0.8, 0.9}, {0.2, -0.3, 0.1}};
        double[][] ws = {{0.3, -0.1, 0.2}, {0.5, 0.1, -0.4}, {-0.2, 0.6, 0.1}};
        double[] h = {0.1, 0.2, -0.3};
        for (String mode : MODES) {
            List<List<INDArray>> results = new java.util.ArrayList<>();
            for (boolean loop : new boolean[] {true, false}) {
                Expr cost = recurrent(x, W, h0, loop);
                List<Expr> first = T.grad(cost, List.of(x, W, h0));
                Expr again = T.sum(T.sqr(first.get(1)))
                        .plus(T.sum(first.get(0).times(x)))
                        .plus(T.sum(first.get(2)));
                List<Expr> second = T.grad(again, List.of(x, W, h0));
                List<Expr> all = new java.util.ArrayList<>(List.of(cost));
                all.addAll(first);
                all.addAll(second);
                CompiledFunction f = function(inputs(x, W, h0), outputs(all), mode(mode));
                results.add(f.applyAll(xs, ws, h));
                if (mode.equals("java")) {
                    assertThat(Functions.interpretedBecause(f)).isNull();
                }
            }
            for (int i = 0; i < results.get(0).size(); i++) {
                double[] a = results.get(0).get(i).dup('c').reshape(-1).toDoubleVector();
                double[] b = results.get(1).get(i).dup('c').reshape(-1).toDoubleVector();
                assertThat(a)
                        .as("%s, result %d", mode, i)
                        .usingComparatorWithPrecision(1e-12)
                        .containsExactly(b);
            }
        }
    }

    @Test
    void gradients_go_back_as_far_as_they_are_let() {
        Expr w = T.scalar("w");
        Expr x = T.vector("x");
        Expr last = T.scan()
                .sequence(x)
                .state(T.constant(0.0))
                .truncateGradient(1)
                .step((in, h) -> h.times(w).plus(in))
                .last();
        CompiledFunction f = function(inputs(x, w), outputs(T.grad(last, w)));
        // h3 = h2 w + x3: through one step the gradient by w is h2 alone
        assertThat(f.applyAsDouble(new double[] {1, 2, 3}, 10.0)).isEqualTo(12);
    }

    @Test
    void a_loop_trains() {
        Shared w = shared(0.0, "w");
        Expr x = T.vector("x");
        Expr decay = T.scan()
                .sequence(x)
                .state(T.constant(1.0))
                .step((in, h) -> h.times(w).plus(in))
                .last();
        Expr cost = T.sqr(decay.minus(2));
        CompiledFunction train = function(
                inputs(x), outputs(cost), update(w, w.minus(T.grad(cost, w).times(0.05))));
        for (int i = 0; i < 200; i++) {
            train.applyAsDouble((Object) new double[] {0.5, 0.5, 0.5});
        }
        assertThat(train.applyAsDouble((Object) new double[] {0.5, 0.5, 0.5})).isLessThan(1e-6);
    }

    @Test
    void a_batch_is_taken_of_shared_data_in_the_loop() {
        Shared data = shared(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}, "data");
        Expr sums = T.scan()
                .sequence(T.arange(2))
                .step(i -> T.sum(data.get(slice(i.times(2), i.plus(1).times(2)))))
                .output();
        assertThat(function(outputs(sums)).apply().toDoubleVector()).containsExactly(10, 26);
    }

    // Branches

    @Test
    void only_the_branch_that_is_taken_is_computed() {
        Expr c = T.scalar("c");
        Expr x = T.vector("x");
        Expr A = T.matrix("A");
        // the other branch would be refused: its shapes do not match
        Expr chosen = T.ifelse(T.gt(c, 0), T.sum(x.sqr()), T.sum(T.dot(A, x)));
        for (String mode : MODES) {
            CompiledFunction f = function(inputs(c, x, A), outputs(chosen, T.grad(chosen, x)), mode(mode));
            List<INDArray> yes = f.applyAll(1.0, new double[] {1, 2, 3}, new double[][] {{1, 1}});
            assertThat(yes.get(0).getDouble(0)).isEqualTo(14);
            assertThat(yes.get(1).toDoubleVector()).containsExactly(2, 4, 6);
            List<INDArray> no = f.applyAll(-1.0, new double[] {1, 2}, new double[][] {{1, 1}, {2, 0}});
            assertThat(no.get(0).getDouble(0)).isEqualTo(5);
            assertThat(no.get(1).toDoubleVector()).containsExactly(3, 1);
        }
    }

    @Test
    void jacobians_and_hessians() {
        Expr x = T.vector("x");
        Expr A = T.matrix("A");
        Expr f = T.dot(A, x).times(x.get(0));
        for (String mode : MODES) {
            CompiledFunction g = function(
                    inputs(x, A),
                    outputs(T.jacobian(f, x), T.jacobian(T.dot(A, x), A), T.hessian(T.sum(x.pow(3)), x)),
                    mode(mode));
            List<INDArray> all = g.applyAll(new double[] {1, 2}, new double[][] {{1, 2}, {3, 4}, {5, 6}});
            assertThat(all.get(0).toDoubleMatrix()).isEqualTo(new double[][] {{6, 2}, {14, 4}, {22, 6}});
            assertThat(all.get(1).shape()).containsExactly(3, 3, 2);
            assertThat(all.get(1).getDouble(1, 1, 1)).isEqualTo(2);
            assertThat(all.get(2).toDoubleMatrix()).isEqualTo(new double[][] {{6, 0}, {0, 12}});
        }
    }

    // What does not fit

    @Test
    void what_does_not_fit_gets_a_sentence() {
        Expr x = T.vector("x");
        assertThatThrownBy(() -> T.scan().state(x).step(h -> h))
                .hasMessage("scan has no sequence to go over; say how many steps it takes: steps(n)");
        assertThatThrownBy(() -> T.scan().sequence(x).state(x).step(h -> h))
                .hasMessage("a step of this scan reads 2 values (sequences, then states, each tap by itself), and the"
                        + " function takes 1");
        assertThatThrownBy(() -> T.scan().sequence(x).state(T.constant(0.0)).step((a, h) -> x))
                .hasMessageStartingWith(
                        "a state of scan keeps its type: it begins with 0, a float64 scalar in each step,"
                                + " and a step makes 'x' of it, a float64 vector");
        assertThatThrownBy(() -> T.scan().sequence(T.scalar("s")))
                .hasMessage("scan goes over the first axis of a sequence, but 's' is a float64 scalar");
        CompiledFunction f = function(
                inputs(x),
                outputs(T.scan().sequence(x).steps(4).step(a -> a.times(2)).output()));
        assertThatThrownBy(() -> f.apply((Object) new double[] {1, 2}))
                .hasMessage("scan takes 4 steps, but its sequence 'x' has the length 2");
    }

    @Test
    void a_function_in_stages_tells_its_steps() {
        Expr x = T.vector("x");
        CompiledFunction f = function(
                inputs(x),
                outputs(T.scan().sequence(x).step(a -> a.times(2)).output().sum()));
        assertThat(f.applyAsDouble((Object) new double[] {1, 2})).isEqualTo(6);
        assertThat(f.explain().stringColumn("step").asList()).contains("scan");
        assertThat(f.source().text()).contains("// scan: Java, step by step");
        assertThat(arignote.Arignote.profile(f).parts())
                .extracting(arignote.function.Profile.Part::step)
                .contains("scan")
                .endsWith("call");
    }

    @Test
    void building_does_not_depend_on_the_number_of_steps() {
        Expr x = T.vector("x");
        Expr last = T.scan()
                .sequence(x)
                .state(T.constant(0.0))
                .step((a, h) -> T.tanh(a.plus(h)))
                .last();
        CompiledFunction f = function(inputs(x), outputs(last, T.grad(last, x)));
        assertThat(f.applyAll((Object) new double[2000]).get(1).getDouble(1999)).isEqualTo(1, within(1e-12));
    }

    /** Lengths that differ from step to step, a state that grows in the first, a step that refuses. */
    @Test
    void steps_that_generated_code_does_not_run_by_itself() {
        Expr x = T.vector("x");
        Expr n = T.ivector("n");
        Expr sums = T.map(k -> T.sum(x.get(slice(0, k))), n);
        Expr grown = T.scan().state(T.zeros(1)).steps(2).step(h -> h.plus(x)).last();
        Expr picked = T.map(k -> x.get(k), n);
        double[] values = {1, 2, 4};
        for (String mode : MODES) {
            assertThat(function(inputs(x, n), outputs(sums), mode(mode))
                            .apply(values, new int[] {3, 0, 2})
                            .toDoubleVector())
                    .containsExactly(7, 0, 3);
            assertThat(function(inputs(x), outputs(grown), mode(mode))
                            .apply(values)
                            .toDoubleVector())
                    .containsExactly(2, 4, 8);
            CompiledFunction pick = function(inputs(x, n), outputs(picked), mode(mode));
            assertThat(pick.apply(values, new int[] {2, -1, 0}).toDoubleVector())
                    .containsExactly(4, 4, 1);
            assertThatThrownBy(() -> pick.apply(values, new int[] {2, 1, 3}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3")
                    .hasMessageContaining("'x'");
        }
    }

    /** Products with weights, of elements and of states, from both sides, beside the same steps written out. */
    @Test
    void gradients_by_weights_are_those_of_steps_written_out() {
        Expr x = T.tensor3("x");
        Expr v = T.matrix("v");
        Expr W = T.matrix("W");
        Expr U = T.matrix("U");
        Expr k = T.iscalar("k");
        UnaryOperator<Expr[]> step = of -> new Expr[] {
            T.tanh(T.dot(of[0], W)
                    .plus(T.dot(of[2], U))
                    .plus(T.dot(W.T(), of[1]))
                    .plus(T.dot(of[2], U.T()).times(0.5)))
        };
        Expr looped = T.scan()
                .sequences(x.get(slice(0, k)), v.get(slice(0, k)))
                .state(T.zeros(2, 3))
                .step((xt, vt, h) -> step.apply(new Expr[] {xt, vt, h})[0])
                .output();
        List<Expr> steps = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Expr before = t == 0 ? T.zeros(2, 3) : steps.get(t - 1);
            steps.add(step.apply(new Expr[] {x.get(t), v.get(t), before})[0]);
        }
        Expr written = T.stack(steps);
        double[][][] xs = new double[3][2][4];
        double[][] vs = new double[3][4];
        double[][] w = new double[4][3];
        double[][] u = new double[3][3];
        RandomState random = new RandomState(1);
        for (double[][] m : List.of(xs[0], xs[1], xs[2], vs, w, u)) {
            for (double[] row : m) {
                Arrays.setAll(row, i -> random.normal(0, 0.5, 1).getDouble(0));
            }
        }
        List<Expr> wrt = List.of(x, v, W, U);
        for (String mode : MODES) {
            List<INDArray> found = gradients(looped, k, wrt, mode).applyAll(3, xs, vs, w, u);
            List<INDArray> expected = gradients(written, k, wrt, mode).applyAll(3, xs, vs, w, u);
            for (int i = 0; i < wrt.size(); i++) {
                assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
                assertThat(found.get(i).ravel().toDoubleVector())
                        .as(wrt.get(i).name())
                        .containsExactly(expected.get(i).ravel().toDoubleVector(), within(1e-14));
            }
        }
        for (INDArray none : gradients(looped, k, wrt, "java").applyAll(0, xs, vs, w, u)) {
            assertThat(none).isEqualTo(Nd4j.zerosLike(none));
        }
    }

    private static CompiledFunction gradients(Expr last, Expr k, List<Expr> wrt, String mode) {
        List<Expr> all = new ArrayList<>(List.of(k));
        all.addAll(wrt);
        return function(inputs(all), outputs(T.grad(T.sum(T.sqr(last)), wrt)), mode(mode), onUnusedInput("ignore"));
    }

    @Test
    void gradients_that_are_asked_for_one_by_one_have_one_loop_that_sums_no_weights() {
        Expr x = T.matrix("x");
        Expr W = T.matrix("W");
        Expr U = T.matrix("U");
        Expr cost = T.sum(T.scan()
                .sequence(x)
                .state(T.zeros(3))
                .step((xt, h) -> T.tanh(T.dot(xt, W).plus(T.dot(h, U))))
                .last());
        List<Scanned> backwards = Graphs.topological(List.of(T.grad(cost, W), T.grad(cost, U))).stream()
                .filter(e -> e.op() instanceof Op.Array a
                        && a.op() instanceof Scanned s
                        && s.loop().turn.backwards())
                .map(e -> (Scanned) ((Op.Array) e.op()).op())
                .toList();
        assertThat(backwards)
                .extracting(Scanned::loop)
                .isNotEmpty()
                .containsOnly(backwards.get(0).loop());
        assertThat(backwards.get(0).loop().states).as("the gradient by h").isEqualTo(1);
    }
}
