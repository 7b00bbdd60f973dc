package arignote;

import arignote.expr.Operands;
import arignote.grad.HeldGradients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link T#grad(Expr, List, GradOption...) T.grad} is told beside the cost and the variables, in any order. Made by
 * {@link T#considerConstant(List) T.considerConstant}, {@link T#knownGrads T.knownGrads} and
 * {@link T#disconnectedInputs T.disconnectedInputs}.
 */
public sealed interface GradOption {
    /** Expressions that are considered constant. */
    record Constants(List<Expr> expressions) implements GradOption {
        /** Refuses null. */
        public Constants {
            Operands.check("considerConstant", expressions);
            expressions = List.copyOf(expressions);
        }
    }

    /** Expressions whose gradients are known. */
    record KnownGrads(Map<? extends Expr, Expr> gradients) implements GradOption {
        /** Refuses null. */
        public KnownGrads {
            Operands.check("knownGrads", new ArrayList<>(gradients.keySet()));
            Operands.check("knownGrads", new ArrayList<>(gradients.values()));
            gradients = new LinkedHashMap<>(gradients);
        }
    }

    /** What becomes of a variable that the cost does not depend on. */
    record DisconnectedInputs(String policy) implements GradOption {
        /** Refuses a policy that there is not. */
        public DisconnectedInputs {
            if (policy == null || !List.of("raise", "warn", "ignore").contains(policy)) {
                throw new IllegalArgumentException("disconnectedInputs is \"raise\", \"warn\" or \"ignore\", not "
                        + (policy == null ? "null" : "\"" + policy + "\""));
            }
        }
    }

    /** All options as one. */
    static HeldGradients of(GradOption... options) {
        List<Expr> constants = new ArrayList<>();
        Map<Expr, Expr> known = new LinkedHashMap<>();
        String policy = "raise";
        for (GradOption option : options == null ? new GradOption[1] : options) {
            if (option instanceof Constants c) {
                constants.addAll(c.expressions());
            } else if (option instanceof KnownGrads k) {
                known.putAll(k.gradients());
            } else if (option instanceof DisconnectedInputs d) {
                policy = d.policy();
            } else {
                throw new IllegalArgumentException("grad got null for an option; give T.knownGrads(…) for instance");
            }
        }
        return new HeldGradients(
                constants, known, HeldGradients.Disconnected.valueOf(policy.toUpperCase(java.util.Locale.ROOT)));
    }
}
