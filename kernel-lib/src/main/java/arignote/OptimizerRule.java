package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import java.util.List;

/** What one step does with one parameter. */
@FunctionalInterface
interface OptimizerRule {
    /** The updates of a parameter and of what is remembered for it. */
    List<Update> updates(Expr gradient, Shared parameter, Step step);

    /** What all parameters of a step have in common: its learning rate, and its number if a rule asks for it. */
    final class Step {
        private final Expr rate;
        private Shared taken;

        Step(Expr rate) {
            this.rate = rate;
        }

        /** The learning rate in the dtype of {@code p}. */
        Expr rate(Expr p) {
            return Build.cast(rate, p.type().dtype());
        }

        /** {@code 1 - beta^t} for the step t, from 1, in the dtype of {@code p}; computed in float64, as beta is near 1. */
        Expr missing(double beta, Expr p) {
            Expr t = Build.cast(counted().plus(1), DType.FLOAT64);
            return Build.cast(T.sub(1, T.pow(beta, t)), p.type().dtype());
        }

        private Shared counted() {
            if (taken == null) {
                taken = Arignote.shared(0L, "steps");
            }
            return taken;
        }

        boolean isCounted() {
            return taken != null;
        }

        Update update() {
            return Arignote.update(taken, taken.plus(1));
        }
    }
}
