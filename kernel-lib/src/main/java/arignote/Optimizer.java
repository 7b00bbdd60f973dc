package arignote;

import arignote.expr.Build;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A way to train: from a cost and its parameters to the updates that make the cost smaller.
 *
 * <pre>{@code
 * var train = function(inputs(x, y), outputs(cost), updates(Optimizer.adam(0.001).updates(cost, W, b)));
 * }</pre>
 *
 * <p>What an optimizer remembers of earlier steps lies in shared variables of its own, which {@link #updates} makes: zeros
 * in the shape that a parameter has then. A learning rate is a number, an expression, for instance a shared variable, or a
 * {@link Schedule}. Formulas and the usual numbers are those of PyTorch; the papers are named at each.
 *
 * <p>Gradients can be changed before they are used, in the order in which one says so:
 * {@code Optimizer.sgd(0.1).l2(1e-4).clipTotalNorm(5)}.
 */
public final class Optimizer {
    private final OptimizerRule rule;
    private final Object learningRate;
    private final List<BiFunction<List<Expr>, List<Shared>, List<Expr>>> changes;

    private Optimizer(
            OptimizerRule rule, Object learningRate, List<BiFunction<List<Expr>, List<Shared>, List<Expr>>> changes) {
        this.rule = rule;
        this.learningRate = learningRate;
        this.changes = changes;
    }

    private static Optimizer of(OptimizerRule rule, Object learningRate) {
        if (!(learningRate instanceof Schedule)
                && !(learningRate instanceof Number)
                && !(learningRate instanceof Expr rate && rate.type().rank() == 0)) {
            throw new IllegalArgumentException("a learning rate is a number, a scalar or a Schedule, not "
                    + (learningRate instanceof Expr e
                            ? Printer.quoted(e) + ", " + e.type().described()
                            : Operands.kind(learningRate)));
        }
        return new Optimizer(rule, learningRate, List.of());
    }

    // The rules

    /** Gradient descent: {@code p - rate g}. */
    public static Optimizer sgd(Object learningRate) {
        return of(OptimizerRules.sgd(), learningRate);
    }

    /** {@link #momentum(Object, double)} of 0.9. */
    public static Optimizer momentum(Object learningRate) {
        return momentum(learningRate, 0.9);
    }

    /** Gradient descent with momentum (Polyak 1964): {@code v = momentum v + g}, then {@code p - rate v}. */
    public static Optimizer momentum(Object learningRate, double momentum) {
        return of(OptimizerRules.momentum(momentum, false), learningRate);
    }

    /** {@link #nesterov(Object, double)} of 0.9. */
    public static Optimizer nesterov(Object learningRate) {
        return nesterov(learningRate, 0.9);
    }

    /**
     * Nesterov's momentum (Sutskever et al. 2013): {@code v = momentum v + g}, then {@code p - rate (g + momentum v)}.
     */
    public static Optimizer nesterov(Object learningRate, double momentum) {
        return of(OptimizerRules.momentum(momentum, true), learningRate);
    }

    /** {@link #adagrad(Object, double)} with 1e-10. */
    public static Optimizer adagrad(Object learningRate) {
        return adagrad(learningRate, 1e-10);
    }

    /** Adagrad (Duchi et al. 2011): {@code s = s + g²}, then {@code p - rate g / (sqrt(s) + epsilon)}. */
    public static Optimizer adagrad(Object learningRate, double epsilon) {
        return of(OptimizerRules.adagrad(epsilon), learningRate);
    }

    /** {@link #rmsprop(Object, double, double)} with 0.99 and 1e-8. */
    public static Optimizer rmsprop(Object learningRate) {
        return rmsprop(learningRate, 0.99, 1e-8);
    }

    /**
     * RMSprop (Tieleman and Hinton 2012): {@code s = rho s + (1 - rho) g²}, then
     * {@code p - rate g / (sqrt(s) + epsilon)}.
     */
    public static Optimizer rmsprop(Object learningRate, double rho, double epsilon) {
        return of(OptimizerRules.rmsprop(rho, epsilon), learningRate);
    }

    /** {@link #adadelta(Object, double, double)} with 1, 0.9 and 1e-6. */
    public static Optimizer adadelta() {
        return adadelta(1, 0.9, 1e-6);
    }

    /**
     * Adadelta (Zeiler 2012): {@code s = rho s + (1 - rho) g²}, {@code d = g sqrt(a + epsilon) / sqrt(s + epsilon)},
     * {@code a = rho a + (1 - rho) d²}, then {@code p - rate d}.
     */
    public static Optimizer adadelta(Object learningRate, double rho, double epsilon) {
        return of(OptimizerRules.adadelta(rho, epsilon), learningRate);
    }

    /** {@link #adam(Object)} with 0.001. */
    public static Optimizer adam() {
        return adam(0.001);
    }

    /** {@link #adam(Object, double, double, double)} with 0.9, 0.999 and 1e-8. */
    public static Optimizer adam(Object learningRate) {
        return adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /**
     * Adam (Kingma and Ba 2015): {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2) g²}; in step t, from 1,
     * {@code p - rate m' / (sqrt(v') + epsilon)} with {@code m' = m / (1 - beta1^t)} and {@code v' = v / (1 - beta2^t)}.
     */
    public static Optimizer adam(Object learningRate, double beta1, double beta2, double epsilon) {
        return of(OptimizerRules.adam(beta1, beta2, epsilon, 0, false), learningRate);
    }

    /** {@link #adamw(Object, double)} with 0.01. */
    public static Optimizer adamw(Object learningRate) {
        return adamw(learningRate, 0.01);
    }

    /** {@link #adam(Object)} of a parameter that decays (Loshchilov and Hutter 2019): of {@code p - rate decay p}. */
    public static Optimizer adamw(Object learningRate, double decay) {
        return adamw(learningRate, 0.9, 0.999, 1e-8, decay);
    }

    /** {@link #adam(Object, double, double, double)} of a parameter that decays. */
    public static Optimizer adamw(Object learningRate, double beta1, double beta2, double epsilon, double decay) {
        return of(OptimizerRules.adam(beta1, beta2, epsilon, decay, false), learningRate);
    }

    /** {@link #adam(Object)} with the greatest of all {@code v} so far (Reddi et al. 2018). */
    public static Optimizer amsgrad(Object learningRate) {
        return of(OptimizerRules.adam(0.9, 0.999, 1e-8, 0, true), learningRate);
    }

    /** {@link #adamax(Object, double, double, double)} with 0.9, 0.999 and 1e-8. */
    public static Optimizer adamax(Object learningRate) {
        return adamax(learningRate, 0.9, 0.999, 1e-8);
    }

    /**
     * Adam's form for the greatest gradient (Kingma and Ba 2015): {@code m = beta1 m + (1 - beta1) g},
     * {@code u = max(beta2 u, |g| + epsilon)}, then {@code p - rate m / ((1 - beta1^t) u)}.
     */
    public static Optimizer adamax(Object learningRate, double beta1, double beta2, double epsilon) {
        return of(OptimizerRules.adamax(beta1, beta2, epsilon), learningRate);
    }

    // What is done with gradients first

    private Optimizer with(BiFunction<List<Expr>, List<Shared>, List<Expr>> change) {
        List<BiFunction<List<Expr>, List<Shared>, List<Expr>>> all = new ArrayList<>(changes);
        all.add(change);
        return new Optimizer(rule, learningRate, List.copyOf(all));
    }

    /** Cuts every element of a gradient to the range from {@code -limit} to {@code limit}. */
    public Optimizer clipValue(Object limit) {
        return with((gradients, p) -> gradients.stream()
                .map(g -> OptimizerRules.cut(g, OptimizerRules.scalar("clipValue", limit, g)))
                .toList());
    }

    /** Shortens each gradient to a Euclidean norm of at most {@code limit}: {@link T#clipNorm T.clipNorm}. */
    public Optimizer clipNorm(Object limit) {
        return with((gradients, p) ->
                gradients.stream().map(g -> T.clipNorm(g, limit)).toList());
    }

    /**
     * Shortens all gradients by one factor, so that the norm of all their elements is at most {@code limit}:
     * {@link T#clipTotalNorm T.clipTotalNorm}.
     */
    public Optimizer clipTotalNorm(Object limit) {
        return with((gradients, p) -> T.clipTotalNorm(gradients, limit));
    }

    /** Adds the gradient of {@code weight} times {@link T#l1 T.l1} of the parameters. */
    public Optimizer l1(double weight) {
        return with(
                (gradients, p) -> each(gradients, p, (g, x) -> g.plus(T.sign(x).times(weight))));
    }

    /** Adds the gradient of {@code weight} times {@link T#l2 T.l2} of the parameters, which is 2 weight p. */
    public Optimizer l2(double weight) {
        return with((gradients, p) -> each(gradients, p, (g, x) -> g.plus(x.times(2 * weight))));
    }

    private static List<Expr> each(
            List<Expr> gradients, List<Shared> parameters, BiFunction<Expr, Shared, Expr> change) {
        List<Expr> all = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            all.add(change.apply(gradients.get(i), parameters.get(i)));
        }
        return all;
    }

    // Updates

    /**
     * The updates of a step that makes {@code cost} smaller.
     *
     * @param cost a floating scalar
     * @param parameters shared variables that it depends on
     * @throws IllegalArgumentException if it does not depend on one of them
     */
    public List<Update> updates(Expr cost, Shared... parameters) {
        return updates(cost, Arrays.asList(parameters));
    }

    /** The updates of a step that makes {@code cost} smaller: {@link #updates(Expr, Shared...)}. */
    public List<Update> updates(Expr cost, List<Shared> parameters) {
        Operands.check("the list of parameters", parameters);
        return updates(T.grad(cost, parameters), parameters);
    }

    /**
     * The updates of a step along gradients that are there already.
     *
     * @param gradients one for each parameter, of its type and shape
     * @throws IllegalArgumentException if there are more or fewer gradients than parameters
     */
    public List<Update> updates(List<Expr> gradients, List<Shared> parameters) {
        Operands.check("the list of gradients", gradients);
        Operands.check("the list of parameters", parameters);
        if (gradients.size() != parameters.size()) {
            throw new IllegalArgumentException("updates got " + gradients.size() + " gradients for " + parameters.size()
                    + " parameters; give one for each");
        }
        List<Expr> changed = gradients;
        for (var change : changes) {
            changed = change.apply(changed, parameters);
        }
        List<Update> updates = new ArrayList<>();
        Expr rate;
        if (learningRate instanceof Schedule s) {
            rate = s.rate();
            updates.add(s.update());
        } else {
            rate = learningRate instanceof Expr e ? e : Build.constant(((Number) learningRate).doubleValue());
        }
        OptimizerRule.Step step = new OptimizerRule.Step(rate);
        for (int i = 0; i < parameters.size(); i++) {
            updates.addAll(rule.updates(changed.get(i), parameters.get(i), step));
        }
        if (step.isCounted()) {
            updates.add(step.update());
        }
        return updates;
    }
}
