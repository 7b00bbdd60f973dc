package arignote.compile.formula;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** One statement of a {@link Formula}. */
public sealed interface FormulaStep {
    /** The variable gets the term's value; {@code again} says that it had one before. */
    record Let(FormulaTerm.Variable variable, FormulaTerm value, boolean again) implements FormulaStep {}

    /** The result is that of the rare way where the condition holds, that of the usual way elsewhere. */
    record Branch(FormulaTerm.Variable result, FormulaTerm condition, Way rare, Way usual) implements FormulaStep {}

    /** Statements and the value they end with. */
    record Way(List<FormulaStep> steps, FormulaTerm result) {
        /** The variables that get a value more than once. */
        public Set<FormulaTerm.Variable> changing() {
            Set<FormulaTerm.Variable> changing = Collections.newSetFromMap(new IdentityHashMap<>());
            for (FormulaStep step : steps) {
                if (step instanceof Branch b) {
                    changing.addAll(b.rare().changing());
                    changing.addAll(b.usual().changing());
                } else if (((Let) step).again()) {
                    changing.add(((Let) step).variable());
                }
            }
            return changing;
        }

        public boolean uses(FormulaOperation operation) {
            return uses(result, operation)
                    || steps.stream()
                            .anyMatch(s -> s instanceof Branch b
                                    ? uses(b.condition(), operation)
                                            || b.rare().uses(operation)
                                            || b.usual().uses(operation)
                                    : uses(((Let) s).value(), operation));
        }

        private static boolean uses(FormulaTerm term, FormulaOperation operation) {
            return term instanceof FormulaTerm.Apply a
                    && (a.operation() == operation || a.operands().stream().anyMatch(o -> uses(o, operation)));
        }
    }
}
