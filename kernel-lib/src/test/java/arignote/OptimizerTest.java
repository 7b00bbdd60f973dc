package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Seven steps on {@code sum(sin(W) C + W² / 2)}, beside a NumPy program of the papers' formulas, which agrees with optax 0.2.8
 * to 3e-16 for sgd, momentum, nesterov, rmsprop (epsilon outside the root), adadelta, adam, adamw and adamax.
 */
class OptimizerTest {
    private static final double[][] START = {{0.5, -1.25, 2.0}, {0.0, -0.3, 1.5}};
    private static final double[][] C = {{1.0, -2.0, 0.5}, {0.25, 3.0, -1.0}};

    private record Case(Supplier<Optimizer> optimizer, double... after) {}

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        // spotless:off
        CASES.put("sgd", new Case(() -> Optimizer.sgd(0.1),
                -0.26778708179873595, 0.220464091708173, 0.9239029033482759, -0.12999835314969652, -1.1261495965048323, 0.927224473303907));
        CASES.put("momentum", new Case(() -> Optimizer.momentum(0.05),
                -0.8154230745840481, 1.0533661729261556, 0.16835507425575463, -0.22814458232630044, -1.724427116226605, 0.4519827711201301));
        CASES.put("nesterov", new Case(() -> Optimizer.nesterov(0.05, 0.8),
                -0.6626582513148923, 0.9400446085665228, 0.3162781380870767, -0.20010835498761612, -1.3648222509723917, 0.6514930671055581));
        CASES.put("adagrad", new Case(() -> Optimizer.adagrad(0.1),
                0.11377412999590143, -0.8365598858491058, 1.6073562089250781, -0.23085880735002118, -0.6714147319393228, 1.147470713732806));
        CASES.put("rmsprop", new Case(() -> Optimizer.rmsprop(0.01),
                0.11148165309898639, -0.8341777326787088, 1.6050081135239467, -0.23141056498954937, -0.6736056027090814, 1.145386963389791));
        CASES.put("adadelta", new Case(() -> Optimizer.adadelta(),
                0.47677129077420455, -1.2266443559148215, 1.9767594653142095, -0.02268604924345221, -0.32317519550800594, 1.4769218670414295));
        CASES.put("adam", new Case(() -> Optimizer.adam(0.01),
                0.4300464662727372, -1.1799478621399446, 1.9300354149804084, -0.06938459864728892, -0.3699076138352758, 1.4301771339910152));
        CASES.put("adamw", new Case(() -> Optimizer.adamw(0.01, 0.1),
                0.42676892737479727, -1.1714277621645306, 1.9162940508598412, -0.06917721065295991, -0.3676075681926621, 1.4199471530937058));
        CASES.put("amsgrad", new Case(() -> Optimizer.amsgrad(0.05),
                0.15154147349034902, -0.8989457372622518, 1.6509341406887115, -0.30235486402510353, -0.646633344215895, 1.1565182880902911));
        CASES.put("adamax", new Case(() -> Optimizer.adamax(0.002),
                0.485985692567111, -1.2360176789795307, 1.9859886173119956, -0.013855314861964181, -0.31400748589493943, 1.4860233094896018));
        CASES.put("penalties and a shortened gradient", new Case(() -> Optimizer.sgd(0.1).l2(0.01).l1(0.02).clipTotalNorm(1.5),
                0.13880581619555074, -0.6683667768400655, 1.518965377126171, -0.057005979598961525, -0.8313786914518397, 1.1757271648197254));
        CASES.put("a schedule", new Case(() -> Optimizer.sgd(Schedule.cosine(0.1, 10, 0.005).warmUp(3)),
                -0.1593433280130798, -0.039744665660661566, 1.098503720964945, -0.11193894617018478, -1.0849734302828966, 0.9849752435527535));
        // spotless:on
    }

    private static Expr cost(Expr w, Object c) {
        return T.sum(T.sin(w).times(c).plus(w.sqr().times(0.5)));
    }

    @TestFactory
    Stream<DynamicTest> seven_steps_are_those_of_the_formulas() {
        return Stream.of("java", "nd4j")
                .flatMap(mode -> CASES.entrySet().stream()
                        .map(c -> DynamicTest.dynamicTest(c.getKey() + ", " + mode, () -> {
                            Shared w = shared(START, "W");
                            var train = function(
                                    updates(c.getValue().optimizer().get().updates(cost(w, C), w)), mode(mode));
                            for (int i = 0; i < 7; i++) {
                                train.apply();
                            }
                            assertThat(w.getValue().reshape(6).toDoubleVector())
                                    .containsExactly(c.getValue().after(), offset(1e-13));
                        })));
    }

    @Test
    void float32_stays_float32_and_is_near() {
        for (String name : List.of("adam", "momentum", "adadelta")) {
            Shared w = shared(new float[][] {{0.5f, -1.25f, 2}, {0, -0.3f, 1.5f}}, "W");
            float[][] c = {{1, -2, 0.5f}, {0.25f, 3, -1}};
            var train = function(updates(CASES.get(name).optimizer().get().updates(cost(w, c), w)));
            for (int i = 0; i < 7; i++) {
                train.apply();
            }
            double[] after = w.getValue()
                    .reshape(6)
                    .castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                    .toDoubleVector();
            assertThat(after).as(name).containsExactly(CASES.get(name).after(), offset(1e-6));
        }
    }

    @Test
    void several_parameters_and_gradients_that_are_there() {
        Shared w = shared(2.0, "w");
        Shared b = shared(new double[] {1, -3}, "b");
        Expr cost = T.sum(T.sqr(b)).plus(T.sqr(w));
        List<Expr> gradients = T.grad(cost, List.of(w, b));
        Shared rate = shared(0.25, "rate");
        function(updates(Optimizer.sgd(rate).updates(gradients, List.of(w, b)))).apply();
        assertThat(w.item()).isEqualTo(1);
        assertThat(b.getValue().toDoubleVector()).containsExactly(0.5, -1.5);
        rate.setValue(0.5);
        function(updates(Optimizer.sgd(rate).updates(cost, w, b))).apply();
        assertThat(w.item()).isZero();
    }

    @Test
    void gradients_are_cut_and_shortened() {
        Shared w = shared(new double[] {3, -0.5}, "w");
        Expr cost = T.sum(w.times(T.constant(new double[] {3, -4})));
        List<Update> cut = Optimizer.sgd(1).clipValue(3.5).updates(cost, w);
        List<Update> each = Optimizer.sgd(1).clipNorm(2.5).updates(cost, w);
        List<INDArray> next =
                function(outputs(cut.get(0).value(), each.get(0).value())).applyAll();
        assertThat(next.get(0).toDoubleVector()).containsExactly(0, 3);
        assertThat(next.get(1).toDoubleVector()).containsExactly(1.5, 1.5);
        Expr g = T.vector("g");
        Expr h = T.scalar("h");
        List<Expr> both = new ArrayList<>(T.clipTotalNorm(List.of(g, h), 6.5));
        var f = function(inputs(g, h), outputs(both));
        assertThat(f.applyAll(new double[] {3, 4}, 12.0).get(0).toDoubleVector())
                .containsExactly(1.5, 2);
        assertThat(f.applyAll(new double[] {3, 4}, 12.0).get(1).getDouble(0)).isEqualTo(6);
        assertThat(f.applyAll(new double[] {0, 0}, 0.0).get(0).toDoubleVector()).containsExactly(0, 0);
        assertThat(f.applyAll(new double[] {3, 4}, 1.0).get(0).toDoubleVector()).containsExactly(3, 4);
    }

    @Test
    void schedules_follow_their_formulas() {
        // [0.5 * 0.1 ** (t // 3) for t in range(8)], 0.5 * 0.9 ** (t / 2), 0.5 / (1 + 0.1 t), linear, the cosine
        check(Schedule.step(0.5, 3, 0.1), 0.5, 0.5, 0.5, 0.05, 0.05, 0.05, 0.005, 0.005);
        check(Schedule.exponential(0.5, 0.81, 2), 0.5, 0.45, 0.405, 0.3645);
        check(Schedule.inverseTime(0.5, 0.25), 0.5, 0.4, 1 / 3.0, 2 / 7.0);
        check(Schedule.linear(0.5, 0.1, 4), 0.5, 0.4, 0.3, 0.2, 0.1, 0.1);
        check(Schedule.cosine(1, 4), 1, 0.5 + Math.sqrt(0.125), 0.5, 0.5 - Math.sqrt(0.125), 0, 0);
        check(Schedule.inverseTime(1, 1).warmUp(4), 0.25, 0.5, 0.75, 1, 1, 0.5, 1 / 3.0);
        check(Schedule.of(t -> t.sqr()), 0, 1, 4);
    }

    private static void check(Schedule schedule, double... rates) {
        var next = function(outputs(schedule.rate()), schedule.update());
        for (double rate : rates) {
            assertThat(next.applyAsDouble()).isCloseTo(rate, offset(1e-15));
        }
        schedule.counter().setValue(1L);
        assertThat(next.applyAsDouble()).isCloseTo(rates[1], offset(1e-15));
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        Shared w = shared(2.0, "w");
        Shared other = shared(2.0, "other");
        assertThatThrownBy(() -> Optimizer.sgd("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a learning rate is a number, a scalar or a Schedule, not a String");
        assertThatThrownBy(() -> Optimizer.adam(T.vector("rates")))
                .hasMessage("a learning rate is a number, a scalar or a Schedule, not 'rates', a float64 vector");
        assertThatThrownBy(() -> Optimizer.sgd(1).updates(T.sqr(w), w, other))
                .hasMessageStartingWith("the cost does not depend on 'other'");
        assertThatThrownBy(() -> Optimizer.sgd(1).updates(List.<Expr>of(w), List.of(w, other)))
                .hasMessage("updates got 1 gradients for 2 parameters; give one for each");
        assertThatThrownBy(() -> Schedule.cosine(1, 0)).hasMessage("cosine takes at least 1 step, not 0");
        assertThatThrownBy(() -> Optimizer.sgd(1).clipNorm("much").updates(T.sqr(w), w))
                .hasMessage("clipTotalNorm takes a number or a scalar, not a String");
    }
}
