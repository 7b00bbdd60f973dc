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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Normalisation, dropout, embedding and attention, beside JAX 0.10.2 in float64. */
class LayersTest {
    private static final Map<String, double[]> RIGHT = new HashMap<>();

    private static void put(String name, double... numbers) {
        RIGHT.put(name, numbers);
    }

    // jax.numpy by the formulas of the papers, and jax.grad, at quarters of whole numbers without an order
    static {
        // spotless:off
        put("batch", -2.306206979497898, 0.32960852008883046, 1.6815659196446782, 1.480766323461951, 0.7765361733629434, -0.10614469345177391, 1.102068993165966, 1.2234638266370566, -1.8938553065482262, 0.7233716628699811, 1.6703914799111694, -3.681565919644678);
        put("batch by x", 0.054222720409513744, -0.0008570041290011654, 0.8904272900322214, 0.2263576511112611, -0.0002856680430003977, -2.68270859181668, -0.018074240136504563, 0.0002856680430003977, 2.68270859181668, -0.26250613138427026, 0.0008570041290011654, -0.8904272900322214);
        put("batch by gamma", 1.4043359331809442, 1.1173191331852825, -1.1173191331852825);
        put("batch by beta", 0.25, -0.5, 0.0);
        put("mean", 0.4375, 0.125, -0.875);
        put("running variance", 1.0307291666666667, 0.9104166666666667, 0.9104166666666667);
        put("spatial", -2.3579357886459453, 0.8169425627491186, -0.9972736380480609, 2.1776047133470033, 0.8054498963285628, 1.4971835982714508, 0.2866496198713968, 0.9783833218142848, -2.8740705158285222, 1.4987606877713628, -1.0, -3.498760687771363, 0.8169425627491186, -0.9972736380480609, 2.1776047133470033, 0.36338851254982374, 1.4971835982714508, 0.2866496198713968, 0.9783833218142848, 1.6701170237571727, 1.4987606877713628, -1.0, -3.498760687771363, 0.8740705158285222);
        put("spatial by x", -0.3511877246906867, 0.40172088920616517, -0.1580994759346916, 0.5948091379621604, 0.008727314243769416, 0.32356371457069993, -0.14093327325856747, 0.17390312706836303, 0.9884607784902412, 0.1656914537105918, -1.3274666153785366, 0.30282617524653876, -0.5053872111924246, 1.2025626746631928, -0.31229896243642935, -0.8721193275772862, -0.19523656188646604, 0.2049335777128765, -0.34489714938880295, -0.03006074906187243, -1.0836888901750896, 0.5466039004499856, -0.9465541686391427, 1.3541273662954114);
        put("layer", -1.493697615533295, 0.3606442076377918, -1.2324930154044393, 2.087103528862585, 1.0, -3.4494713718167804, 2.087103528862585, 1.0, -3.4494713718167804, 2.087103528862585, 1.0, -3.4494713718167804);
        put("layer by x", 0.009417291931271832, 0.007077955030933891, -0.016495246962205723, -0.05101457916475502, 0.10206130715903253, -0.051046727994277535, 0.22963220024540854, -0.4592758822156462, 0.229643681970238, -4.592689931748328e-06, 5.551115123125783e-17, 4.592689931859351e-06);
        put("attention", -0.19714125321362921, -0.06278659145712444, 0.5991438095210635, 0.21118074796579067, -0.6529518699144766, -0.038819252034209335, -0.75, 0.0, 0.75, -0.2274493703099003, 0.5225506296900998, -0.07802871836670841, 0.2665485811972311, 0.08362854700692213, 0.01654858119723114, -0.5, 0.25, -0.75);
        put("attention by q", -0.08396748870395213, -0.13507586720360687, -3.279271732880499e-18, -1.3893614533973288e-17, 0.0, 0.0, -0.10705446792796769, 0.13036547754949424, 0.09900118960877999, 0.09900118960877993, 0.0, 0.0);
        put("attention by k", -0.1344449638605102, 0.05377798554420408, -0.019657068653713368, 0.007862827461485346, 4.906538933386797e-18, -1.2266347333466992e-17, 0.15410203251422355, -0.06164081300568942, -0.0025239684462455034, 0.0, -0.20505387706118208, 0.09900118960877996, 0.13200158614503993, -0.09900118960877995, 0.07557625936238764, 0.0);
        put("attention by v", -0.048938589352769346, -0.10053070532361533, 0.3505307053236153, 0.013656509456548744, 0.012581371288830296, -0.05140062332303963, 0.46118074796579067, 0.0, -0.46118074796579067, -0.17589866806957005, 0.08794933403478503, -0.08794933403478503, -0.5, 0.1937309090943248, -0.2218654545471624, -0.11672570940138442, -0.0961593040220726, 0.16480536141242072, -0.13327429059861556, 0.2665485811972311, 0.0, 0.0, -0.1141201862694834, 0.0570600931347417);
        put("matrices", -0.11166277457070993, -0.19415885076685763, 0.4846075171121069, 0.20282709822535228, -0.40713229700763287, 0.27439627179072845, -0.14651953661206388, 0.1269186084275648, -0.012450306202607786);
        // spotless:on
    }

    private static INDArray pattern(int factor, int modulus, long... shape) {
        INDArray made = Nd4j.create(org.nd4j.linalg.api.buffer.DataType.DOUBLE, shape);
        for (long i = 0; i < made.length(); i++) {
            made.putScalar(i, (Math.floorMod(i * factor, modulus) - modulus / 2) / 4.0);
        }
        return made;
    }

    private static void near(String name, INDArray found) {
        assertThat(found.dup('c').reshape(found.length()).toDoubleVector())
                .as(name)
                .containsExactly(RIGHT.get(name), offset(2e-12));
    }

    private static final double[] GAMMA = {1.5, -0.5, 2.0};
    private static final double[] BETA = {0.25, 1.0, -1.0};

    @Test
    void batches_by_their_own_means() {
        Expr x = T.matrix("x");
        Expr gamma = T.vector("gamma");
        Expr beta = T.vector("beta");
        BatchNormalization batch = T.batchNormalizationTrain(x, gamma, beta);
        Expr cost = T.sum(batch.output().times(T.constant(pattern(3, 5, 4, 3))));
        List<Expr> by = T.grad(cost, List.of(x, gamma, beta));
        Shared mean = shared(new double[3], "mean");
        Shared variance = shared(new double[] {1, 1, 1}, "variance");
        for (String mode : List.of("java", "nd4j")) {
            mean.setValue(new double[3]);
            variance.setValue(new double[] {1, 1, 1});
            var f = function(
                    inputs(x, gamma, beta),
                    outputs(batch.output(), by.get(0), by.get(1), by.get(2), batch.mean(), batch.invStd()),
                    updates(batch.updates(mean, variance)),
                    mode(mode));
            List<INDArray> found = f.applyAll(pattern(7, 11, 4, 3), GAMMA, BETA);
            near("batch", found.get(0));
            near("batch by x", found.get(1));
            near("batch by gamma", found.get(2));
            near("batch by beta", found.get(3));
            near("mean", found.get(4));
            assertThat(found.get(4).shape()).containsExactly(1, 3);
            near("running variance", variance.getValue());
            near("mean", mean.getValue().mul(10));
        }
        Expr test = T.batchNormalizationTest(x, gamma, beta, mean, variance);
        double v = RIGHT.get("running variance")[1];
        assertThat(test.eval(Map.of(x, new double[][] {{0, 2, 0}}, gamma, GAMMA, beta, BETA))
                        .getDouble(0, 1))
                .isCloseTo((2 - RIGHT.get("mean")[1] / 10) / Math.sqrt(v + 1e-4) * -0.5 + 1, offset(1e-14));
        T.verifyGrad(
                p -> T.grad(
                        T.sum(T.batchNormalizationTrain(p.get(0), p.get(1), p.get(1))
                                .output()
                                .pow(3)),
                        p.get(0)),
                List.of(pattern(7, 11, 4, 3), GAMMA),
                new RandomState(1),
                1e-5,
                1e-6);
    }

    @Test
    void channels_of_images() {
        Expr x = T.tensor4("x");
        Expr gamma = T.constant(GAMMA);
        Expr beta = T.constant(BETA);
        BatchNormalization batch = T.batchNormalizationTrain(x, gamma, beta, "spatial", 1e-5);
        Expr cost = T.sum(batch.output().times(T.constant(pattern(3, 5, 2, 3, 2, 2))));
        var f = function(inputs(x), outputs(batch.output(), T.grad(cost, x)));
        List<INDArray> found = f.applyAll(pattern(7, 11, 2, 3, 2, 2));
        near("spatial", found.get(0));
        near("spatial by x", found.get(1));
        Expr own = T.batchNormalizationTest(
                x, gamma, beta, batch.mean(), batch.variance().dimshuffle(1), "spatial", 1e-5);
        near("spatial", own.eval(Map.of(x, pattern(7, 11, 2, 3, 2, 2))));
    }

    @Test
    void layers_along_the_last_axis() {
        Expr x = T.matrix("x");
        Expr y = T.layerNormalization(x, T.constant(GAMMA), T.constant(BETA));
        Expr cost = T.sum(y.times(T.constant(pattern(3, 5, 4, 3))));
        var f = function(inputs(x), outputs(y, T.grad(cost, x)));
        near("layer", f.applyAll(pattern(7, 11, 4, 3)).get(0));
        near("layer by x", f.applyAll(pattern(7, 11, 4, 3)).get(1));
    }

    @Test
    void dropped_elements_are_zero_and_the_others_larger() {
        Expr x = T.vector("x");
        Expr mask = T.ivector("mask");
        Expr y = T.dropout(x, 0.75, mask);
        var f = function(inputs(x, mask), outputs(y, T.grad(T.sum(y), x)));
        List<INDArray> found = f.applyAll(new double[] {1, 2, 3}, new int[] {1, 0, 1});
        assertThat(found.get(0).toDoubleVector()).containsExactly(4, 0, 12);
        assertThat(found.get(1).toDoubleVector()).containsExactly(4, 0, 4);
        assertThat(T.dropout(T.fvector("f"), 0.5, mask).type().toString()).isEqualTo("float32 vector");
        assertThatThrownBy(() -> T.dropout(x, 1, mask))
                .hasMessage("dropout of 'x' drops with a probability from 0 to less than 1, not 1");
    }

    @Test
    void rows_of_a_table() {
        Shared table = shared(new double[][] {{1, 2}, {3, 4}, {5, 6}}, "table");
        Expr ids = T.imatrix("ids");
        Expr y = T.embedding(table, ids);
        Expr slope = T.grad(T.sum(y.sqr()), table);
        Expr second = T.grad(T.sum(slope.times(table)), table);
        for (String mode : List.of("java", "nd4j")) {
            var f = function(inputs(ids), outputs(y, slope, second), mode(mode));
            List<INDArray> found = f.applyAll((Object) new int[][] {{2, 0}, {-1, 2}});
            assertThat(found.get(0).shape()).containsExactly(2, 2, 2);
            assertThat(found.get(0).reshape(8).toDoubleVector()).containsExactly(5, 6, 1, 2, 5, 6, 5, 6);
            assertThat(found.get(1).reshape(6).toDoubleVector()).containsExactly(2, 4, 0, 0, 30, 36);
            assertThat(found.get(2).reshape(6).toDoubleVector()).containsExactly(4, 8, 0, 0, 60, 72);
            assertThatThrownBy(() -> f.applyAll((Object) new int[][] {{3}}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'ids' has 3 at place 0, but 'table' has 3 rows, counted from 0");
        }
        assertThatThrownBy(() -> T.embedding(table, T.vector("v")))
                .hasMessage(
                        "rows are taken of a table at whole numbers, but 'table' is a float64 matrix and 'v' is a float64"
                                + " vector");
    }

    @Test
    void attention_to_what_the_mask_lets_through() {
        Expr q = T.tensor3("q");
        Expr k = T.tensor3("k");
        Expr v = T.tensor3("v");
        boolean[][] mask = {{true, true, false, true}, {false, true, true, false}, {true, false, false, false}};
        double[][] added = {{0, 0, -1e30, 0}, {-1e30, 0, 0, -1e30}, {0, -1e30, -1e30, -1e30}};
        Expr y = T.attention(q, k, v, T.constant(mask));
        Expr cost = T.sum(y.times(T.constant(pattern(3, 5, 2, 3, 3))));
        List<Expr> by = T.grad(cost, List.of(q, k, v));
        Object[] at = {pattern(7, 11, 2, 3, 2), pattern(5, 13, 2, 4, 2), pattern(3, 7, 2, 4, 3)};
        for (String mode : List.of("java", "nd4j")) {
            var f = function(
                    inputs(q, k, v),
                    outputs(y, by.get(0), by.get(1), by.get(2), T.attention(q, k, v, T.constant(added))),
                    mode(mode));
            List<INDArray> found = f.applyAll(at);
            near("attention", found.get(0));
            near("attention by q", found.get(1));
            near("attention by k", found.get(2));
            near("attention by v", found.get(3));
            near("attention", found.get(4));
        }
        Expr a = T.matrix("a");
        Expr b = T.matrix("b");
        Expr c = T.matrix("c");
        near(
                "matrices",
                T.attention(a, b, c)
                        .eval(Map.of(
                                a, ((INDArray) at[0]).slice(0).dup('c'),
                                b, ((INDArray) at[1]).slice(0).dup('c'),
                                c, ((INDArray) at[2]).slice(0).dup('c'))));
        assertThatThrownBy(() -> T.attention(q, k, c)).hasMessageEndingWith("but 'c' is a float64 matrix");
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        Expr x = T.matrix("x");
        Expr v = T.vector("v");
        assertThatThrownBy(() -> T.batchNormalizationTrain(x, v, v, "rows", 1e-4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "axes of batch normalisation are \"per-activation\", \"spatial\", or numbers behind epsilon, not"
                                + " \"rows\"");
        assertThatThrownBy(() -> T.batchNormalizationTrain(x, T.scalar("g"), v))
                .hasMessage("gamma of batch normalisation has the 1 axes of 'x' that are left, or all 2, but 'g' is a"
                        + " float64 scalar");
        assertThatThrownBy(() -> T.batchNormalizationTrain(x, v, v, 1e-4))
                .hasMessage("batch normalisation of 'x' got no axes; give for instance 0");
    }
}
