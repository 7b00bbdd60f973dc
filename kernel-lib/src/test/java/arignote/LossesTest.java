package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Losses, their gradients and second gradients, also where a probability is 0 or 1 to the last bit. */
class LossesTest {
    private static final double[] LOGITS = {-800, -40, -1.5, 0, 2, 40, 800};

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    private static final Map<String, BiFunction<Expr, Expr, Expr>> BINARY = Map.of(
            "of probabilities", (x, y) -> T.binaryCrossentropy(T.sigmoid(x), y),
            "of probabilities by hand",
                    (x, y) -> T.binaryCrossentropy(T.div(1, T.exp(x.negate()).plus(1)), y),
            "of logits", T::sigmoidBinaryCrossentropy);

    @TestFactory
    Stream<DynamicTest> of_two_classes() {
        return BINARY.entrySet().stream()
                .flatMap(e -> Stream.of("java", "nd4j")
                        .map(mode -> DynamicTest.dynamicTest(e.getKey() + ", " + mode, () -> {
                            Expr x = T.vector("x");
                            Expr y = T.scalar("y");
                            Expr loss = e.getValue().apply(x, y);
                            Expr slope = T.grad(T.sum(loss), x);
                            var f = function(inputs(x, y), outputs(loss, slope, T.grad(T.sum(slope), x)), mode(mode));
                            for (double target : new double[] {0, 1, 0.25}) {
                                List<INDArray> found = f.applyAll(LOGITS, target);
                                for (int i = 0; i < LOGITS.length; i++) {
                                    double z = LOGITS[i];
                                    near(found.get(0).getDouble(i), target * softplus(-z) + (1 - target) * softplus(z));
                                    near(found.get(1).getDouble(i), (1 - target) * sigmoid(z) - target * sigmoid(-z));
                                    near(found.get(2).getDouble(i), sigmoid(z) * sigmoid(-z));
                                }
                            }
                        })));
    }

    /** Relative: a loss of 1e-18 is that and not 0. */
    private static void near(double found, double right) {
        assertThat(found).isCloseTo(right, offset(1e-14 * Math.abs(right) + 1e-300));
    }

    private static final Map<String, BiFunction<Expr, Expr, Expr>> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("of probabilities", (x, y) -> T.categoricalCrossentropy(T.softmax(x), y));
        CLASSES.put("of probabilities by hand", (x, y) -> {
            Expr e = T.exp(x);
            return T.categoricalCrossentropy(e.div(e.sum(-1).keepDims()), y);
        });
        CLASSES.put("of logits", T::softmaxCrossentropyWithLogits);
        CLASSES.put("by Theano's name", (x, y) -> T.crossentropySoftmax1Hot(x, y));
        CLASSES.put("by Theano's name, of probabilities", (x, y) -> T.crossentropyCategorical1Hot(T.softmax(x), y));
        CLASSES.put(
                "with a bias", (x, y) -> T.crossentropySoftmax1HotWithBias(x, T.constant(new double[] {5, 5, 5}), y));
    }

    private static final double[][] SCORES = {{800, 0, -800}, {1, 2, 3}, {-750, 0, 0}, {0, 40, 0}};
    private static final int[] RIGHT = {2, 0, 0, -2};

    @TestFactory
    Stream<DynamicTest> of_several_classes_with_whole_numbers_and_with_rows() {
        return CLASSES.entrySet().stream()
                .flatMap(e -> Stream.of("java", "nd4j")
                        .map(mode -> DynamicTest.dynamicTest(e.getKey() + ", " + mode, () -> {
                            Expr x = T.matrix("x");
                            Expr k = T.ivector("k");
                            Expr rows = T.matrix("rows");
                            double[][] oneHot = new double[4][3];
                            for (int i = 0; i < 4; i++) {
                                oneHot[i][(RIGHT[i] + 3) % 3] = 1;
                            }
                            check(e.getValue().apply(x, k), x, k, RIGHT, mode);
                            check(e.getValue().apply(x, rows), x, rows, oneHot, mode);
                        })));
    }

    private static void check(Expr loss, Expr x, Expr target, Object targets, String mode) {
        Expr slope = T.grad(T.sum(loss), x);
        Expr weights = T.matrix("weights");
        Expr second = T.grad(T.sum(slope.times(weights)), x);
        double[][] w = {{1, 0, 0}, {1, -2, 0.5}, {0, 1, 0}, {0, 0, 1}};
        var f = function(inputs(x, target, weights), outputs(loss, slope, second), mode(mode));
        List<INDArray> found = f.applyAll(SCORES, targets, w);
        for (int i = 0; i < 4; i++) {
            double[] s = SCORES[i];
            int right = (RIGHT[i] + 3) % 3;
            double most = Math.max(s[0], Math.max(s[1], s[2]));
            double rest = 0;
            int at = s[0] == most ? 0 : s[1] == most ? 1 : 2;
            for (int j = 0; j < 3; j++) {
                rest += j == at ? 0 : Math.exp(s[j] - most);
            }
            assertThat(found.get(0).getDouble(i)).isCloseTo(most + Math.log1p(rest) - s[right], offset(1e-13));
            double mean = 0;
            double[] p = new double[3];
            for (int j = 0; j < 3; j++) {
                p[j] = Math.exp(s[j] - most) / (1 + rest);
                mean += p[j] * w[i][j];
                assertThat(found.get(1).getDouble(i, j)).isCloseTo(p[j] - (j == right ? 1 : 0), offset(1e-15));
            }
            for (int j = 0; j < 3; j++) { // diag(p) - p p' times the weights
                assertThat(found.get(2).getDouble(i, j)).isCloseTo(p[j] * (w[i][j] - mean), offset(1e-15));
            }
        }
    }

    @Test
    void of_numbers() {
        Expr x = T.vector("x");
        Expr y = T.vector("y");
        double[] at = {0, 1.5, -3, 1};
        double[] target = {0, 1, -1, 1};
        assertThat(value(T.squaredError(x, y), x, at, y, target)).containsExactly(0, 0.25, 4, 0);
        assertThat(value(T.absoluteError(x, y), x, at, y, target)).containsExactly(0, 0.5, 2, 0);
        assertThat(value(T.huber(x, y), x, at, y, target)).containsExactly(0, 0.125, 1.5, 0);
        assertThat(value(T.huber(x, y, 0.5), x, at, y, target)).containsExactly(0, 0.125, 0.875, 0);
        assertThat(value(T.grad(T.sum(T.huber(x, y)), x), x, at, y, target)).containsExactly(0, 0.5, -1, 0);
        assertThat(value(T.hinge(x, y), x, new double[] {0, 1.5, 0.25, -2}, y, new double[] {1, 1, -1, 1}))
                .containsExactly(1, 0, 1.25, 3);
        assertThat(T.squaredError(new double[] {1, 2}, 1).eval().toDoubleVector())
                .containsExactly(0, 1);
    }

    private static double[] value(Expr e, Expr x, Object at, Expr y, Object target) {
        return function(inputs(x, y), outputs(e)).apply(at, target).toDoubleVector();
    }

    @Test
    void divergence() {
        Expr x = T.matrix("x");
        Expr p = T.matrix("p");
        Expr kl = T.klDivergence(T.softmax(x), p);
        var f = function(inputs(x, p), outputs(kl, T.grad(T.sum(kl), x)));
        double[][] at = {{800, 0, -800}, {0, 0, 0}};
        List<INDArray> found = f.applyAll(at, new double[][] {{0, 0.5, 0.5}, {0.25, 0.75, 0}});
        // 0.5 log 0.5 + 0.5 (800 + 1600), and log 3 + 0.25 log 0.25 + 0.75 log 0.75
        assertThat(found.get(0).getDouble(0)).isCloseTo(1200 + Math.log(0.5), offset(1e-12));
        assertThat(found.get(0).getDouble(1))
                .isCloseTo(Math.log(3) + 0.25 * Math.log(0.25) + 0.75 * Math.log(0.75), offset(1e-15));
        assertThat(found.get(1).getRow(0).toDoubleVector()).containsExactly(1, -0.5, -0.5);
    }

    @Test
    void targets_of_whole_numbers_keep_float32() {
        Expr x = T.fmatrix("x");
        for (String dtype : List.of("int32", "int64", "bool")) {
            Expr y = T.cast(T.imatrix("y"), dtype);
            for (Expr loss : List.of(
                    T.binaryCrossentropy(T.sigmoid(x), y),
                    T.sigmoidBinaryCrossentropy(x, y),
                    T.categoricalCrossentropy(T.softmax(x), y),
                    T.softmaxCrossentropyWithLogits(x, y),
                    T.squaredError(x, y),
                    T.huber(x, y),
                    T.hinge(x, y))) {
                assertThat(loss.type().dtype().toString()).isEqualTo("float32");
            }
        }
        Expr k = T.lvector("k");
        assertThat(T.softmaxCrossentropyWithLogits(x, k).type().toString()).isEqualTo("float32 vector");
    }

    @Test
    void penalties() {
        Expr w = T.matrix("w");
        Expr b = T.vector("b");
        var f = function(inputs(w, b), outputs(T.l1(w, b), T.l2(w, b)));
        List<INDArray> found = f.applyAll(new double[][] {{1, -2}}, new double[] {-3});
        assertThat(found.get(0).getDouble(0)).isEqualTo(6);
        assertThat(found.get(1).getDouble(0)).isEqualTo(14);
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        Expr x = T.matrix("x");
        assertThatThrownBy(() -> T.categoricalCrossentropy(x, T.vector("y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "categoricalCrossentropy of 'x', a float64 matrix, takes a target of the same rank, or whole"
                                + " numbers with one axis less, and 'y' is a float64 vector");
        Expr k = T.ivector("k");
        Expr loss = T.softmaxCrossentropyWithLogits(x.name("scores"), k);
        assertThatThrownBy(() -> function(inputs(x, k), outputs(loss)).apply(new double[2][3], new int[] {0, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'k' has 3 at place 1")
                .hasMessageContaining("the 3 places 0 to 2 along its last axis");
        assertThatThrownBy(() -> function(inputs(x, k), outputs(loss)).apply(new double[2][3], new int[] {0}))
                .hasMessageContaining("one whole number is needed for each row");
        assertThatThrownBy(() -> T.l1()).hasMessage("l1 got no parameter; give expressions");
    }
}
