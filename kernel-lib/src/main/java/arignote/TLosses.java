package arignote;

import arignote.expr.Build;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.expr.array.PickLast;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link T} says of losses. They give one number for each element, or for each row where classes lie along the last
 * axis; take the mean for a cost. Values and gradients are exact also where sigmoids and softmaxes vanish or saturate.
 */
public abstract sealed class TLosses extends TNetworks permits TLayers {
    TLosses() {}

    // Of two classes

    /**
     * {@code -(target log(output) + (1 - target) log(1 - output))}, for each element.
     *
     * @param output probabilities
     * @param target 0, 1 or a probability
     */
    public static Expr binaryCrossentropy(Object output, Object target) {
        Expr[] both = floating("binaryCrossentropy", output, target);
        Expr q = both[0];
        Expr y = both[1];
        return y.times(TElementwise.log(q))
                .plus(TElementwise.sub(1, y).times(TElementwise.log1p(q.negate())))
                .negate();
    }

    /**
     * {@link #binaryCrossentropy} of {@code sigmoid(logits)}, for each element.
     *
     * @param logits any numbers, as a last layer without an activation has them
     * @param target 0, 1 or a probability
     */
    public static Expr sigmoidBinaryCrossentropy(Object logits, Object target) {
        Expr[] both = floating("sigmoidBinaryCrossentropy", logits, target);
        Expr x = both[0];
        Expr y = both[1];
        return y.times(TElementwise.softplus(x.negate()))
                .plus(TElementwise.sub(1, y).times(TElementwise.softplus(x)));
    }

    // Of several classes

    /**
     * The cross-entropy {@code -sum(target log(prediction))} of each row.
     *
     * @param prediction probabilities, along the last axis of which the classes lie
     * @param target probabilities in the same shape, for instance rows with a single 1; or whole numbers with one axis less:
     *     the number of the right class, from 0
     * @throws IllegalArgumentException if the target is neither
     */
    public static Expr categoricalCrossentropy(Expr prediction, Expr target) {
        Operands.there("categoricalCrossentropy", prediction, target);
        return ofClasses("categoricalCrossentropy", prediction, target, TElementwise.log(prediction));
    }

    /**
     * {@link #categoricalCrossentropy} of {@code softmax(logits)}.
     *
     * @param logits any numbers, as a last layer without an activation has them; the classes lie along the last axis
     * @param target as in {@link #categoricalCrossentropy}
     */
    public static Expr softmaxCrossentropyWithLogits(Expr logits, Expr target) {
        Operands.there("softmaxCrossentropyWithLogits", logits, target);
        return ofClasses("softmaxCrossentropyWithLogits", logits, target, Build.logSoftmax(logits));
    }

    /** {@code -log(prediction[i, target[i]])} for each row i: {@link #categoricalCrossentropy} with whole numbers. */
    public static Expr crossentropyCategorical1Hot(Expr prediction, Expr target) {
        return categoricalCrossentropy(prediction, target);
    }

    /** {@link #softmaxCrossentropyWithLogits} of {@code x}, with whole numbers. */
    public static Expr crossentropySoftmax1Hot(Expr x, Expr target) {
        return softmaxCrossentropyWithLogits(x, target);
    }

    /** {@link #softmaxCrossentropyWithLogits} of {@code x + bias}, with whole numbers. */
    public static Expr crossentropySoftmax1HotWithBias(Expr x, Expr bias, Expr target) {
        return softmaxCrossentropyWithLogits(Build.scalar(ScalarOp.ADD, x, bias), target);
    }

    private static Expr ofClasses(String what, Expr p, Expr target, Expr logs) {
        TensorType type = target.type();
        int rank = p.type().rank();
        if (type.rank() == rank) {
            return floating(target, logs).times(logs).sum(-1).negate();
        }
        if (type.rank() == rank - 1 && type.dtype().isInteger()) {
            return picked(logs, target).negate();
        }
        List<String> both = Printer.quoted(List.of(p, target));
        throw new IllegalArgumentException(what + " of " + both.get(0) + ", "
                + p.type().described()
                + ", takes a target of the same rank, or whole numbers with one axis less, and " + both.get(1) + " is "
                + type.described());
    }

    /** For each row of {@code x} its element at a whole number. */
    private static Expr picked(Expr x, Expr at) {
        return Expr.of(new Op.Array(new PickLast()), List.of(x, at));
    }

    // Of numbers

    /** {@code (prediction - target)²}, for each element. */
    public static Expr squaredError(Object prediction, Object target) {
        Expr[] both = floating("squaredError", prediction, target);
        return both[0].minus(both[1]).sqr();
    }

    /** {@code |prediction - target|}, for each element. */
    public static Expr absoluteError(Object prediction, Object target) {
        Expr[] both = floating("absoluteError", prediction, target);
        return TElementwise.abs(both[0].minus(both[1]));
    }

    /** {@link #huber(Object, Object, double)} with 1. */
    public static Expr huber(Object prediction, Object target) {
        return huber(prediction, target, 1);
    }

    /** Half the squared error where the error is at most {@code delta}, beyond that the straight line that goes on (Huber 1964). */
    public static Expr huber(Object prediction, Object target, double delta) {
        Expr[] both = floating("huber", prediction, target);
        Expr error = both[0].minus(both[1]);
        Expr size = TElementwise.abs(error);
        return TElementwise.where(
                TElementwise.le(size, delta),
                error.sqr().times(0.5),
                size.minus(0.5 * delta).times(delta));
    }

    /**
     * {@code max(0, 1 - target prediction)}, for each element.
     *
     * @param target -1 or 1
     */
    public static Expr hinge(Object prediction, Object target) {
        Expr[] both = floating("hinge", prediction, target);
        return TNetworks.relu(TElementwise.sub(1, both[0].times(both[1])));
    }

    /**
     * The Kullback-Leibler divergence {@code sum(target log(target / prediction))} of each row; a class of which the target has
     * nothing adds nothing.
     */
    public static Expr klDivergence(Expr prediction, Expr target) {
        Expr[] both = floating("klDivergence", prediction, target);
        Expr q = both[0];
        Expr p = both[1];
        Expr all = p.times(TElementwise.log(p).minus(TElementwise.log(q)));
        return TElementwise.where(TElementwise.gt(p, 0), all, 0).sum(-1);
    }

    // Of parameters

    /** The sum of all absolute values: a penalty that makes parameters 0. */
    public static Expr l1(Expr... parameters) {
        return penalty("l1", ScalarOp.ABS, parameters);
    }

    /** The sum of all squares: a penalty that keeps parameters small. */
    public static Expr l2(Expr... parameters) {
        return penalty("l2", ScalarOp.SQR, parameters);
    }

    private static Expr penalty(String what, ScalarOp op, Expr... parameters) {
        if (parameters == null || parameters.length == 0) {
            throw new IllegalArgumentException(what + " got no parameter; give expressions");
        }
        Operands.there(what, parameters);
        return Arrays.stream(parameters)
                .map(p -> Build.scalar(op, p).sum())
                .reduce(Expr::plus)
                .orElseThrow();
    }

    // Of gradients

    /**
     * {@code x}, shortened so that its Euclidean norm is at most {@code limit}.
     *
     * @param limit a number or a scalar
     */
    public static Expr clipNorm(Expr x, Object limit) {
        Operands.there("clipNorm", x);
        return clipTotalNorm(List.of(x), limit).get(0);
    }

    /**
     * All of {@code gradients} times one factor, so that the Euclidean norm of all their elements together is at most
     * {@code limit}.
     *
     * @param limit a number or a scalar
     */
    public static List<Expr> clipTotalNorm(List<? extends Expr> gradients, Object limit) {
        Operands.check("clipTotalNorm", gradients);
        if (gradients.isEmpty()) {
            return List.of();
        }
        Expr norm = TElementwise.sqrt(
                gradients.stream().map(g -> g.sqr().sum()).reduce(Expr::plus).orElseThrow());
        Expr most = OptimizerRules.scalar("clipTotalNorm", limit, norm);
        Expr factor = most.div(TElementwise.maximum(norm, most));
        List<Expr> clipped = new ArrayList<>();
        gradients.forEach(g -> clipped.add(g.times(Build.cast(factor, g.type().dtype()))));
        return clipped;
    }

    /** Whole numbers and bools in the dtype of {@code like}, so that they make no float32 wider. */
    private static Expr floating(Expr x, Expr like) {
        return x.type().dtype().isFloat() ? x : Build.cast(x, like.type().dtype());
    }

    /** Both as floating expressions. */
    private static Expr[] floating(String what, Object a, Object b) {
        Expr[] both = Operands.of(what, 1, a, b);
        Expr first = TNetworks.floating(both[0]);
        return new Expr[] {first, floating(both[1], first)};
    }
}
