package arignote.eager;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.T;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Eager variables have the vocabulary of expressions, with the same values and gradients. */
class VocabularyTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);
    private static final double[][] MATRIX = {{0.3, -1.2, 2.5, 0.7}, {1.1, 0.4, -0.6, 1.9}, {-2.2, 0.9, 0.05, 1.3}};

    /** What is said of a matrix. */
    private record Phrase(String name, UnaryOperator<Expr> symbolic, UnaryOperator<Variable> eager) {
        @Override
        public String toString() {
            return name;
        }
    }

    @AfterEach
    void settings() {
        Config.reset();
    }

    private static Phrase phrase(String name, UnaryOperator<Expr> symbolic, UnaryOperator<Variable> eager) {
        return new Phrase(name, symbolic, eager);
    }

    private static Phrase same(String name, UnaryOperator<Expr> any) {
        return new Phrase("apply " + name, any, x -> x.apply(any));
    }

    static List<Phrase> phrases() {
        int[] rows = {2, 0, 2};
        int[] columns = {3, 3, 1};
        double[][] other = {{1, 2, 3, 4}, {-1, 0.5, 0, 2}};
        return List.of(
                phrase("get 1", x -> x.get(1), x -> x.get(1)),
                phrase("get -1, 2", x -> x.get(-1, 2), x -> x.get(-1, 2)),
                phrase("get slices", x -> x.get("1:, ::-2"), x -> x.get("1:, ::-2")),
                phrase("get new axis", x -> x.get(":", "None", 1), x -> x.get(":", "None", 1)),
                phrase("get rows", x -> x.get(rows), x -> x.get(rows)),
                phrase("get pairs", x -> x.get(rows, columns), x -> x.get(rows, columns)),
                phrase("get rows of a variable", x -> x.get(rows), x -> x.get(Variable.of(rows))),
                phrase("get at a variable", x -> x.get(2), x -> x.get(Variable.of(2))),
                phrase("get mask", x -> x.get(x.gt(0.5)), x -> x.get(x.gt(0.5))),
                phrase("get slice", x -> x.get(Arignote.slice(0, 2)), x -> x.get(Arignote.slice(0, Variable.of(2)))),
                phrase("take", x -> x.take(columns, 1), x -> x.take(columns, 1)),
                phrase("take all", x -> x.take(List.of(0, 7, 7)), x -> x.take(List.of(0, 7, 7))),
                phrase("reshape", x -> x.reshape(2, -1), x -> x.reshape(2, -1)),
                phrase("reshape to 3", x -> x.reshape(2, 3, 2), x -> x.reshape(2, x.shape(0), 2)),
                phrase("flatten", x -> x.flatten(), x -> x.flatten()),
                phrase("T", x -> x.T(), x -> x.T()),
                phrase("transpose", x -> x.transpose(1, 0), x -> x.transpose(1, 0)),
                phrase("dimshuffle", x -> x.dimshuffle(1, "x", 0), x -> x.dimshuffle(1, "x", 0)),
                phrase("swapaxes", x -> x.swapaxes(0, -1), x -> x.swapaxes(0, -1)),
                phrase(
                        "squeeze",
                        x -> x.get("1:2").squeeze(0),
                        x -> x.get("1:2").squeeze()),
                phrase("repeat", x -> x.repeat(2, 1), x -> x.repeat(2, 1)),
                phrase("repeat each", x -> x.repeat(new int[] {1, 0, 2}, 0), x -> x.repeat(new int[] {1, 0, 2}, 0)),
                phrase("broadcastTo", x -> x.broadcastTo(2, 3, 4), x -> x.broadcastTo(2, 3, 4)),
                phrase("sum", x -> x.sum(), x -> x.sum()),
                phrase("sum 0", x -> x.sum(0), x -> x.sum(0)),
                phrase("sum keepDims", x -> x.sum(1).keepDims(), x -> x.sum(1, true)),
                phrase("mean keepDims", x -> x.mean().keepDims(), x -> x.mean(new int[] {0, 1}, true)),
                phrase("max", x -> x.max(1), x -> x.max(1)),
                phrase("min keepDims", x -> x.min(0).keepDims(), x -> x.min(0, true)),
                phrase("logsumexp", x -> x.logsumexp(0), x -> x.logsumexp(0)),
                phrase("softmax", x -> x.softmax(), x -> x.softmax()),
                phrase("logSoftmax", x -> x.logSoftmax(), x -> x.logSoftmax()),
                phrase("clip", x -> x.clip(-1, 1.2), x -> x.clip(-1, 1.2)),
                phrase("where", x -> T.where(x.lt(0), x.sqr(), x), x -> Variable.where(x.lt(0), x.sqr(), x)),
                phrase("where number", x -> T.where(x.ge(0.4), x, 3), x -> Variable.where(x.ge(0.4), x, 3)),
                phrase(
                        "concatenate",
                        x -> T.concatenate(List.of(x, other, x)),
                        x -> Variable.concatenate(List.of(x, other, x))),
                phrase(
                        "concatenate 1",
                        x -> T.concatenate(List.of(x, x.sqr(), x, x.exp()), 1),
                        x -> Variable.concatenate(List.of(x, x.sqr(), x, x.exp()), 1)),
                phrase("stack", x -> T.stack(x, x.tanh(), x), x -> Variable.stack(x, x.tanh(), x)),
                phrase(
                        "split",
                        x -> T.split(x, List.of(1, 3), 1).get(1),
                        x -> x.split(List.of(1, 3), 1).get(1)),
                phrase("dot", x -> x.dot(x.T()), x -> x.dot(x.T())),
                phrase("onesLike", x -> x.times(x.onesLike()), x -> x.times(x.onesLike())),
                phrase("zerosLike", x -> x.plus(x.zerosLike()), x -> x.plus(x.zerosLike())),
                phrase("cast", x -> x.cast("float32"), x -> x.cast("float32")),
                phrase("prod", x -> x.prod(1), x -> x.prod(1)),
                phrase("any", x -> x.gt(2).any(0), x -> x.gt(2).any(0)),
                phrase("var", x -> x.var(0), x -> x.var(0)),
                phrase("std", x -> x.std(new int[] {1}, 1, true), x -> x.std(new int[] {1}, 1, true)),
                phrase("ptp", x -> x.ptp(1), x -> x.ptp(1)),
                phrase("norm", x -> x.norm(2, 1), x -> x.norm(2, 1)),
                phrase("sort", x -> x.sort(0), x -> x.sort(0)),
                phrase("argsort", x -> x.argsort(), x -> x.argsort()),
                phrase("cumsum", x -> x.cumsum(1), x -> x.cumsum(1)),
                phrase("cumprod", x -> x.cumprod(), x -> x.cumprod()),
                phrase("trace", x -> x.dot(x.T()).trace(), x -> x.dot(x.T()).trace()),
                phrase("diagonal", x -> x.diagonal(1), x -> x.diagonal(1)),
                phrase(
                        "searchsorted",
                        x -> x.get(1).sort().searchsorted(x),
                        x -> x.get(1).sort().searchsorted(x)),
                phrase(
                        "bits",
                        x -> x.gt(0).and(x.lt(1)).not(),
                        x -> x.gt(0).and(x.lt(1)).not()),
                phrase(
                        "reciprocal",
                        x -> x.reciprocal().square(),
                        x -> x.reciprocal().square()),
                phrase("asserting", x -> x.asserting(x.lt(9), "large"), x -> x.asserting(x.lt(9), "large")),
                phrase("j1", x -> x.j1(), x -> x.j1()),
                phrase(
                        "gammainc",
                        x -> T.gammainc(1.5, x.sqr()),
                        x -> Variable.of(1.5).gammainc(x.sqr())),
                phrase("erf", x -> x.erf().maximum(0.1), x -> x.erf().maximum(0.1)),
                same("solve", x -> T.solve(x.dot(x.T()), x)),
                same("svd", x -> T.svd(x).s()),
                same("maximum", x -> T.maximum(x, x.get("::-1"))),
                same("power", x -> T.pow(T.abs(x), 1.5)),
                same(
                        "normalized",
                        x -> x.minus(x.mean(1).keepDims())
                                .div(T.sqrt(T.sqr(x).sum(1).keepDims().plus(1e-8)))),
                same(
                        "setSubtensor",
                        x -> T.setSubtensor(x.get(":", 1), x.get(":", 0).sqr())),
                same("incSubtensor", x -> T.incSubtensor(x.get(rows), 2)),
                same("tile", x -> T.tile(x, 2, 3)),
                same("roll", x -> T.roll(x, 1, 1)),
                same("pad", x -> T.pad(x, new int[] {1, 0}, new int[] {0, 2})),
                same("tril", x -> T.tril(x, 1)),
                same("arange", x -> x.times(T.arange(x.shape(1)))),
                same("linspace", x -> x.times(T.linspace(0, 1, 4))),
                same("triangle", x -> x.times(T.tri(3, 4, 0))),
                same("ifelse", x -> T.ifelse(x.sum().gt(0), x.sqr(), x)),
                same(
                        "scan",
                        x -> T.scan()
                                .sequence(x)
                                .state(x.get(0).times(0))
                                .step((row, sum) -> sum.tanh().plus(row))
                                .last()),
                same(
                        "one hot",
                        x -> x.dot(T.toOneHot(T.constant(columns), 5)
                                .get(0)
                                .get("0:4")
                                .dimshuffle(0, "x"))));
    }

    private static double[] doubles(INDArray a) {
        return a.dup('c').data().asDouble();
    }

    /** Value and gradient of the sum of all elements, each with another weight, by compiled functions. */
    private static List<INDArray> symbolic(Phrase p, String mode) {
        Expr x = T.matrix("x");
        Expr y = p.symbolic.apply(x);
        Expr cost = T.cast(y, "float64").times(weights(y)).sum();
        CompiledFunction f = Arignote.function(inputs(x), outputs(y, T.grad(cost, x)), Arignote.mode(mode));
        return f.applyAll((Object) MATRIX);
    }

    /** The value by itself: where others are computed with it, a matrix product may add in another order. */
    private static double[] alone(Phrase p) {
        Expr x = T.matrix("x");
        return doubles(
                Arignote.function(inputs(x), outputs(p.symbolic.apply(x))).apply((Object) MATRIX));
    }

    private static Expr weights(Expr y) {
        return T.arange(y.size()).reshape(y.shape()).times(0.25).plus(1.0);
    }

    private static Variable weights(Variable y) {
        return y.apply(VocabularyTest::weights);
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void values_and_gradients_are_those_of_expressions(Phrase p) {
        long interpreted = Tape.interpreted();
        Variable x = Variable.parameter(MATRIX, "x");
        Variable y = p.eager.apply(x);
        INDArray before = y.data();
        y.cast("float64").times(weights(y)).sum().backward();
        List<INDArray> wanted = symbolic(p, "java");
        assertThat(before.shape()).isEqualTo(wanted.get(0).shape());
        assertThat(before.dataType()).isEqualTo(wanted.get(0).dataType());
        assertThat(doubles(before)).containsExactly(alone(p));
        assertThat(doubles(x.grad().data())).containsExactly(doubles(wanted.get(1)), CLOSE);
        assertThat(y.shape())
                .as("known before it is computed")
                .isEqualTo(wanted.get(0).shape());
        assertThat(Tape.interpreted()).as("what the interpreter had to compute").isEqualTo(interpreted);
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void gradients_alone_and_by_the_interpreter(Phrase p) {
        Config.set("backend", "nd4j");
        Variable x = Variable.parameter(MATRIX, "x");
        Variable y = p.eager.apply(x);
        y.cast("float64").times(weights(y)).sum().backward();
        List<INDArray> wanted = symbolic(p, "nd4j");
        assertThat(doubles(x.grad().data())).containsExactly(doubles(wanted.get(1)), CLOSE);
        assertThat(doubles(y.data())).containsExactly(doubles(wanted.get(0)), CLOSE);
    }

    @Test
    void gradients_of_several_variables_and_of_gradients() {
        double[][] w = {{0.5, -1}, {2, 0.25}, {-0.75, 1.5}, {1, -2}};
        Variable x = Variable.parameter(MATRIX, "x");
        Variable v = Variable.parameter(w, "w");
        // the square of a slope: backward() goes through a gradient that expressions have found
        UnaryOperator<Expr> slope = of -> T.grad(T.exp(T.tanh(of)).sum(), of);
        Variable y =
                Variable.apply(x, v, (a, b) -> slope.apply(T.dot(a, b))).sqr().mean();
        y.backward();
        Expr a = T.matrix("a");
        Expr b = T.matrix("b");
        Expr same = slope.apply(T.dot(a, b)).sqr().mean();
        List<INDArray> wanted = Arignote.function(inputs(a, b), outputs(same, T.grad(same, a), T.grad(same, b)))
                .applyAll(MATRIX, w);
        assertThat(y.item()).isCloseTo(wanted.get(0).getDouble(0), CLOSE);
        assertThat(doubles(x.grad().data())).containsExactly(doubles(wanted.get(1)), CLOSE);
        assertThat(doubles(v.grad().data())).containsExactly(doubles(wanted.get(2)), CLOSE);
    }

    @Test
    void several_results_of_several_variables() {
        Variable x = Variable.of(new double[] {3, 0, -1});
        Variable y = Variable.of(new double[] {1, 2, 3});
        List<Variable> both =
                Variable.applyAll(List.of(x, y), v -> List.of(v.get(0).plus(v.get(1)), v.get(1)));
        assertThat(both.get(0).data().toDoubleVector()).containsExactly(4, 2, 2);
        assertThat(both.get(1).data().toDoubleVector()).containsExactly(1, 2, 3);
        assertThat(x.nonzero().get(0).data().toLongVector()).containsExactly(0, 2);
        Variable sum =
                Variable.apply(List.of(x, y, x), v -> v.get(0).plus(v.get(1)).plus(v.get(2)));
        assertThat(sum.data().toDoubleVector()).containsExactly(7, 2, 1);
    }

    @Test
    void shapes_are_plain_numbers() {
        Variable x = Variable.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(x.shape()).containsExactly(2, 3);
        assertThat(x.shape(-1)).isEqualTo(3);
        assertThat(x.size()).isEqualTo(6);
        assertThat(x.ndim()).isEqualTo(2);
        assertThat(x.dtype()).isEqualTo("float32");
        assertThat(x.astype("int64").dtype()).isEqualTo("int64");
        assertThatThrownBy(() -> x.shape(2)).hasMessageContaining("shape(2), but");
        long runs = Tape.runs();
        assertThat(x.reshape(x.shape(1), -1).T().get("::-1").repeat(3, 0).shape())
                .containsExactly(6, 3);
        assertThat(Tape.runs()).as("nothing was computed for that").isEqualTo(runs);
    }

    // One structure

    private static int made(Runnable computes) {
        int before = Tape.kept();
        computes.run();
        return Tape.kept() - before;
    }

    @Test
    void other_lengths_indices_and_numbers_need_no_other_function() {
        Variable w = Variable.parameter(0.5, "w");
        Runnable[] turn = new Runnable[1];
        int[] n = {0};
        turn[0] = () -> {
            n[0]++;
            Variable x = Variable.of(new double[10 + n[0]][6]);
            int[] rows = new int[3 + n[0]];
            Arrays.setAll(rows, i -> i);
            x.plus(w)
                    .get(rows)
                    .get(Arignote.slice(1, 3 + n[0]), n[0])
                    .clip(-n[0] / 7.0, 3 + n[0] / 7.0)
                    .apply(v -> v.times(n[0] + 0.1).reshape(1, -1))
                    .sum()
                    .backward();
        };
        assertThat(made(turn[0])).isLessThanOrEqualTo(1);
        assertThat(made(turn[0])).isZero();
        assertThat(made(turn[0])).isZero();
        double last = w.grad().item();
        assertThat(last).isCloseTo(3 * 1.1 + 4 * 2.1 + 5 * 3.1, CLOSE);
    }

    @Test
    void exponents_and_axes_are_part_of_it() {
        Variable x = Variable.of(new double[][] {{1, 2}, {3, 4}});
        for (int k = 2; k < 5; k++) {
            int power = k;
            assertThat(x.apply(v -> T.pow(v, power)).sum().item())
                    .isEqualTo(1 + Math.pow(2, k) + Math.pow(3, k) + Math.pow(4, k));
        }
        assertThat(x.max(0, true).data().toString()).isEqualTo("[[    3.0000,    4.0000]]");
        assertThat(x.max(1, true).shape()).containsExactly(2, 1);
    }

    // In place

    @Test
    void a_step_does_not_change_what_was_recorded_before() {
        Variable w = Variable.parameter(new double[] {3, 1, 2}, "w");
        Variable itself = w.apply(v -> v);
        Variable part = w.get("1:");
        Variable sorted = w.apply(v -> T.sort(v));
        w.sum().backward();
        w.step(10);
        assertThat(itself.data().toDoubleVector()).containsExactly(3, 1, 2);
        assertThat(part.data().toDoubleVector()).containsExactly(1, 2);
        assertThat(w.get("1:").data().toDoubleVector()).containsExactly(11, 12);
        w.zeroGrad();
        sorted.times(Variable.of(new double[] {1, 10, 100})).sum().backward();
        assertThat(w.grad().data().toDoubleVector()).as("at the values of then").containsExactly(100, 1, 10);
    }

    @Test
    void training_by_the_vocabulary_goes_down() {
        Variable w = Variable.parameter(new double[][] {{0.1, -0.2}, {0.3, 0.1}, {0, 0.2}, {-0.1, 0}}, "w");
        Variable x = Variable.of(MATRIX);
        int[] labels = {0, 1, 0};
        int[] rows = {0, 1, 2};
        double first = 0;
        double loss = 0;
        for (int i = 0; i < 30; i++) {
            Variable cost = x.dot(w).logSoftmax().get(rows, labels).mean().negate();
            w.zeroGrad();
            cost.backward();
            w.step(-0.5);
            loss = cost.item();
            first = i == 0 ? loss : first;
        }
        assertThat(loss).isLessThan(first / 5);
    }

    @Test
    void a_network_with_convolution_and_pooling() {
        double[] pixels = new double[2 * 6 * 6];
        double[] weights = new double[3 * 3 * 3];
        Arrays.setAll(pixels, i -> Math.sin(i * i));
        Arrays.setAll(weights, i -> Math.cos(3 * i) / 3);
        int[] labels = {2, 0};
        Expr images = T.tensor4("images");
        Expr filters = T.tensor4("filters");
        BinaryOperator<Expr> network = (x, f) -> {
            Expr pooled = T.pool2d(T.relu(T.conv2d(x, f)), 2, 2);
            return T.categoricalCrossentropy(T.softmax(T.max(pooled.flatten(3), 2)), T.constant(labels))
                    .mean();
        };
        Expr cost = network.apply(images, filters);
        INDArray x = org.nd4j.linalg.factory.Nd4j.createFromArray(pixels).reshape(2, 1, 6, 6);
        INDArray f = org.nd4j.linalg.factory.Nd4j.createFromArray(weights).reshape(3, 1, 3, 3);
        List<INDArray> wanted = Arignote.function(inputs(images, filters), outputs(cost, T.grad(cost, filters)))
                .applyAll(x, f);
        Variable parameter = Variable.parameter(f, "filters");
        long interpreted = Tape.interpreted();
        Variable at = Variable.apply(Variable.of(x), parameter, network);
        at.backward();
        assertThat(at.item()).isCloseTo(wanted.get(0).getDouble(0), CLOSE);
        assertThat(doubles(parameter.grad().data())).containsExactly(doubles(wanted.get(1)), CLOSE);
        assertThat(Tape.interpreted()).isEqualTo(interpreted);
    }

    // Errors

    @Test
    void errors_have_the_names_of_variables_and_of_how_they_were_computed() {
        Variable p = Variable.parameter(new double[] {1, 2, 3}, "p");
        Variable q = Variable.parameter(new double[][] {{1, 2}, {3, 4}}, "q");
        assertThatThrownBy(() -> p.exp().get(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 5 is out of range in exp(p)[5]: exp(p) has the shape [3]");
        assertThatThrownBy(() -> q.reshape(3, -1))
                .hasMessage("cannot reshape: 'q' has the shape [2, 2], which is 4 elements, and [3, -1] is asked for");
        assertThatThrownBy(() -> p.get(0, 1)).hasMessageContaining("'p' is a float64 vector with 1 axis");
        assertThatThrownBy(() -> Variable.concatenate(List.of(p, q))).hasMessageContaining("'p' is a float64 vector");
        assertThatThrownBy(() -> Variable.apply(p, q, (a, b) -> T.dot(a, b).plus(1)))
                .hasMessageContaining("'p' has the shape [3] and 'q' has the shape [2, 2]");
        assertThatThrownBy(() -> p.apply(x -> T.sqr(x).plus(q.data())))
                .hasMessageContaining("sqr(p) has the shape [3]");
        assertThatThrownBy(() -> p.keepDims())
                .hasMessageContaining("keepDims() is for the result of sum")
                .hasMessageContaining("'p'");
        assertThatThrownBy(() -> p.apply(x -> x.plus(T.scalar("s"))))
                .hasMessage("apply found 's', which has no value; what is computed at once is made of variables,"
                        + " numbers and arrays");
        assertThatThrownBy(() -> p.apply(x -> null)).hasMessageContaining("apply got null");
        assertThatThrownBy(() -> p.applyAll(x -> null)).hasMessageContaining("apply got null");
        assertThatThrownBy(() -> p.get((Object) null)).hasMessageContaining("'p'");
        assertThat(p.get(2).item()).as("and the session goes on").isEqualTo(3);
    }

    @Test
    void the_guard_looks_at_what_a_library_computes() {
        Config.set("nanGuard", "true");
        Variable p = Variable.parameter(new double[] {1e300, 1e300}, "p");
        assertThatThrownBy(() -> p.times(2).cumprod())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("cumprod(reshape((p * a), [-1])) is Infinity");
        assertThat(p.cumsum().sum().item()).isEqualTo(3e300);
    }

    @Test
    void test_values_are_not_asked_for() {
        Config.set("computeTestValue", "raise");
        assertThat(Variable.parameter(2.0, "p").apply(x -> x.sqr().plus(1)).item())
                .isEqualTo(5);
    }

    // Shared variables

    @Test
    void shared_variables_have_the_value_of_the_moment() {
        arignote.Shared s = Arignote.shared(2.0, "s");
        Variable x = Variable.of(new double[] {1, 2});
        Variable y = x.apply(v -> v.times(s));
        s.setValue(5.0);
        assertThat(y.data().toDoubleVector()).containsExactly(2, 4);
        s.defaultUpdate(s.plus(1));
        assertThat(x.apply(v -> v.times(s)).data().toDoubleVector()).containsExactly(5, 10);
        assertThat(s.item()).as("its default update is stored").isEqualTo(6);
    }

    @Test
    void random_numbers_are_drawn_anew_in_each_call() {
        arignote.RandomStreams srng = new arignote.RandomStreams(7);
        Variable x = Variable.parameter(new double[1000], "x");
        Variable first = x.apply(v -> v.plus(srng.normal(v.shape())));
        Variable second = x.apply(v -> v.plus(srng.normal(v.shape())));
        assertThat(first.data()).isNotEqualTo(second.data());
        first.times(second).sum().backward();
        assertThat(doubles(x.grad().data()))
                .containsExactly(doubles(first.data().add(second.data())), CLOSE);
    }

    // All of it

    /** Methods of expressions that have no meaning for values, or that values have by other names. */
    private static final Set<String> OTHERWISE =
            new TreeSet<>(List.of("of", "op", "args", "type", "name", "toString", "eval", "testValue"));

    @Test
    void variables_have_the_names_that_expressions_have() {
        Set<String> wanted = names(Expr.class);
        wanted.removeAll(OTHERWISE);
        wanted.removeAll(names(Object.class));
        wanted.removeAll(names(Variable.class));
        assertThat(wanted)
                .as("methods of Expr that eager variables should have too")
                .isEmpty();
    }

    private static Set<String> names(Class<?> type) {
        return Stream.of(type.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
