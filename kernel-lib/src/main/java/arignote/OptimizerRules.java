package arignote;

import arignote.expr.Build;
import arignote.expr.Operands;
import java.util.ArrayList;
import java.util.List;

/** The rules of {@link Optimizer}, each for one parameter. */
final class OptimizerRules {
    private OptimizerRules() {}

    static OptimizerRule sgd() {
        return (g, p, step) -> List.of(new Update(p, p.minus(step.rate(p).times(g))));
    }

    static OptimizerRule momentum(double momentum, boolean nesterov) {
        return (g, p, step) -> {
            Shared v = memory(p, "velocity");
            Expr next = v.times(momentum).plus(g);
            Expr way = nesterov ? g.plus(next.times(momentum)) : next;
            return List.of(
                    new Update(v, next), new Update(p, p.minus(step.rate(p).times(way))));
        };
    }

    static OptimizerRule adagrad(double epsilon) {
        return (g, p, step) -> {
            Shared s = memory(p, "squares");
            Expr next = s.plus(g.sqr());
            return List.of(new Update(s, next), new Update(p, scaled(p, step.rate(p), g, next, epsilon)));
        };
    }

    static OptimizerRule rmsprop(double rho, double epsilon) {
        return (g, p, step) -> {
            Shared s = memory(p, "squares");
            Expr next = mixed(s, g.sqr(), rho);
            return List.of(new Update(s, next), new Update(p, scaled(p, step.rate(p), g, next, epsilon)));
        };
    }

    static OptimizerRule adadelta(double rho, double epsilon) {
        return (g, p, step) -> {
            Shared s = memory(p, "squares");
            Shared a = memory(p, "steps");
            Expr next = mixed(s, g.sqr(), rho);
            Expr way = T.sqrt(a.plus(epsilon)).div(T.sqrt(next.plus(epsilon))).times(g);
            return List.of(
                    new Update(s, next),
                    new Update(a, mixed(a, way.sqr(), rho)),
                    new Update(p, p.minus(step.rate(p).times(way))));
        };
    }

    static OptimizerRule adam(double beta1, double beta2, double epsilon, double decay, boolean greatest) {
        return (g, p, step) -> {
            Shared m = memory(p, "mean");
            Shared v = memory(p, "squares");
            Expr nextM = mixed(m, g, beta1);
            Expr nextV = mixed(v, g.sqr(), beta2);
            List<Update> updates = new ArrayList<>(List.of(new Update(m, nextM), new Update(v, nextV)));
            Expr squares = nextV;
            if (greatest) {
                Shared most = memory(p, "greatest_squares");
                squares = T.maximum(most, nextV);
                updates.add(new Update(most, squares));
            }
            Expr rate = step.rate(p);
            Expr start = decay == 0 ? p : p.minus(rate.times(decay).times(p));
            Expr root = T.sqrt(squares).div(T.sqrt(step.missing(beta2, p))).plus(epsilon);
            updates.add(
                    new Update(p, start.minus(rate.div(step.missing(beta1, p)).times(nextM.div(root)))));
            return updates;
        };
    }

    static OptimizerRule adamax(double beta1, double beta2, double epsilon) {
        return (g, p, step) -> {
            Shared m = memory(p, "mean");
            Shared u = memory(p, "greatest");
            Expr nextM = mixed(m, g, beta1);
            Expr nextU = T.maximum(u.times(beta2), T.abs(g).plus(epsilon));
            Expr rate = step.rate(p).div(step.missing(beta1, p));
            return List.of(
                    new Update(m, nextM), new Update(u, nextU), new Update(p, p.minus(rate.times(nextM.div(nextU)))));
        };
    }

    /** {@code p - rate g / (sqrt(squares) + epsilon)}. */
    private static Expr scaled(Shared p, Expr rate, Expr g, Expr squares, double epsilon) {
        return p.minus(rate.times(g.div(T.sqrt(squares).plus(epsilon))));
    }

    /** The running mean. */
    private static Expr mixed(Expr old, Expr now, double weight) {
        return old.times(weight).plus(now.times(1 - weight));
    }

    /** Zeros in the shape that a parameter has now. */
    private static Shared memory(Shared p, String what) {
        return Arignote.shared(p.zerosLike().eval(), (p.name() == null ? "" : p.name() + "_") + what);
    }

    /** A number or a scalar in the dtype of {@code like}. */
    static Expr scalar(String what, Object limit, Expr like) {
        if (limit instanceof Number n) {
            return Build.number(n, like);
        }
        if (limit instanceof Expr e && e.type().rank() == 0) {
            return Build.cast(e, like.type().dtype());
        }
        throw new IllegalArgumentException(what + " takes a number or a scalar, not " + Operands.kind(limit));
    }

    static Expr cut(Expr g, Expr limit) {
        return T.clip(g, limit.negate(), limit);
    }
}
