package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers are those of NumPy (random_streams.py), and a function draws anew each time. */
class RandomStreamsTest {
    private static final double[][] P = {{0.2, 0.3, 0.5}, {0.1, 0.0, 0.9}};
    private static final double[][] A = {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {9, 10, 11}};

    @AfterEach
    void reset() {
        Config.reset();
    }

    /** In the order of random_streams.py. */
    private static Map<String, Expr> draws(RandomStreams srng) {
        Map<String, Expr> draws = new LinkedHashMap<>();
        draws.put("uniform", srng.uniform(3));
        draws.put("uniform_2_2", srng.uniform(new int[] {2, 2}, -5, 10));
        draws.put("normal", srng.normal(new long[] {4}));
        draws.put("normal_vector", srng.normal(List.of(2, 3), new double[] {1, -1, 100}, 0.5));
        draws.put("truncated_normal", srng.truncatedNormal(50, 3, 2));
        draws.put("exponential", srng.exponential(3, 2.0));
        draws.put("binomial", srng.binomial(5, 10, 0.3));
        draws.put("binomial_rows", srng.binomial(null, new int[][] {{1}, {100}}, new double[] {0.1, 0.5, 0.9}));
        draws.put("poisson", srng.poisson(null, new double[] {0.5, 4, 50}));
        draws.put("random_integers", srng.randomIntegers(8, 1, 6));
        draws.put("integers", srng.integers(List.of(3, 2), new int[] {-3, 0}, new long[] {4, 1L << 40}));
        draws.put("multinomial", srng.multinomial(P));
        draws.put("multinomial_size", srng.multinomial(new int[] {2, 2}, 20, P[0]));
        draws.put("multinomial_counts", srng.multinomial(new int[] {5, 50}, P));
        draws.put("without_replacement", srng.multinomialWoReplacement(2, P));
        draws.put("choice", srng.choice(List.of(2, 3), 10));
        draws.put("choice_rows", srng.choice(5, A));
        draws.put("choice_distinct", srng.choice(4, 10, false));
        draws.put("choice_weighted", srng.choice(6, 3, true, P[0]));
        draws.put(
                "choice_distinct_weighted",
                srng.choice(3, new double[] {0, 3, 6, 9}, false, new double[] {0.1, 0.2, 0.3, 0.4}));
        draws.put("permutation", srng.permutation(6));
        draws.put("permutations", srng.permutation(3, 4));
        draws.put("permuted_rows", srng.permutation(A));
        draws.put("shuffled_elements", srng.shuffleRowElements(T.constant(A)));
        return draws;
    }

    @TestFactory
    Stream<DynamicTest> every_draw_is_num_pys_in_each_mode_call_after_call() {
        JsonObject want = resource();
        return Stream.of("java", "nd4j").flatMap(mode -> {
            var srng = new RandomStreams(234);
            Map<String, Expr> draws = draws(srng);
            assertThat(draws.keySet()).isEqualTo(want.keySet());
            CompiledFunction all = function(outputs(List.copyOf(draws.values())), mode(mode));
            List<List<INDArray>> calls = List.of(all.applyAll(), all.applyAll());
            srng.seed(234);
            List<INDArray> again = all.applyAll();
            List<String> names = List.copyOf(draws.keySet());
            return names.stream()
                    .map(name -> dynamicTest(mode + " " + name, () -> {
                        int i = names.indexOf(name);
                        for (int call = 0; call < 2; call++) {
                            same(calls.get(call).get(i), want.getAsJsonObject(name), call);
                        }
                        same(again.get(i), want.getAsJsonObject(name), 0);
                    }));
        });
    }

    @Test
    void functions_go_on_where_the_last_one_stopped() {
        var srng = new RandomStreams(234);
        Expr u = srng.uniform(3);
        CompiledFunction first = function(outputs(u), mode("java"));
        CompiledFunction second = function(outputs(u.times(1), u), mode("nd4j"));
        JsonObject want = resource().getAsJsonObject("uniform");
        same(first.apply(), want, 0);
        List<INDArray> both = second.applyAll();
        same(both.get(0), want, 1);
        same(both.get(1), want, 1); // one value within a call
        srng.seed(234);
        same(second.applyAll().get(1), want, 0);
    }

    @Test
    void two_draws_differ_and_each_has_a_state_of_its_own() {
        var srng = new RandomStreams(1);
        Expr u = srng.uniform(4);
        Expr v = srng.uniform(4, 0, 2);
        assertThat(srng.updates().keySet()).containsExactly(srng.state(u), srng.state(v));
        assertThat(srng.state(v).defaultUpdate()).isSameAs(srng.updates().get(srng.state(v)));
        List<INDArray> both = function(outputs(u, v.div(2)), mode("java")).applyAll();
        assertThat(both.get(0)).isNotEqualTo(both.get(1));
        srng.state(v).setValue(srng.state(u).getValue());
        both = function(outputs(u, v.div(2)), mode("java")).applyAll();
        assertThat(both.get(0)).isEqualTo(both.get(1));
    }

    @Test
    void an_update_of_the_state_replaces_the_default_one() {
        var srng = new RandomStreams(5);
        Expr u = srng.uniform(2);
        Shared state = srng.state(u);
        CompiledFunction still = function(outputs(u), update(state, state), mode("java"));
        assertThat(still.apply()).isEqualTo(still.apply());
        CompiledFunction moving = function(outputs(u), mode("java"));
        INDArray first = moving.apply();
        assertThat(moving.apply()).isNotEqualTo(first);
        assertThat(still.apply()).isEqualTo(still.apply());
    }

    @Test
    void parameters_may_be_drawn_themselves() {
        var srng = new RandomStreams(9);
        Expr p = srng.uniform(1000);
        Expr hits = srng.binomial(null, 1, p);
        List<INDArray> got = function(outputs(p, hits), mode("java")).applyAll();
        assertThat(got.get(1)
                        .castTo(DataType.DOUBLE)
                        .sub(got.get(0))
                        .sumNumber()
                        .doubleValue())
                .isBetween(-50.0, 50.0);
        assertThat(srng.state(hits)).isNotSameAs(srng.state(p));
        assertThat(srng.updates()).hasSize(2);
    }

    @TestFactory
    Stream<DynamicTest> sizes_can_be_symbolic() {
        Expr x = T.matrix("x");
        Expr n = T.lscalar("n");
        return Stream.of("java", "nd4j")
                .map(mode -> dynamicTest(mode, () -> {
                    var srng = new RandomStreams(3);
                    var numbers = new RandomStreams(3);
                    Expr like = srng.uniform(x.shape());
                    Expr listed = srng.normal(List.of(n, 2, x.shape().get(1)));
                    Expr one = srng.poisson(n, 4);
                    Expr permuted = srng.permutation(n);
                    CompiledFunction f = function(inputs(x, n), outputs(like, listed, one, permuted), mode(mode));
                    CompiledFunction g = function(
                            outputs(
                                    numbers.uniform(List.of(2, 3)),
                                    numbers.normal(List.of(4, 2, 3)),
                                    numbers.poisson(4, 4),
                                    numbers.permutation(4)),
                            mode(mode));
                    assertThat(f.applyAll(new double[2][3], 4)).isEqualTo(g.applyAll());
                    assertThat(f.applyAll(new double[5][1], 1).get(1).shape()).containsExactly(1, 2, 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_step_of_a_loop_draws_anew() {
        return Stream.of("java", "nd4j")
                .map(mode -> dynamicTest(mode, () -> {
                    var srng = new RandomStreams(21);
                    var flat = new RandomStreams(21);
                    Expr sd = T.dscalar("sd");
                    Scan walk = T.scan().state(T.constant(0.0)).steps(5).step(x -> x.plus(srng.normal(null, 0, sd)));
                    Expr slope = T.grad(walk.last(), sd);
                    CompiledFunction f = function(
                            inputs(sd), outputs(walk.output(), slope), Arignote.updates(walk.updates()), mode(mode));
                    Expr z = flat.normal(null);
                    CompiledFunction one = function(outputs(z), mode(mode));
                    for (int call = 0; call < 2; call++) {
                        List<INDArray> got = f.applyAll(2.0);
                        double at = 0;
                        double sum = 0;
                        for (int step = 0; step < 5; step++) {
                            double draw = one.applyAsDouble();
                            sum += draw;
                            at += 2.0 * draw;
                            assertThat(got.get(0).getDouble(step)).isEqualTo(at);
                        }
                        assertThat(got.get(1).getDouble(0)).isCloseTo(sum, within(1e-14));
                    }
                }));
    }

    @Test
    void a_look_draws_anew_too() {
        var srng = new RandomStreams(234);
        Expr u = srng.uniform(3);
        JsonObject want = resource().getAsJsonObject("uniform");
        same(u.eval(), want, 0);
        same(u.eval(), want, 1);
        CompiledFunction still = function(outputs(u), Arignote.noDefaultUpdates(), mode("java"));
        assertThat(still.apply()).isEqualTo(still.apply());
    }

    @Test
    void generated_code_and_draws_take_turns() {
        Expr x = T.dmatrix("x");
        var srng = new RandomStreams(3);
        Expr noisy = x.times(2).plus(srng.normal(x.shape(), 0, x.abs()));
        Expr mask = srng.binomial(null, 1, noisy.sigmoid(), "floatX");
        Expr cost = T.sum(T.sqr(noisy.times(mask)));
        CompiledFunction f = function(inputs(x), outputs(cost, T.grad(cost, x)), mode("java"));
        f.applyAll(new Object[] {A});
        assertThat(f.explain().stringColumn("by").asList())
                .contains("a library")
                .doesNotContain("ND4J, one after the other");
        var again = new RandomStreams(3);
        Expr noisyAgain = x.times(2).plus(again.normal(x.shape(), 0, x.abs()));
        Expr maskAgain = again.binomial(null, 1, noisyAgain.sigmoid(), "floatX");
        Expr costAgain = T.sum(T.sqr(noisyAgain.times(maskAgain)));
        CompiledFunction g = function(inputs(x), outputs(costAgain, T.grad(costAgain, x)), mode("nd4j"));
        g.applyAll(new Object[] {A});
        List<INDArray> compiled = f.applyAll(new Object[] {A});
        List<INDArray> interpreted = g.applyAll(new Object[] {A});
        assertThat(compiled.get(0).getDouble(0)).isCloseTo(interpreted.get(0).getDouble(0), within(1e-10));
        for (int i = 0; i < 12; i++) {
            assertThat(compiled.get(1).getDouble(i / 3, i % 3))
                    .isCloseTo(interpreted.get(1).getDouble(i / 3, i % 3), within(1e-10));
        }
    }

    @Test
    void trials_and_seeds_can_be_left_out() {
        List<INDArray> got = function(
                        outputs(
                                new RandomStreams().binomial(20, 0.5),
                                new RandomStreams(12345).binomial(20, 1, 0.5),
                                new RandomStreams(12345).binomial(20, 0.5, "int32")),
                        mode("java"))
                .applyAll();
        assertThat(got.get(0)).isEqualTo(got.get(1));
        assertThat(got.get(2)).isEqualTo(got.get(0).castTo(DataType.INT32));
        assertThat(got.get(0).sumNumber().intValue()).isBetween(1, 19);
    }

    @Test
    void nothing_can_be_drawn_and_a_state_has_its_length() {
        var srng = new RandomStreams(2);
        Expr none = srng.uniform(0);
        Expr counts = srng.multinomial(new int[] {2, 0}, 3, P[0]);
        Expr empty = srng.permutation(0);
        Expr chosen = srng.choice(0, A);
        List<long[]> shapes = function(outputs(none, counts, empty, chosen), mode("java")).applyAll().stream()
                .map(INDArray::shape)
                .toList();
        assertThat(shapes).containsExactly(new long[] {0}, new long[] {2, 0, 3}, new long[] {0}, new long[] {0, 3});
        srng.state(none).setValue(new long[] {1, 2});
        assertThatThrownBy(() -> function(outputs(none), mode("java")).apply())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state of random numbers has 6 numbers, and 'rng' has 2");
    }

    @Test
    void prints_say_what_is_drawn() {
        Expr x = T.matrix("x");
        Expr z = new RandomStreams(1).truncatedNormal(x.shape(), 0, 0.1);
        assertThat(Arignote.pp(z)).isEqualTo("(0.1 * drawn(truncated_normal(rng, shape(x))))");
        assertThat(Arignote.latex(z).toString())
                .contains("\\operatorname{drawn}", "\\operatorname{truncated\\_normal}");
    }

    @Test
    void a_given_reaches_the_default_update() {
        Expr x = T.vector("x");
        var srng = new RandomStreams(3);
        Shared data = shared(new double[] {1, 2, 3}, "data");
        CompiledFunction f =
                function(outputs(srng.binomial(x.shape(), 1, 0.5, "floatX").times(x)), given(x, data), mode("java"));
        assertThat(f.apply().shape()).containsExactly(3);
    }

    @Test
    void uniform_and_normal_numbers_have_gradients_by_their_parameters() {
        Expr low = T.dscalar("low");
        Expr high = T.dscalar("high");
        Expr mean = T.dvector("mean");
        Expr sd = T.dscalar("sd");
        var srng = new RandomStreams(8);
        Expr u = srng.uniform(3, low, high);
        Expr z = srng.normal(List.of(2, 3), mean, sd);
        Expr cost = T.sum(T.sqr(u)).plus(T.sum(T.sqr(z)));
        List<Expr> roots = new ArrayList<>(List.of(u, z));
        roots.addAll(T.grad(cost, List.of(low, high, mean, sd)));
        for (String mode : List.of("java", "nd4j")) {
            List<INDArray> got = function(inputs(low, high, mean, sd), outputs(roots), mode(mode))
                    .applyAll(2.0, 5.0, new double[] {1, 2, 3}, 0.5);
            INDArray standard = got.get(0).sub(2).div(3); // in [0, 1)
            INDArray byU = got.get(0).mul(2);
            assertThat(got.get(2).getDouble(0))
                    .isCloseTo(byU.mul(standard.rsub(1)).sumNumber().doubleValue(), within(1e-12));
            assertThat(got.get(3).getDouble(0))
                    .isCloseTo(byU.mul(standard).sumNumber().doubleValue(), within(1e-12));
            INDArray byZ = got.get(1).mul(2);
            assertThat(got.get(4).toDoubleVector()).containsExactly(byZ.sum(0).toDoubleVector(), within(1e-12));
            double bySd = 0;
            for (int i = 0; i < 6; i++) {
                double eps = (got.get(1).getDouble(i / 3, i % 3) - (i % 3 + 1)) / 0.5;
                bySd += byZ.getDouble(i / 3, i % 3) * eps;
            }
            assertThat(got.get(5).getDouble(0)).isCloseTo(bySd, within(1e-12));
        }
    }

    @Test
    void what_is_chosen_or_reordered_has_gradients_of_any_order() {
        Expr x = T.dmatrix("x");
        var srng = new RandomStreams(4);
        Expr rows = srng.choice(6, x);
        Expr orders = srng.shuffleRowElements(x);
        Expr weight = T.constant(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}});
        Expr cost = T.sum(T.pow(rows, 3)).plus(T.sum(T.mul(weight, T.pow(orders, 3))));
        Expr first = T.grad(cost, x);
        Expr second = T.grad(T.sum(first), x);
        List<INDArray> got = function(inputs(x), outputs(rows, orders, first, second), mode("java"))
                .applyAll(new Object[] {A});
        double[][] byFirst = new double[4][3];
        double[][] bySecond = new double[4][3];
        for (int i = 0; i < 18; i++) {
            double v = got.get(0).getDouble(i / 3, i % 3);
            int at = (int) v; // A holds its own places
            byFirst[at / 3][at % 3] += 3 * v * v;
            bySecond[at / 3][at % 3] += 6 * v;
        }
        for (int i = 0; i < 12; i++) {
            double v = got.get(1).getDouble(i / 3, i % 3);
            int at = (int) v;
            byFirst[at / 3][at % 3] += (i + 1) * 3 * v * v;
            bySecond[at / 3][at % 3] += (i + 1) * 6 * v;
        }
        assertThat(got.get(2).toDoubleMatrix()).isDeepEqualTo(byFirst);
        assertThat(got.get(3).toDoubleMatrix()).isDeepEqualTo(bySecond);
    }

    @Test
    void types_are_float_x_or_what_is_asked_for() {
        Config.set("floatX", "float32");
        var srng = new RandomStreams(6);
        List<Expr> draws = List.of(
                srng.uniform(2),
                srng.uniform(2, -1, 1, "float64"),
                srng.normal(2, T.dscalar("mean"), 1),
                srng.normal(2, T.dscalar("mean"), 1, "floatX"),
                srng.binomial(2, 1, 0.5),
                srng.binomial(2, 1, 0.5, "floatX"),
                srng.poisson(2, 1, "int32"),
                srng.multinomial(null, 1, P, "floatX"));
        assertThat(draws.stream().map(e -> e.type().dtype().toString()))
                .containsExactly("float32", "float64", "float64", "float32", "int64", "float32", "int32", "float32");
        assertThat(function(outputs(draws.get(7)), mode("java")).apply().dataType())
                .isEqualTo(DataType.FLOAT);
        INDArray rounded = function(outputs(draws.get(0)), mode("nd4j")).apply();
        Config.set("floatX", "float64");
        INDArray exact =
                function(outputs(new RandomStreams(6).uniform(2)), mode("nd4j")).apply();
        assertThat(rounded).isEqualTo(exact.castTo(DataType.FLOAT));
    }

    @Test
    void rows_of_a_float32_softmax_can_be_drawn_from() {
        Expr x = T.fmatrix("x");
        float[][] scores = new float[200][7];
        for (int i = 0; i < 1400; i++) {
            scores[i / 7][i % 7] = (float) Math.sin(i);
        }
        var srng = new RandomStreams(6);
        INDArray drawn = function(inputs(x), outputs(srng.multinomial(T.softmax(x))), mode("java"))
                .apply(new Object[] {scores});
        assertThat(drawn.sum(1).toLongVector()).containsOnly(1).hasSize(200);
    }

    @Test
    void dropout_as_the_tutorials_write_it() {
        Expr x = T.matrix("x");
        var srng = new RandomStreams(123);
        double keep = 0.8;
        Expr mask = srng.binomial(x.shape(), keep, "floatX");
        Expr out = x.times(mask).div(keep);
        Expr gradient = T.grad(T.sum(out), x);
        List<INDArray> got =
                function(inputs(x), outputs(out, gradient), mode("java")).applyAll(new Object[] {ones(100, 50)});
        assertThat(got.get(0)).isEqualTo(got.get(1));
        assertThat(got.get(0).meanNumber().doubleValue()).isBetween(0.97, 1.03);
        Expr p = T.dscalar("p");
        CompiledFunction layer = function(inputs(x, p), outputs(T.dropout(x, p, new RandomStreams(123))), mode("java"));
        assertThat(layer.apply(ones(100, 50), 1 - keep).gt(0))
                .isEqualTo(got.get(0).gt(0));
        assertThatThrownBy(() -> T.dropout(x, 0.5, (RandomStreams) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dropout of 'x' got null for the random streams; give new RandomStreams(seed)");
    }

    private static double[][] ones(int rows, int columns) {
        double[][] x = new double[rows][columns];
        Arrays.stream(x).forEach(row -> Arrays.fill(row, 1));
        return x;
    }

    @TestFactory
    Stream<DynamicTest> what_cannot_be_drawn_is_told_at_once() {
        var srng = new RandomStreams(0);
        Expr x = T.dmatrix("x");
        Expr v = T.lvector("v");
        return Stream.of(
                refused(() -> new RandomStreams(-1), "the seed is -1; a seed is 0 or more"),
                refused(
                        () -> srng.uniform(2.5),
                        "uniform takes whole numbers, or expressions of them, as lengths, not 2.5"),
                refused(
                        () -> srng.truncatedNormal("float32", 0, 1),
                        "the size of truncated_normal is a length, a list of lengths or x.shape(), not \"float32\";"
                                + " null stands for no axes"),
                refused(
                        () -> srng.uniform(x),
                        "uniform takes whole numbers, or expressions of them, as lengths, not 'x', which is a float64"
                                + " matrix"),
                refused(
                        () -> srng.uniform(v),
                        "uniform has to know how many axes there will be, and 'v', an int64 vector, does not tell;"
                                + " write the lengths one by one: uniform(…, n.get(0), n.get(1))"),
                refused(
                        () -> srng.normal(3, x, 1),
                        "random numbers of 1 axis have the parameter 'x', which is a float64 matrix; it can have at"
                                + " most as many axes"),
                refused(() -> srng.normal(3, 0, -1), "the standard deviation is -1.0; it must be 0 or more"),
                refused(
                        () -> srng.uniform(3, 0, 1, "int64"),
                        "random numbers with fractions are of type floatX, float32 or float64, not int64"),
                refused(
                        () -> srng.binomial(3, 1.5, 0.5),
                        "the number of trials is a whole number, but 1.5 is a float64 scalar; cast it to int64"),
                refused(
                        () -> srng.binomial(3, 1, (Object) null),
                        "the probability is null; give an expression, a number or an array"),
                refused(
                        () -> srng.permutation(null, v),
                        "the number of integers to put in random order is one whole number, but 'v' is an int64"
                                + " vector"),
                refused(
                        () -> srng.multinomial(1, 0.5),
                        "the outcomes' probabilities are a vector or rows of a matrix, but 0.5 is a float64 scalar"),
                refused(
                        () -> srng.shuffleRowElements(T.dscalar("s")),
                        "shuffleRowElements works along the last axis, but 's' is a scalar"),
                refused(() -> srng.state(x), "'x' was not given by a method of these streams; give what one gave"));
    }

    @TestFactory
    Stream<DynamicTest> what_a_call_cannot_draw_is_told_in_each_mode() {
        Expr p = T.dvector("p");
        Expr n = T.lscalar("n");
        var srng = new RandomStreams(0);
        Map<Expr, String> cases = new LinkedHashMap<>();
        cases.put(
                srng.binomial(null, 1, p).sum().times(n),
                "a probability is 1.5; probabilities are from 0 to 1, in binomial(rng, shape(p), 1, p)");
        cases.put(
                srng.uniform(List.of(2, 2), p, n),
                "parameters of the shape [3] do not fit random numbers of the shape [2, 2], in"
                        + " uniform(rng, [2, 2], p, (n - p))");
        cases.put(
                srng.choice(1, n, false).times(p.sum()),
                "a size is -2; sizes are 0 or more, in distinct_choice(rng, [1], n)");
        cases.put(
                srng.poisson(n, p.get(0)),
                "a size is -2; sizes are 0 or more, in poisson(rng, dimshuffle(n, 'x'), p[0])");
        cases.put(
                srng.choice(4, p.shape().get(0), false).times(n).times(p.sum()),
                "4 different ones cannot be drawn from 3; draw fewer, or let them repeat, in"
                        + " distinct_choice(rng, [4], shape(p)[0])");
        return Stream.of("java", "nd4j")
                .flatMap(mode -> cases.entrySet().stream().map(c -> {
                    CompiledFunction f = function(inputs(p, n), outputs(c.getKey()), mode(mode));
                    return refused(() -> f.apply(new double[] {0.5, 1.5, 0}, -2), c.getValue());
                }));
    }

    private static DynamicTest refused(Runnable call, String sentence) {
        return dynamicTest(
                sentence,
                () -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(sentence));
    }

    private static JsonObject resource() {
        var in = RandomStreamsTest.class.getResourceAsStream("/random_streams.json");
        return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonObject("draws");
    }

    private static void same(INDArray got, JsonObject want, int call) {
        long[] shape = StreamSupport.stream(want.getAsJsonArray("shape").spliterator(), false)
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        List<String> elements = StreamSupport.stream(
                        want.getAsJsonArray("calls").get(call).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
        assertThat(got.shape()).containsExactly(shape);
        INDArray flat = got.dup('c').reshape(got.length());
        if (got.dataType() == DataType.INT64) {
            assertThat(flat.toLongVector())
                    .containsExactly(
                            elements.stream().mapToLong(Long::parseLong).toArray());
        } else {
            assertThat(got.dataType()).isEqualTo(DataType.DOUBLE);
            assertThat(flat.toDoubleVector())
                    .containsExactly(
                            elements.stream().mapToDouble(Double::parseDouble).toArray());
        }
    }
}
