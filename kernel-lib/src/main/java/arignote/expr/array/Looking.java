package arignote.expr.array;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Op;
import arignote.expr.Operands;
import java.util.Arrays;
import java.util.List;

/** Expressions that are others, and let a reader look into the computation. */
public final class Looking {
    private Looking() {}

    /** {@code x}, printed each time it is computed. */
    public static Expr print(String message, Expr x, String... attributes) {
        Operands.there("print", x);
        List<String> shown = attributes == null ? null : Arrays.asList(attributes);
        return Expr.of(new Op.Array(new Print(message, shown)), List.of(x));
    }

    /** {@code x}, if all elements of the condition are true or not 0. */
    public static Expr asserting(Expr x, Object condition, String message) {
        Operands.there("asserting", x);
        if (condition == null) {
            throw new IllegalArgumentException("asserting got null in place 2; give an expression such as T.gt(x, 0)");
        }
        Expr holds = condition instanceof Expr e ? e : Build.constant(condition);
        return Expr.of(new Op.Array(new Assertion(message)), List.of(x, holds));
    }
}
