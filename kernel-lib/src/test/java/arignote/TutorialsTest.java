package arignote;

import static arignote.Arignote.allowInputDowncast;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.linspace;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.Arignote.updates;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.eager.Variable;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the tutorials compute, beside what NumPy and PyTensor give for the same steps and seeds. */
class TutorialsTest {
    private static JsonObject reference(String tutorial, int seed) {
        try (Reader r = new InputStreamReader(
                TutorialsTest.class.getResourceAsStream("/tutorials.json"), StandardCharsets.UTF_8)) {
            for (JsonElement e : JsonParser.parseReader(r).getAsJsonObject().getAsJsonArray(tutorial)) {
                if (e.getAsJsonObject().get("seed").getAsInt() == seed) {
                    return e.getAsJsonObject();
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new AssertionError(tutorial + " has no seed " + seed);
    }

    private static void agree(JsonObject reference, String name, double... values) {
        JsonElement e = reference.get(name);
        JsonArray expected = e.isJsonArray() ? e.getAsJsonArray() : new JsonArray();
        if (!e.isJsonArray()) {
            expected.add(e);
        }
        assertThat(values).as(name).hasSize(expected.size());
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("%s %d", name, i)
                    .isCloseTo(expected.get(i).getAsDouble(), Percentage.withPercentage(1e-7));
        }
    }

    private static void sameBits(JsonObject reference, String name, INDArray values) {
        JsonArray expected = reference.getAsJsonArray(name);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(values.getDouble(i))
                    .as("%s %d", name, i)
                    .isEqualTo(expected.get(i).getAsDouble());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void slides(int seed) {
        JsonObject ref = reference("slides_line", seed);
        RandomState rng = new RandomState(seed);
        INDArray xData = rng.uniform(-5, 5, 100);
        INDArray tData = xData.mul(2).add(1.5).add(rng.randn(100));
        sameBits(ref, "x_first3", xData);
        sameBits(ref, "t_first3", tData);

        Expr x = T.vector("x");
        Expr t = T.vector("t");
        Shared p0 = shared(0.0, "p0");
        Shared p1 = shared(0.0, "p1");
        Expr cost = T.mean(T.sqr(t.minus(p0.plus(x.times(p1)))));
        double rate = 0.0005;
        CompiledFunction train = function(
                inputs(x, t),
                outputs(cost),
                updates(List.of(
                        update(p0, p0.minus(T.grad(cost, p0).times(rate))),
                        update(p1, p1.minus(T.grad(cost, p1).times(rate))))),
                allowInputDowncast());
        double[] costs = new double[500];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = train.applyAsDouble(xData, tData);
        }
        agree(ref, "cost_epoch_0", costs[0]);
        agree(ref, "cost_epoch_1", costs[1]);
        agree(ref, "cost_epoch_99", costs[99]);
        agree(ref, "cost_epoch_499", costs[499]);
        agree(ref, "p0", p0.item());
        agree(ref, "p1", p1.item());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sixteen_points(int seed) {
        JsonObject ref = reference("sixteen_points", seed);
        double[] xData = {3, 4, 5, 6.1, 6.3, 2.88, 8.89, 5.62, 6.9, 1.97, 8.22, 9.81, 4.83, 7.27, 5.14, 3.08};
        double[] yData = {0.9, 1.6, 1.9, 2.9, 1.54, 1.43, 3.06, 2.36, 2.3, 1.11, 2.57, 3.15, 1.5, 2.64, 2.20, 1.21};
        RandomState rng = new RandomState(seed);
        Shared m = shared(rng.randn(), "m");
        Shared c = shared(rng.randn(), "c");
        agree(ref, "m_start", m.item());
        agree(ref, "c_start", c.item());
        Expr x = T.vector("x");
        Expr y = T.vector("y");
        Expr prediction = T.dot(x, m).plus(c);
        Expr cost = T.sum(T.pow(prediction.minus(y), 2)).div(2 * xData.length);
        CompiledFunction train = function(
                inputs(x, y),
                outputs(cost),
                update(m, m.minus(T.grad(cost, m).times(0.01))),
                update(c, c.minus(T.grad(cost, c).times(0.01))));
        CompiledFunction test = function(inputs(x), outputs(prediction));
        double[] costs = new double[10_000];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = train.applyAsDouble(xData, yData);
        }
        for (int step : new int[] {0, 1, 10, 100, 999, 1000, 9999}) {
            agree(ref, "cost_step_" + step, costs[step]);
        }
        agree(ref, "m", m.item());
        agree(ref, "c", c.item());
        agree(ref, "test_linspace_0_10_10", test.apply(linspace(0, 10, 10)).toDoubleVector());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noisy_line(int seed) {
        JsonObject ref = reference("noisy_line", seed);
        double[] xData = linspace(-1, 1, 101);
        RandomState rng = new RandomState(seed);
        double[] yData = new double[xData.length];
        double[] noise = rng.randn(xData.length).toDoubleVector();
        for (int i = 0; i < yData.length; i++) {
            yData[i] = 2 * xData[i] + 1 + 0.33 * noise[i];
        }
        agree(ref, "y_first3", yData[0], yData[1], yData[2]);
        Trained line = oneByOne(xData, yData);
        agree(ref, "after_epoch_1", line.afterFirstEpoch);
        agree(ref, "w", line.slope.item());
        agree(ref, "b", line.intercept.item());
        agree(ref, "last_cost", line.lastCost);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void train_and_test(int seed) {
        JsonObject ref = reference("train_and_test", seed);
        RandomState rng = new RandomState(seed);
        double[] trainX = linspace(0, 1, 100);
        double[] testX = linspace(1, 2, 100);
        double[] trainY = noisy(trainX, rng);
        double[] testY = noisy(testX, rng);
        agree(ref, "train_y_first3", trainY[0], trainY[1], trainY[2]);
        agree(ref, "test_y_first3", testY[0], testY[1], testY[2]);
        Trained line = oneByOne(trainX, trainY);
        agree(ref, "after_epoch_1", line.afterFirstEpoch);
        agree(ref, "W0", line.slope.item());
        agree(ref, "W1", line.intercept.item());
        agree(ref, "last_cost", line.lastCost);
        Expr x = T.scalar("x");
        Expr model = x.times(line.slope).plus(line.intercept);
        agree(
                ref,
                "fit_at_first_middle_last",
                model.item(Map.of(x, trainX[0])),
                model.item(Map.of(x, testX[0])),
                model.item(Map.of(x, testX[99])));
        agree(ref, "train_mse", line.meanSquaredError(trainX, trainY));
        agree(ref, "test_mse", line.meanSquaredError(testX, testY));
    }

    private static double[] noisy(double[] x, RandomState rng) {
        double[] noise = rng.randn(x.length).toDoubleVector();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 5 + (2 * x[i] + 0.33 * noise[i]);
        }
        return y;
    }

    private record Trained(Shared slope, Shared intercept, double[] afterFirstEpoch, double lastCost) {
        double meanSquaredError(double[] xData, double[] yData) {
            Expr x = T.vector("x");
            Expr y = T.vector("y");
            Expr error = T.mean(T.sqr(x.times(slope).plus(intercept).minus(y)));
            return error.item(Map.of(x, xData, y, yData));
        }
    }

    /** 100 epochs of one sample a call. */
    private static Trained oneByOne(double[] xData, double[] yData) {
        Expr x = T.scalar("x");
        Expr y = T.scalar("y");
        Shared w = shared(0.0, "w");
        Shared b = shared(0.0, "b");
        Expr cost = T.mean(T.sqr(x.times(w).plus(b).minus(y)));
        List<Expr> gradients = T.grad(cost, List.of(w, b));
        CompiledFunction train = function(
                inputs(x, y),
                outputs(cost),
                updates(
                        update(w, w.minus(gradients.get(0).times(0.01))),
                        update(b, b.minus(gradients.get(1).times(0.01)))),
                allowInputDowncast());
        double[] first = null;
        double last = 0;
        for (int epoch = 0; epoch < 100; epoch++) {
            for (int i = 0; i < xData.length; i++) {
                last = train.applyAsDouble(xData[i], yData[i]);
            }
            if (epoch == 0) {
                first = new double[] {w.item(), b.item()};
            }
        }
        return new Trained(w, b, first, last);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void gradient_descent(int seed) {
        JsonObject ref = reference("gradient_descent", seed);
        RandomState rng = new RandomState(seed);
        INDArray[] few = fakeData(50, rng);
        sameBits(ref, "x_first3", few[0]);
        sameBits(ref, "y_first3", few[1]);
        agree(ref, "mse_guess_10_5", meanSquaredError(few, 10, 5));

        INDArray[] many = fakeData(10_000, rng);
        Variable x = Variable.of(many[0]);
        Variable y = Variable.of(many[1]);
        Variable a = Variable.parameter(rng.randn(), "a");
        Variable b = Variable.parameter(rng.randn(), "b");
        agree(ref, "a_start", a.item());
        agree(ref, "b_start", b.item());
        double[] losses = new double[10];
        for (int step = 0; step < 10_000; step++) {
            Variable loss = y.minus(a.times(x).plus(b)).pow(2).mean();
            if (step % 1000 == 0) {
                losses[step / 1000] = loss.item();
            }
            a.zeroGrad();
            b.zeroGrad();
            loss.backward();
            a.step(-1e-3);
            b.step(-1e-3);
        }
        agree(ref, "loss_every_1000", losses);
        agree(ref, "a", a.item());
        agree(ref, "b", b.item());

        INDArray[] last = fakeData(50, rng);
        double slope = -1;
        double intercept = 1;
        agree(ref, "avg_loss_start", Math.sqrt(meanSquaredError(last, slope, intercept)));
        int frames = ref.get("frames").getAsInt();
        int updates = ref.get("updates_per_frame").getAsInt();
        for (int i = 0; i < frames * updates; i++) {
            if (i == updates) {
                agree(ref, "frame_1", slope, intercept);
            }
            if (i == (frames - 1) * updates) {
                agree(ref, "frame_" + (frames - 1), slope, intercept);
            }
            INDArray rest = last[1].sub(last[0].mul(slope).add(intercept));
            double bySlope = -2 * last[0].mul(rest).meanNumber().doubleValue();
            double byIntercept = -2 * rest.meanNumber().doubleValue();
            slope -= 0.01 * bySlope;
            intercept -= 0.01 * byIntercept;
        }
        agree(ref, "a_end", slope);
        agree(ref, "b_end", intercept);
    }

    private static INDArray[] fakeData(int n, RandomState rng) {
        INDArray x = rng.uniform(0, 1, n);
        INDArray y = x.mul(3).add(8).add(rng.normal(0, 3, n).mul(0.1));
        return new INDArray[] {x, y};
    }

    private static double meanSquaredError(INDArray[] data, double slope, double intercept) {
        INDArray rest = data[0].mul(slope).add(intercept).sub(data[1]);
        return rest.mul(rest).meanNumber().doubleValue();
    }
}
