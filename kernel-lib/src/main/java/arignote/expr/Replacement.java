package arignote.expr;

import arignote.Expr;
import arignote.expr.print.Printer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Expressions with others in the place of some of their parts. */
public final class Replacement {
    private Replacement() {}

    /**
     * {@code roots} with each key of {@code by} replaced; untouched parts stay the same objects.
     *
     * @param by expressions, numbers and arrays
     * @param strict whether dtypes have to be the same
     * @throws IllegalArgumentException if something is null, or a type is another
     */
    public static List<Expr> of(List<? extends Expr> roots, Map<? extends Expr, ?> by, boolean strict) {
        if (roots == null || by == null) {
            throw new IllegalArgumentException(
                    "cloneReplace got null; give an expression, and a map from its parts to what takes their places");
        }
        Operands.check("cloneReplace", roots);
        Map<Expr, Expr> replaced = new IdentityHashMap<>();
        by.forEach((part, given) -> replaced.put(part, fitting(part, given, strict)));
        return Graphs.replace(roots, replaced);
    }

    private static Expr fitting(Expr part, Object given, boolean strict) {
        if (part == null || given == null) {
            throw new IllegalArgumentException("cloneReplace got null "
                    + (part == null ? "as a part" : "for " + Printer.quoted(part)) + "; give expressions");
        }
        Expr by = given instanceof Expr e ? e : Build.beside(part, given);
        boolean fits = strict
                ? by.type().equals(part.type())
                : by.type().rank() == part.type().rank();
        if (!fits) {
            List<String> both = Printer.quoted(List.of(part, by));
            throw new IllegalArgumentException("cloneReplace: " + both.get(0) + " is "
                    + part.type().described() + ", and " + both.get(1) + " in its place is "
                    + by.type().described() + "; they must be alike"
                    + (strict && by.type().rank() == part.type().rank()
                            ? ", or the dtypes may differ if strict is false"
                            : ""));
        }
        return by;
    }
}
