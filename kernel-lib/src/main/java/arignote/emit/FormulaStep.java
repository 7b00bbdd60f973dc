package arignote.emit;

import java.util.List;

/** One statement of a {@link Formula}. */
sealed interface FormulaStep {
    /** The variable gets the term's value; {@code again} says that it had one before. */
    record Let(FormulaTerm.Variable variable, FormulaTerm value, boolean again) implements FormulaStep {}

    /** The result is that of the rare way where the condition holds, that of the usual way elsewhere. */
    record Branch(FormulaTerm.Variable result, FormulaTerm condition, Way rare, Way usual) implements FormulaStep {}

    /** Statements and the value they end with. */
    record Way(List<FormulaStep> steps, FormulaTerm result) {
        boolean uses(FormulaOperation operation) {
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
