package arignote.bench;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import java.util.ArrayList;
import java.util.List;

/** What is measured, as a user writes it: the arguments of {@code function(…)} for one training step. */
final class Models {
    static final double RATE = 1e-3;
    static final int ROWS = 16;
    static final int FEATURES = 20;
    static final int HIDDEN = 30;
    static final int CLASSES = 5;

    private Models() {}

    /** A line through points, or through one: cost, both gradients, both updates. */
    static FunctionArgument[] line(Expr x, Expr y) {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        return step(List.of(x, y), cost, List.of(m, c));
    }

    /** A network with one hidden layer, tanh, softmax and cross-entropy; the targets are one-hot rows. */
    static FunctionArgument[] network() {
        Expr x = T.matrix("x");
        Expr y = T.matrix("y");
        RandomState rng = new RandomState(0);
        Shared w1 = shared(rng.normal(0, 0.1, FEATURES, HIDDEN), "w1");
        Shared b1 = shared(new double[HIDDEN], "b1");
        Shared w2 = shared(rng.normal(0, 0.1, HIDDEN, CLASSES), "w2");
        Shared b2 = shared(new double[CLASSES], "b2");
        Expr hidden = T.tanh(T.dot(x, w1).plus(b1));
        Expr cost = T.sum(T.logSoftmax(T.dot(hidden, w2).plus(b2)).times(y)).div(-ROWS);
        return step(List.of(x, y), cost, List.of(w1, b1, w2, b2));
    }

    private static FunctionArgument[] step(List<Expr> data, Expr cost, List<Shared> parameters) {
        List<Expr> gradients = T.grad(cost, parameters);
        List<FunctionArgument> arguments = new ArrayList<>(List.of(inputs(data), outputs(cost)));
        for (int i = 0; i < parameters.size(); i++) {
            Shared parameter = parameters.get(i);
            arguments.add(update(parameter, parameter.minus(gradients.get(i).times(RATE))));
        }
        return arguments.toArray(FunctionArgument[]::new);
    }
}
