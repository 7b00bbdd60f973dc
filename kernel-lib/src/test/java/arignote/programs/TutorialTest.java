package arignote.programs;

import static arignote.Arignote.function;
import static arignote.Arignote.givens;
import static arignote.Arignote.in;
import static arignote.Arignote.inputs;
import static arignote.Arignote.named;
import static arignote.Arignote.noDefaultUpdates;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.swap;
import static arignote.Arignote.update;
import static arignote.Arignote.withoutUpdates;
import static arignote.programs.Program.generated;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Conv2d;
import arignote.Expr;
import arignote.RandomState;
import arignote.RandomStreams;
import arignote.Shared;
import arignote.T;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Theano's tutorial, line by line; the same programs in Python are in {@code tutorial.py}. */
class TutorialTest {
    private static final Program PYTENSOR = new Program("tutorial");

    @Test
    void adding() {
        Expr x = T.dscalar("x");
        Expr y = T.dscalar("y");
        Expr z = x.plus(y);
        CompiledFunction f = function(inputs(x, y), outputs(z));
        PYTENSOR.check("adding.scalars", f.apply(2, 3), f.apply(16.3, 12.1));
        PYTENSOR.check("adding.eval", z.eval(Map.of(x, 16.3, y, 12.1)));

        Expr X = T.dmatrix("x");
        Expr Y = T.dmatrix("y");
        CompiledFunction g = function(inputs(X, Y), outputs(X.plus(Y)));
        PYTENSOR.check("adding.matrices", g.apply(new double[][] {{1, 2}, {3, 4}}, new double[][] {{10, 20}, {30, 40}
        }));

        Expr a = T.vector();
        Expr b = T.vector();
        Expr out = a.pow(2).plus(b.pow(2)).plus(a.times(2).times(b));
        CompiledFunction square = function(inputs(a, b), outputs(out));
        PYTENSOR.check("adding.square", square.apply(new double[] {0, 1, 2}, new double[] {4, 5, 6}));
        generated(f, g, square);
    }

    @Test
    void a_logistic_function() {
        Expr x = T.dmatrix("x");
        Expr s = T.div(1, T.exp(x.negate()).plus(1));
        CompiledFunction logistic = function(inputs(x), outputs(s));
        PYTENSOR.check("logistic", logistic.apply(new double[][] {{0, 1}, {-1, -2}}));
        Expr s2 = T.tanh(x.div(2)).plus(1).div(2);
        CompiledFunction logistic2 = function(inputs(x), outputs(s2));
        PYTENSOR.check("logistic.tanh", logistic2.apply(new double[][] {{0, 1}, {-1, -2}}));
        generated(logistic, logistic2);
    }

    @Test
    void several_outputs() {
        Expr a = T.dmatrix("a");
        Expr b = T.dmatrix("b");
        Expr diff = a.minus(b);
        Expr absDiff = T.abs(diff);
        Expr diffSquared = diff.pow(2);
        CompiledFunction f = function(inputs(a, b), outputs(diff, absDiff, diffSquared));
        PYTENSOR.check(
                "outputs",
                f.applyAll(new double[][] {{1, 1}, {1, 1}}, new double[][] {{0, 1}, {2, 3}})
                        .toArray());
        generated(f);
    }

    @Test
    void defaults_of_inputs() {
        Expr x = T.dscalar("x");
        Expr y = T.dscalar("y");
        Expr z = x.plus(y);
        CompiledFunction f = function(inputs(x, in(y).value(1)), outputs(z));
        PYTENSOR.check("defaults", f.apply(33), f.apply(33, 2));

        Expr w = T.dscalar("w");
        Expr product = x.plus(y).times(w);
        CompiledFunction g = function(inputs(x, in(y).value(1), in(w).value(2).name("w_by_name")), outputs(product));
        PYTENSOR.check(
                "defaults.named",
                g.apply(33),
                g.apply(33, 2),
                g.apply(33, 0, 1),
                g.apply(33, Map.of("w_by_name", 1)),
                g.apply(33, Map.of("w_by_name", 1, "y", 0)));
        generated(f, g);
    }

    @Test
    void an_accumulator() {
        Shared state = shared(0);
        Expr inc = T.iscalar("inc");
        CompiledFunction accumulator = function(inputs(inc), outputs(state), update(state, state.plus(inc)));
        List<Object> kept = new ArrayList<>(List.of(state.getValue(), accumulator.apply(1), state.getValue()));
        kept.addAll(List.of(accumulator.apply(300), state.getValue()));
        state.setValue(-1);
        kept.addAll(List.of(accumulator.apply(3), state.getValue()));
        CompiledFunction decrementor = function(inputs(inc), outputs(state), update(state, state.minus(inc)));
        kept.addAll(List.of(decrementor.apply(2), state.getValue()));
        Expr fnOfState = state.times(2).plus(inc);
        Expr foo = T.iscalar("foo");
        CompiledFunction skipShared = function(inputs(inc, foo), outputs(fnOfState), givens(Map.of(state, foo)));
        kept.addAll(List.of(skipShared.apply(1, 3), state.getValue()));
        PYTENSOR.check("accumulator", kept);
        generated(accumulator, decrementor, skipShared);
    }

    @Test
    void a_copy_of_an_accumulator() {
        Shared state = shared(0);
        Expr inc = T.iscalar("inc");
        CompiledFunction accumulator = function(inputs(inc), outputs(state), update(state, state.plus(inc)));
        List<Object> kept = new ArrayList<>(List.of(accumulator.apply(10), state.getValue()));
        Shared newState = shared(0);
        CompiledFunction newAccumulator = accumulator.copy(swap(state, newState));
        kept.addAll(List.of(newAccumulator.apply(100), newState.getValue(), state.getValue()));
        CompiledFunction nullAccumulator = accumulator.copy(withoutUpdates(), named("null"));
        kept.addAll(List.of(nullAccumulator.apply(9000), state.getValue()));
        PYTENSOR.check("accumulator.copy", kept);
        generated(newAccumulator, nullAccumulator);
    }

    /** The numbers are Theano's only in their distribution, so what the tutorial says of them is asked. */
    @Test
    void random_streams() {
        RandomStreams srng = new RandomStreams(234);
        Expr rvU = srng.uniform(List.of(2, 2));
        Expr rvN = srng.normal(List.of(2, 2));
        CompiledFunction f = function(outputs(rvU));
        CompiledFunction g = function(outputs(rvN), noDefaultUpdates());
        CompiledFunction nearlyZeros = function(outputs(rvU.plus(rvU).minus(rvU.times(2))));
        INDArray fVal0 = f.apply();
        INDArray fVal1 = f.apply();
        assertThat(fVal0).isNotEqualTo(fVal1);
        assertThat(fVal0.minNumber().doubleValue()).isGreaterThanOrEqualTo(0);
        assertThat(fVal0.maxNumber().doubleValue()).isLessThan(1);
        assertThat(g.apply()).isEqualTo(g.apply());
        assertThat(nearlyZeros.apply()).isEqualTo(Nd4j.zeros(2, 2));

        // the state can be kept and put back, and both be seeded
        Shared rngVal = srng.state(rvU);
        INDArray before = rngVal.getValue();
        INDArray v1 = f.apply();
        INDArray v2 = f.apply();
        rngVal.setValue(before);
        assertThat(f.apply()).isEqualTo(v1).isNotEqualTo(v2);
        srng.seed(902340);
        INDArray seeded = f.apply();
        srng.seed(902340);
        assertThat(f.apply()).isEqualTo(seeded);
        generated(f, g, nearlyZeros);
    }

    @Test
    void a_real_example_logistic_regression() {
        RandomState rng = new RandomState(1234);
        int N = 400;
        int feats = 784;
        INDArray D0 = rng.randn(N, feats);
        INDArray D1 = rng.randint(0, 2, N);
        int trainingSteps = 200;
        Expr x = T.dmatrix("x");
        Expr y = T.dvector("y");
        Shared w = shared(rng.randn(feats), "w");
        Shared b = shared(0.0, "b");
        Expr p1 = T.div(1, T.exp(T.dot(x, w).negate().minus(b)).plus(1));
        Expr prediction = p1.gt(0.5);
        Expr xent = y.negate().times(T.log(p1)).minus(T.sub(1, y).times(T.log(T.sub(1, p1))));
        Expr cost = xent.mean().plus(w.pow(2).sum().times(0.01));
        List<Expr> g = T.grad(cost, List.of(w, b));
        CompiledFunction train = function(
                inputs(x, y),
                outputs(prediction, xent),
                update(w, w.minus(g.get(0).times(0.1))),
                update(b, b.minus(g.get(1).times(0.1))));
        CompiledFunction predict = function(inputs(x), outputs(prediction));
        List<INDArray> last = train.applyAll(D0, D1);
        PYTENSOR.check("regression.first", last.get(1));
        for (int i = 1; i < trainingSteps; i++) {
            last = train.applyAll(D0, D1);
        }
        PYTENSOR.check("regression.last", last.get(1));
        PYTENSOR.check("regression.w", w.getValue());
        PYTENSOR.check("regression.b", b.item());
        PYTENSOR.check("regression.prediction", predict.apply(D0));
        generated(train, predict);
    }

    @Test
    void gradients() {
        Expr x = T.dscalar("x");
        Expr y = x.pow(2);
        Expr gy = T.grad(y, x);
        CompiledFunction f = function(inputs(x), outputs(gy));
        PYTENSOR.check("gradients.square", f.apply(4), f.apply(94.2));
        Expr X = T.dmatrix("x");
        Expr s = T.sum(T.div(1, T.exp(X.negate()).plus(1)));
        Expr gs = T.grad(s, X);
        CompiledFunction dlogistic = function(inputs(X), outputs(gs));
        PYTENSOR.check("gradients.logistic", dlogistic.apply(new double[][] {{0, 1}, {-1, -2}}));
        generated(f, dlogistic);
    }

    @Test
    void a_jacobian_by_a_loop() {
        Expr x = T.dvector("x");
        Expr y = x.pow(2);
        Expr J = T.map(i -> T.grad(y.get(i), x), T.arange(y.shape(0)));
        CompiledFunction f = function(inputs(x), outputs(J));
        PYTENSOR.check("jacobian", f.apply((Object) new double[] {4, 4}));
        generated(f);
    }

    @Test
    void a_hessian_by_a_loop() {
        Expr x = T.dvector("x");
        Expr cost = x.pow(2).sum();
        Expr gy = T.grad(cost, x);
        Expr H = T.map(i -> T.grad(gy.get(i), x), T.arange(gy.shape(0)));
        CompiledFunction f = function(inputs(x), outputs(H));
        PYTENSOR.check("hessian", f.apply((Object) new double[] {4, 4}));

        Expr mixed = T.sum(x.pow(3)).times(T.exp(x.get(0).times(x.get(1))));
        Expr gm = T.grad(mixed, x);
        Expr Hm = T.map(i -> T.grad(gm.get(i), x), T.arange(gm.shape(0)));
        CompiledFunction g = function(inputs(x), outputs(Hm));
        PYTENSOR.check("hessian.mixed", g.apply((Object) new double[] {0.5, -0.3, 2}));
        generated(f, g);
    }

    @Test
    void right_and_left_operators() {
        Expr W = T.dmatrix("W");
        Expr V = T.dmatrix("V");
        Expr x = T.dvector("x");
        Expr y = T.dot(x, W);
        Expr JV = T.Rop(y, W, V);
        CompiledFunction right = function(inputs(W, V, x), outputs(JV));
        PYTENSOR.check(
                "operators.right",
                right.apply(new double[][] {{1, 1}, {1, 1}}, new double[][] {{2, 2}, {2, 2}}, new double[] {0, 1}));
        Expr v = T.dvector("v");
        Expr VJ = T.Lop(y, W, v);
        CompiledFunction left = function(inputs(v, x, W), outputs(VJ));
        PYTENSOR.check("operators.left", left.apply(new double[] {2, 2}, new double[] {0, 1}, new double[2][2]));

        Expr cost = T.sum(x.pow(2));
        Expr gy = T.grad(cost, x);
        Expr vH = T.grad(T.sum(gy.times(v)), x);
        CompiledFunction f = function(inputs(x, v), outputs(vH));
        PYTENSOR.check("operators.hessian", f.apply(new double[] {4, 4}, new double[] {2, 2}));
        Expr other = T.sum(x.pow(4)).times(x.get(0));
        CompiledFunction g = function(inputs(x, v), outputs(T.Rop(T.grad(other, x), x, v)));
        PYTENSOR.check("operators.hessianRight", g.apply(new double[] {4, 4}, new double[] {2, 2}));
        generated(right, left, f, g);
    }

    @Test
    void ifelse_and_switch() {
        Expr a = T.scalar("a");
        Expr b = T.scalar("b");
        Expr x = T.matrix("x");
        Expr y = T.matrix("y");
        Expr zSwitch = T.where(T.lt(a, b), T.mean(x), T.mean(y));
        Expr zLazy = T.ifelse(T.lt(a, b), T.mean(x), T.mean(y));
        CompiledFunction fSwitch = function(inputs(a, b, x, y), outputs(zSwitch));
        CompiledFunction fLazy = function(inputs(a, b, x, y), outputs(zLazy));
        INDArray bigMat1 =
                Nd4j.ones(DataType.DOUBLE, 100, 10).mulRowVector(Nd4j.arange(10).castTo(DataType.DOUBLE));
        INDArray bigMat2 = Nd4j.ones(DataType.DOUBLE, 100, 10).mul(0.5);
        PYTENSOR.check(
                "ifelse.switch", fSwitch.apply(0.0, 1.0, bigMat1, bigMat2), fSwitch.apply(1.0, 0.0, bigMat1, bigMat2));
        PYTENSOR.check("ifelse.lazy", fLazy.apply(0.0, 1.0, bigMat1, bigMat2), fLazy.apply(1.0, 0.0, bigMat1, bigMat2));
        generated(fSwitch, fLazy);
    }

    @Test
    void a_convolution() {
        RandomState rng = new RandomState(23455);
        long[] wShp = {2, 3, 9, 9};
        double wBound = Math.sqrt(3 * 9 * 9);
        Expr input = T.tensor4("input");
        Shared W = shared(rng.uniform(-1.0 / wBound, 1.0 / wBound, wShp), "W");
        Shared b = shared(rng.uniform(-0.5, 0.5, 2), "b");
        INDArray img = rng.uniform(0, 1, 1, 3, 20, 16);
        Expr convOut = T.conv2d(input, W);
        Expr output = T.sigmoid(convOut.plus(b.dimshuffle("x", 0, "x", "x")));
        CompiledFunction f = function(inputs(input), outputs(output));
        PYTENSOR.check("convolution", f.apply(img));
        Expr same = T.conv2d(input, W, new Conv2d().borderMode("half"));
        CompiledFunction half = function(inputs(input), outputs(same.shape()));
        assertThat(half.apply(img).toLongVector()).containsExactly(1, 2, 20, 16);
        generated(f, half);
    }

    @Test
    void shapes() {
        Expr x = T.matrix("x");
        CompiledFunction f = function(inputs(x), outputs(x.pow(2).shape()));
        PYTENSOR.check("shapes.double", f.apply(Nd4j.zeros(2, 3)));
        Expr y = T.matrix("y");
        Expr z = T.join(0, x, y);
        CompiledFunction joined = function(inputs(x, y), outputs(z.shape()));
        PYTENSOR.check("shapes.join", joined.apply(Nd4j.zeros(2, 2), Nd4j.zeros(3, 2)));
        Expr t = T.tensor3("t");
        Expr n = T.iscalar("n");
        INDArray data = Nd4j.arange(24).castTo(DataType.DOUBLE).reshape(2, 3, 4);
        CompiledFunction rows = function(inputs(t), outputs(t.reshape(t.shape(0), -1)));
        Expr first = t.shape(0).times(t.shape(1));
        CompiledFunction halves = function(
                inputs(t, n),
                outputs(t.reshape(n, first, T.intDiv(t.size(), n.times(first))).sum(1)));
        CompiledFunction turned =
                function(inputs(t), outputs(t.dimshuffle(2, 0, 1).flatten(2).T()));
        PYTENSOR.check("shapes.reshape", rows.apply(data), halves.apply(data, 2), turned.apply(data));
        generated(f, joined, rows, halves, turned);
    }
}
