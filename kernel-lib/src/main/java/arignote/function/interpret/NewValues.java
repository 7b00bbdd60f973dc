package arignote.function.interpret;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.print.Printer;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What shared variables become after a call. */
public final class NewValues {
    private NewValues() {}

    /**
     * An update's value in exactly the variable's type.
     *
     * @throws IllegalArgumentException if it is of another rank, or of a dtype that the variable's does not hold
     */
    public static Expr fitting(Shared target, Expr value) {
        if (value.type().rank() != target.type().rank()
                || !target.type().dtype().accepts(value.type().dtype())) {
            List<String> both = Printer.quoted(List.of(target, value));
            throw new IllegalArgumentException("the update of " + both.get(0) + ", "
                    + target.type().described()
                    + ", is " + value.type().described() + ": " + both.get(1) + "; they must be alike"
                    + (value.type().rank() == target.type().rank()
                            ? ": T.cast(…, \"" + target.type().dtype() + "\")"
                            : ""));
        }
        return Build.cast(value, target.type().dtype());
    }

    /**
     * Adds the default updates of the shared variables that are needed, and of those that these updates need.
     *
     * @param targets the variables that have updates
     * @param roots what is computed
     * @param without whose default updates are left out
     * @param given what stands in for an expression
     */
    public static void addDefaults(
            List<Shared> targets, List<Expr> roots, Predicate<Shared> without, UnaryOperator<Expr> given) {
        boolean more = true;
        while (more) {
            more = false;
            for (Expr e : Graphs.topological(roots)) {
                if (e instanceof Shared s && s.defaultUpdate() != null && !targets.contains(s) && !without.test(s)) {
                    targets.add(s);
                    roots.add(given.apply(fitting(s, s.defaultUpdate())));
                    more = true;
                }
            }
        }
    }
}
