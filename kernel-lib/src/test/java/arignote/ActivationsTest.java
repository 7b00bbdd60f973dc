package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values, slopes and second slopes of activations, beside those of JAX 0.10.2 in float64. */
class ActivationsTest {
    private static final double[] AT = {-30, -3.5, -1, -0.25, 0.4, 1.75, 7.5, 40};

    private static final Map<String, UnaryOperator<Expr>> FUNCTIONS = Map.ofEntries(
            Map.entry("relu", T::relu),
            Map.entry("leakyRelu", T::leakyRelu),
            Map.entry("elu", T::elu),
            Map.entry("eluHalf", x -> T.elu(x, 0.5)),
            Map.entry("selu", T::selu),
            Map.entry("geluTanh", T::geluTanh),
            Map.entry("silu", T::silu),
            Map.entry("mish", T::mish),
            Map.entry("softsign", T::softsign),
            Map.entry("hardTanh", T::hardTanh),
            Map.entry("hardSigmoid", T::hardSigmoid),
            Map.entry("ultraFastSigmoid", T::ultraFastSigmoid));

    /**
     * Three lines each: jax.nn's function, or for the last two the formulas of Theano in jax.numpy; jax.grad of it; jax.grad
     * of that. hard_tanh at -1 has the slope that the clip here has.
     */
    private static final String RIGHT = """
            relu 0.0 0.0 0.0 0.0 0.4 1.75 7.5 40.0
            relu 0.0 0.0 0.0 0.0 1.0 1.0 1.0 1.0
            relu 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
            leakyRelu -0.3 -0.035 -0.01 -0.0025 0.4 1.75 7.5 40.0
            leakyRelu 0.01 0.01 0.01 0.01 1.0 1.0 1.0 1.0
            leakyRelu 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
            elu -0.9999999999999064 -0.9698026165776815 -0.6321205588285577 -0.22119921692859512 0.4 1.75 7.5 40.0
            elu 9.35918009759007e-14 0.03019738342231848 0.36787944117144233 0.7788007830714049 1.0 1.0 1.0 1.0
            elu 9.35918009759007e-14 0.03019738342231848 0.36787944117144233 0.7788007830714049 0.0 0.0 0.0 0.0
            eluHalf -0.4999999999999532 -0.48490130828884076 -0.31606027941427883 -0.11059960846429756 0.4 1.75 7.5 40.0
            eluHalf 4.679590048795035e-14 0.01509869171115924 0.18393972058572117 0.38940039153570244 1.0 1.0 1.0 1.0
            eluHalf 4.679590048795035e-14 0.01509869171115924 0.18393972058572117 0.38940039153570244 0.0 0.0 0.0 0.0
            selu -1.7580993408472123 -1.705009340957283 -1.1113307378125625 -0.3888901974781189 0.4202803949421922 1.838726727872091 7.880257405166104 42.028039494219215
            selu 1.6454368360444989e-13 0.053089999890093616 0.646768603034814 1.3692091433692577 1.0507009873554805 1.0507009873554805 1.0507009873554805 1.0507009873554805
            selu 1.6454368360444989e-13 0.053089999890093616 0.646768603034814 1.3692091433692577 0.0 0.0 0.0 0.0
            geluTanh -0.0 -0.0006161976553737403 -0.1588080093917233 -0.100324649298315 0.2621611694273562 1.6797953823412515 7.5 40.0
            geluTanh 0.0 -0.0024226437601169923 -0.08296408384578258 0.3046459048489396 0.8026588344205614 1.1115969813872026 1.0 1.0
            geluTanh 0.0 -0.008549459160864841 0.24214819798377296 0.7489486142236502 0.6771476890415857 -0.0902788516108359 0.0 0.0
            silu -2.8072868906517896e-12 -0.10259280762974712 -0.2689414213699951 -0.10945587477855048 0.23947506404498087 1.4909174034445436 7.495854160223073 40.0
            silu -2.7137106609631337e-12 -0.07027335282771814 0.07232948812851325 0.37628997842980233 0.6947919584090638 1.072678946044957 1.0035907694083426 1.0
            silu -2.6201344312742334e-12 -0.03684138460884673 0.3023661188100153 0.484616287468517 0.4615528748317749 0.09688808062243677 -0.0030340209701809106 0.0
            mish -2.807286890651921e-12 -0.10409575448637122 -0.30340146137410895 -0.12992696367914106 0.2890305340723632 1.6749324241318018 7.49999541653808 40.0
            mish -2.713710660963396e-12 -0.07276041344326706 0.059216755877395 0.43981560172180534 0.8370175025417963 1.0822689489173323 1.0000085507255048 1.0
            mish -2.6201344312747443e-12 -0.040746167940747854 0.3497056736706449 0.6305818929823923 0.519118555568941 -0.04254485321328322 -1.5865341895690556e-05 0.0
            softsign -0.967741935483871 -0.7777777777777778 -0.5 -0.2 0.28571428571428575 0.6363636363636364 0.8823529411764706 0.975609756097561
            softsign 0.00104058272632674 0.04938271604938271 0.25 0.64 0.510204081632653 0.1322314049586777 0.01384083044982698 0.0005948839976204628
            softsign 6.713436944043522e-05 0.021947873799725653 0.25 1.024 -0.7288629737609331 -0.09616829451540196 -0.0032566659881945875 -2.9018731591242243e-05
            hardTanh -1.0 -1.0 -1.0 -0.25 0.4 1.0 1.0 1.0
            hardTanh 0.0 0.0 1.0 1.0 1.0 0.0 0.0 0.0
            hardTanh 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
            hardSigmoid 0.0 0.0 0.3 0.45 0.5800000000000001 0.8500000000000001 1.0 1.0
            hardSigmoid 0.0 0.0 0.2 0.2 0.2 0.2 0.0 0.0
            hardSigmoid 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
            ultraFastSigmoid 0.00247262315663499 0.031148432331457587 0.25 0.4166666666666667 0.625 0.85 0.997527376843365 0.997527376843365
            ultraFastSigmoid 0.0 0.011470323669929125 0.16666666666666669 0.2962962962962963 0.26041666666666663 0.10666666666666667 0.0 0.0
            ultraFastSigmoid 0.0 0.0 0.1111111111111111 0.26337448559670784 -0.21701388888888884 -0.056888888888888885 0.0 0.0
            """;

    @TestFactory
    Stream<DynamicTest> values_and_two_gradients() {
        List<String> lines = RIGHT.lines().toList();
        assertThat(lines).hasSize(3 * FUNCTIONS.size());
        return Stream.iterate(0, i -> i + 3)
                .limit(FUNCTIONS.size())
                .flatMap(i -> Stream.of("java", "nd4j")
                        .map(mode -> DynamicTest.dynamicTest(lines.get(i).split(" ")[0] + ", " + mode, () -> {
                            Expr x = T.vector("x");
                            Expr y = FUNCTIONS.get(lines.get(i).split(" ")[0]).apply(x);
                            Expr slope = T.grad(T.sum(y), x);
                            Expr second = T.grad(T.sum(slope), x);
                            var f = function(inputs(x), outputs(y, slope, second), mode(mode));
                            List<INDArray> found = f.applyAll(AT);
                            for (int k = 0; k < 3; k++) {
                                assertThat(found.get(k).toDoubleVector())
                                        .as("derivative %d", k)
                                        .containsExactly(numbers(lines.get(i + k)), offset(2e-13));
                            }
                        })));
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" "))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void relu_at_zero_at_infinity_and_at_not_a_number_is_Theanos() {
        Expr x = T.vector("x");
        double[] at = {0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, 1e308};
        var f = function(inputs(x), outputs(T.relu(x), T.grad(T.sum(T.relu(x)), x)));
        assertThat(f.applyAll(at).get(0).toDoubleVector())
                .containsExactly(0, 0, Double.POSITIVE_INFINITY, Double.NaN, 1e308);
        assertThat(f.applyAll(at).get(1).toDoubleVector()).startsWith(0.5, 0, 1).endsWith(1);
        assertThat(T.grad(T.sum(T.relu(x, 0.2)), x)
                        .eval(Map.of(x, new double[] {0, -1}))
                        .toDoubleVector())
                .containsExactly(0.6, 0.2);
    }

    @Test
    void the_slope_of_relu_can_be_learned() {
        Expr x = T.matrix("x");
        Expr alpha = T.vector("alpha");
        Expr y = T.relu(x, alpha);
        List<Expr> by = T.grad(T.sum(y.times(y)), List.of(x, alpha));
        var f = function(inputs(x, alpha), outputs(y, by.get(0), by.get(1)));
        List<INDArray> found = f.applyAll(new double[][] {{-2, 3}, {-1, -4}}, new double[] {0.5, 0.25});
        assertThat(found.get(0).reshape(4).toDoubleVector()).containsExactly(-1, 3, -0.5, -1);
        assertThat(found.get(1).reshape(4).toDoubleVector()).containsExactly(-1, 6, -0.5, -0.5);
        assertThat(found.get(2).toDoubleVector()).containsExactly(2 * (-1.0 * -2 + -0.5 * -1), 2 * (-1.0 * -4));
    }

    @Test
    void softmax_over_any_axis() {
        // scipy.special.softmax(x, axis) of x = [[[1, 2], [3, 0]], [[-1, 1], [900, 0]]]
        Expr x = T.tensor3("x");
        double[][][] at = {{{1, 2}, {3, 0}}, {{-1, 1}, {900, 0}}};
        double[] over0 = {
            0.8807970779778824, 0.7310585786300049, 0, 0.5, 0.11920292202211756, 0.2689414213699951, 1, 0.5
        };
        double[] over1 = {
            0.11920292202211756,
            0.8807970779778824,
            0.8807970779778824,
            0.11920292202211755,
            0,
            0.7310585786300049,
            1,
            0.2689414213699951
        };
        for (String mode : List.of("java", "nd4j")) {
            var f = function(
                    inputs(x),
                    outputs(T.softmax(x, 0), T.softmax(x, -2), T.softmax(x, 2), T.logSoftmax(x, 0)),
                    mode(mode));
            List<INDArray> found = f.applyAll((Object) at);
            assertThat(found.get(0).reshape(8).toDoubleVector()).containsExactly(over0, offset(1e-15));
            assertThat(found.get(1).reshape(8).toDoubleVector()).containsExactly(over1, offset(1e-15));
            assertThat(found.get(2)).isEqualTo(T.softmax(x).eval(Map.of(x, at)));
            assertThat(found.get(3).getDouble(0, 1, 0)).isEqualTo(-897);
        }
        Expr slope = T.grad(T.log(T.softmax(x, 1)).get(1, 0, 0), x); // at a probability of 0
        assertThat(slope.eval(Map.of(x, at)).reshape(8).toDoubleVector()).containsExactly(0, 0, 0, 0, 1, 0, -1, 0);
        assertThatThrownBy(() -> T.softmax(x, 3)).hasMessageContaining("'x' is a float64 tensor3 with 3 axes");
        assertThat(T.softmaxWithBias(T.matrix("m"), T.vector("b"))).hasToString("softmax((m + b))");
    }

    @Test
    void whole_numbers_become_floatX_and_float32_stays() {
        Expr k = T.ivector("k");
        FUNCTIONS.forEach((name, f) -> {
            assertThat(f.apply(k).type().toString()).as(name).isEqualTo("float64 vector");
            assertThat(f.apply(T.fvector("v")).type().toString()).as(name).isEqualTo("float32 vector");
        });
        assertThat(T.relu(k).eval(Map.of(k, new int[] {-2, 3})).toDoubleVector())
                .containsExactly(0, 3);
    }
}
