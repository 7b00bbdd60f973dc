package arignote.programs;

import static arignote.Arignote.allowInputDowncast;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.linspace;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.Arignote.updates;
import static arignote.programs.Program.generated;

import arignote.CompiledFunction;
import arignote.Conv2d;
import arignote.Expr;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Programs of the kind of Alec Radford's five Theano tutorials, on synthetic data; in Python in {@code newmu.py}. The masks
 * of dropout, which the originals draw in the graph, are given, so that the numbers can be compared.
 */
class NewmuTest {
    private static final Program PYTENSOR = new Program("newmu");

    private final RandomState rng = new RandomState(3);
    private INDArray trX;
    private INDArray trY;

    /** Rows of a class share a pattern, beside noise; labels one-hot. */
    private void images(int n, int features, int classes, int seed) {
        RandomState drawn = new RandomState(seed);
        INDArray patterns = drawn.rand(classes, features);
        INDArray labels = drawn.randint(0, classes, n);
        INDArray noise = drawn.rand(n, features);
        trX = Nd4j.create(DataType.DOUBLE, n, features);
        trY = Nd4j.zeros(DataType.DOUBLE, n, classes);
        for (int i = 0; i < n; i++) {
            trX.putRow(
                    i,
                    patterns.getRow(labels.getInt(i))
                            .mul(0.7)
                            .add(noise.getRow(i).mul(0.3)));
            trY.putScalar(i, labels.getInt(i), 1);
        }
    }

    private static INDArray rows(INDArray x, int start, int end) {
        return x.get(NDArrayIndex.interval(start, end));
    }

    private Shared initWeights(long... shape) {
        return shared(rng.randn(shape).mul(0.1));
    }

    /** Which of so many elements are kept, each with this probability. */
    private INDArray kept(double probability, long... shape) {
        return rng.rand(shape).lt(probability).castTo(DataType.DOUBLE);
    }

    @Test
    void multiplication() {
        Expr a = T.scalar();
        Expr b = T.scalar();
        Expr y = a.times(b);
        CompiledFunction multiply = function(inputs(a, b), outputs(y));
        PYTENSOR.check("multiplication", multiply.apply(1, 2), multiply.apply(3, 3));
        generated(multiply);
    }

    private static Expr model(Expr X, Expr w) {
        return X.times(w);
    }

    @Test
    void linear_regression() {
        double[] trX = linspace(-1, 1, 101);
        double[] trY = new double[101];
        RandomState noise = new RandomState(1);
        for (int i = 0; i < trX.length; i++) {
            trY[i] = 2 * trX[i] + noise.randn() * 0.33;
        }
        Expr X = T.scalar();
        Expr Y = T.scalar();
        Shared w = shared(0.0);
        Expr y = model(X, w);
        Expr cost = T.mean(T.sqr(y.minus(Y)));
        Expr gradient = T.grad(cost, w);
        CompiledFunction train =
                function(inputs(X, Y), outputs(cost), update(w, w.minus(gradient.times(0.01))), allowInputDowncast());
        double c = 0;
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < trX.length; k++) {
                c = train.applyAsDouble(trX[k], trY[k]);
            }
        }
        PYTENSOR.check("linear", w.item(), c);
        generated(train);
    }

    private static Expr softmaxModel(Expr X, Expr w) {
        return T.softmax(T.dot(X, w));
    }

    @Test
    void logistic_regression() {
        images(256, 20, 4, 2);
        Expr X = T.matrix();
        Expr Y = T.matrix();
        Shared w = initWeights(20, 4);
        Expr pyX = softmaxModel(X, w);
        Expr yPred = T.argmax(pyX, 1);
        Expr cost = T.mean(T.categoricalCrossentropy(pyX, Y));
        Expr gradient = T.grad(cost, w);
        CompiledFunction train =
                function(inputs(X, Y), outputs(cost), update(w, w.minus(gradient.times(0.05))), allowInputDowncast());
        CompiledFunction predict = function(inputs(X), outputs(yPred), allowInputDowncast());
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            double c = 0;
            for (int start = 0, end = 64; end <= trX.rows(); start += 64, end += 64) {
                c = train.applyAsDouble(rows(trX, start, end), rows(trY, start, end));
            }
            costs.add(c);
        }
        PYTENSOR.check("logistic.costs", costs);
        PYTENSOR.check("logistic.w", w.getValue());
        INDArray predictions = predict.apply(rows(trX, 0, 64));
        PYTENSOR.check("logistic.predictions", predictions);
        PYTENSOR.check(
                "logistic.right",
                Nd4j.argMax(rows(trY, 0, 64), 1)
                        .eq(predictions)
                        .castTo(DataType.DOUBLE)
                        .meanNumber());
        generated(train, predict);
    }

    private static Expr rectify(Expr X) {
        return T.maximum(X, 0.0);
    }

    private static Expr dropout(Expr X, Expr mask, double p) {
        if (p > 0) {
            double retainProb = 1 - p;
            return X.times(mask).div(retainProb);
        }
        return X;
    }

    private static List<Update> RMSprop(Expr cost, List<Shared> params, double lr) {
        double rho = 0.9;
        double epsilon = 1e-6;
        List<Expr> grads = T.grad(cost, params);
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            Shared p = params.get(i);
            Expr g = grads.get(i);
            Shared acc = shared(p.getValue().mul(0.0));
            Expr accNew = acc.times(rho).plus(g.pow(2).times(1 - rho));
            Expr gradientScaling = T.sqrt(accNew.plus(epsilon));
            g = g.div(gradientScaling);
            updates.add(update(acc, accNew));
            updates.add(update(p, p.minus(g.times(lr))));
        }
        return updates;
    }

    private static Expr netModel(
            Expr X, Expr wH, Expr wH2, Expr wO, double pDropInput, double pDropHidden, List<Expr> masks) {
        Expr dropped = dropout(X, masks.get(0), pDropInput);
        Expr h = rectify(T.dot(dropped, wH));
        h = dropout(h, masks.get(1), pDropHidden);
        Expr h2 = rectify(T.dot(h, wH2));
        h2 = dropout(h2, masks.get(2), pDropHidden);
        return T.softmax(T.dot(h2, wO));
    }

    @Test
    void a_net_with_rmsprop_and_dropout() {
        images(256, 20, 4, 2);
        initWeights(20, 4); // of the program before
        Expr X = T.matrix();
        Expr Y = T.matrix();
        List<Expr> masks = List.of(T.matrix(), T.matrix(), T.matrix());
        Shared wH = initWeights(20, 16);
        Shared wH2 = initWeights(16, 16);
        Shared wO = initWeights(16, 4);
        Expr noisePyX = netModel(X, wH, wH2, wO, 0.2, 0.5, masks);
        Expr pyX = netModel(X, wH, wH2, wO, 0, 0, masks);
        Expr yX = T.argmax(pyX, 1);
        Expr cost = T.mean(T.categoricalCrossentropy(noisePyX, Y));
        List<Shared> params = List.of(wH, wH2, wO);
        List<Update> updates = RMSprop(cost, params, 0.001);
        CompiledFunction train =
                function(inputs(X, Y), inputs(masks), outputs(cost), updates(updates), allowInputDowncast());
        CompiledFunction predict = function(inputs(X), outputs(yX), allowInputDowncast());
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            double c = 0;
            for (int start = 0, end = 64; end <= trX.rows(); start += 64, end += 64) {
                INDArray atInput = kept(0.8, 64, 20);
                INDArray atHidden = kept(0.5, 64, 16);
                c = train.applyAsDouble(
                        rows(trX, start, end), rows(trY, start, end), atInput, atHidden, kept(0.5, 64, 16));
            }
            costs.add(c);
        }
        PYTENSOR.check("net.costs", costs);
        PYTENSOR.check("net.weights", params.stream().map(Shared::getValue).toArray());
        PYTENSOR.check("net.predictions", predict.apply(rows(trX, 0, 64)));
        generated(train, predict);
    }

    private static Expr leaky(Expr X) {
        return T.maximum(X, X.times(0.01));
    }

    private static Expr convolutionalModel(
            Expr X, List<Shared> w, double pDropConv, double pDropHidden, List<Expr> masks) {
        Expr l1a = leaky(T.conv2d(X, w.get(0), new Conv2d().borderMode("full")));
        Expr l1 = T.pool2d(l1a, 2, 2);
        l1 = dropout(l1, masks.get(0), pDropConv);
        Expr l2a = leaky(T.conv2d(l1, w.get(1)));
        Expr l2b = T.pool2d(l2a, 2, 2);
        Expr l2 = T.flatten(l2b, 2);
        l2 = dropout(l2, masks.get(1), pDropConv);
        Expr l3 = leaky(T.dot(l2, w.get(2)));
        l3 = dropout(l3, masks.get(2), pDropHidden);
        return T.softmax(T.dot(l3, w.get(3)));
    }

    @Test
    void a_convolutional_net() {
        initWeights(20, 4); // of the programs before
        initWeights(20, 16);
        initWeights(16, 16);
        initWeights(16, 4);
        rng.rand(20 * 64 * (20 + 16 + 16));
        images(8, 64, 4, 4);
        trX = trX.reshape(8, 1, 8, 8);
        Expr X = T.tensor4();
        Expr Y = T.matrix();
        List<Expr> masks = List.of(T.tensor4(), T.matrix(), T.matrix());
        List<Shared> params =
                List.of(initWeights(3, 1, 3, 3), initWeights(4, 3, 2, 2), initWeights(4 * 2 * 2, 6), initWeights(6, 4));
        Expr noisePyX = convolutionalModel(X, params, 0.2, 0.5, masks);
        Expr pyX = convolutionalModel(X, params, 0, 0, masks);
        Expr yX = T.argmax(pyX, 1);
        Expr cost = T.mean(T.categoricalCrossentropy(noisePyX, Y));
        List<Update> updates = RMSprop(cost, params, 0.001);
        CompiledFunction train =
                function(inputs(X, Y), inputs(masks), outputs(cost), updates(updates), allowInputDowncast());
        CompiledFunction predict = function(inputs(X), outputs(yX, pyX), allowInputDowncast());
        List<Double> costs = new ArrayList<>();
        int n = 4;
        for (int i = 0; i < 3; i++) {
            for (int start = 0, end = n; end <= 8; start += n, end += n) {
                INDArray first = kept(0.8, n, 3, 5, 5);
                INDArray second = kept(0.8, n, 16);
                costs.add(train.applyAsDouble(
                        rows(trX, start, end), rows(trY, start, end), first, second, kept(0.5, n, 6)));
            }
        }
        PYTENSOR.check("convolutional.costs", costs);
        PYTENSOR.check(
                "convolutional.weights", params.stream().map(Shared::getValue).toArray());
        PYTENSOR.check(
                "convolutional.predictions", predict.applyAll(rows(trX, 0, n)).toArray());
        generated(train, predict);
    }
}
