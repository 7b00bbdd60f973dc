package arignote.bench;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;
import static arignote.Arignote.update;

import arignote.Conv2d;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.RandomState;
import arignote.Shared;
import arignote.Slice;
import arignote.T;
import java.util.ArrayList;
import java.util.List;

/** What is measured, as a user writes it: the arguments of {@code function(…)} for one training step. */
final class Models {
    static final double RATE = 1e-3;

    /** A network with one hidden layer, and the rows of a step. */
    record Sizes(int features, int hidden, int classes, int rows) {
        static final Sizes SMALL = new Sizes(20, 30, 5, 16);
        static final Sizes LARGE = new Sizes(784, 256, 10, 128);

        /** The sizes in words: {@code 20-30-5}. */
        static Sizes of(String words) {
            return words.equals("784-256-10") ? LARGE : SMALL;
        }
    }

    private Models() {}

    /** A line through points, or through one: cost, both gradients, both updates. */
    static FunctionArgument[] line(Expr x, Expr y) {
        return line(x, y, RATE);
    }

    /** The same with a learning rate, which is a fixed number in the function. */
    static FunctionArgument[] line(Expr x, Expr y, double rate) {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        return step(List.of(x, y), cost, List.of(m, c), rate);
    }

    /** A network with one hidden layer, tanh, softmax and cross-entropy; the targets are one-hot rows. */
    static FunctionArgument[] network(Sizes sizes) {
        return network(sizes, RATE);
    }

    /** The same with a learning rate. */
    static FunctionArgument[] network(Sizes sizes, double rate) {
        Expr x = T.matrix("x");
        Expr y = T.matrix("y");
        RandomState rng = new RandomState(0);
        Shared w1 = shared(rng.normal(0, 0.1, sizes.features, sizes.hidden), "w1");
        Shared b1 = shared(new double[sizes.hidden], "b1");
        Shared w2 = shared(rng.normal(0, 0.1, sizes.hidden, sizes.classes), "w2");
        Shared b2 = shared(new double[sizes.classes], "b2");
        Expr hidden = T.tanh(T.dot(x, w1).plus(b1));
        Expr cost = T.sum(T.logSoftmax(T.dot(hidden, w2).plus(b2)).times(y)).div(-sizes.rows);
        return step(List.of(x, y), cost, List.of(w1, b1, w2, b2), rate);
    }

    /** Two layers of filters over images of 28 by 28 points, with relu and pooling between them. */
    static FunctionArgument[] convolutions() {
        Expr x = T.tensor4("x");
        RandomState rng = new RandomState(0);
        Shared w1 = shared(rng.normal(0, 0.1, 32, 1, 5, 5), "w1");
        Shared w2 = shared(rng.normal(0, 0.1, 64, 32, 5, 5), "w2");
        Conv2d asTheyAre = new Conv2d().filterFlip(false);
        Expr hidden = T.pool2d(T.relu(T.conv2d(x, w1, asTheyAre)), 2, 2);
        Expr cost = T.mean(T.sqr(T.conv2d(hidden, w2, asTheyAre)));
        return step(List.of(x), cost, List.of(w1, w2), RATE);
    }

    /** Logistic regression on a mini-batch of shared rows; the function is given the number of the mini-batch. */
    static FunctionArgument[] slices(Shared rows, Shared targets, int batch) {
        Expr i = T.lscalar("i");
        Shared w = shared(new double[(int) rows.getValue().size(1)], "w");
        Shared b = shared(0.0, "b");
        Slice part = slice(i.times(batch), i.plus(1).times(batch));
        Expr p = T.sigmoid(T.dot(rows.get(part), w).plus(b));
        Expr cost = T.mean(T.binaryCrossentropy(p, targets.get(part)));
        return step(List.of(i), cost, List.of(w, b), RATE);
    }

    /** Logistic regression with two classes and a penalty on the weights, after the example in Theano's documentation. */
    static FunctionArgument[] logistic(int features) {
        Expr x = T.matrix("x");
        Expr y = T.vector("y");
        Shared w = shared(new RandomState(0).normal(0, 0.1, features), "w");
        Shared b = shared(0.0, "b");
        Expr p = T.sigmoid(T.dot(x, w).plus(b));
        Expr cost = T.mean(T.binaryCrossentropy(p, y)).plus(T.sum(T.sqr(w)).times(0.01));
        return step(List.of(x, y), cost, List.of(w, b), RATE);
    }

    /** Logistic regression with several classes; the targets are one-hot rows. */
    static FunctionArgument[] softmax(int rows, int features, int classes) {
        Expr x = T.matrix("x");
        Expr y = T.matrix("y");
        Shared w = shared(new RandomState(0).normal(0, 0.1, features, classes), "w");
        Shared b = shared(new double[classes], "b");
        Expr cost = T.sum(T.logSoftmax(T.dot(x, w).plus(b)).times(y)).div(-rows);
        return step(List.of(x, y), cost, List.of(w, b), RATE);
    }

    static FunctionArgument[] step(List<Expr> data, Expr cost, List<Shared> parameters, double rate) {
        List<Expr> gradients = T.grad(cost, parameters);
        List<FunctionArgument> arguments = new ArrayList<>(List.of(inputs(data), outputs(cost)));
        for (int i = 0; i < parameters.size(); i++) {
            Shared parameter = parameters.get(i);
            arguments.add(update(parameter, parameter.minus(gradients.get(i).times(rate))));
        }
        return arguments.toArray(FunctionArgument[]::new);
    }
}
