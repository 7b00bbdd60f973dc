package arignote.rewrite;

import arignote.Expr;
import arignote.expr.SameShape;
import java.util.List;

/** What a pass knows of the expressions that it has come to: their shapes, and the logarithms of exponentials. */
final class Facts {
    private final SameShape shapes;
    private final Logarithms logarithms = new Logarithms();

    /** @param order expressions in order of computation */
    Facts(List<Expr> order) {
        shapes = new SameShape(order);
    }

    /** Whether it is seen that both have the same shape. */
    boolean proved(Expr a, Expr b) {
        return shapes.proved(a, b);
    }

    /** The expression that is known to have the shape of {@code e} and stands deepest. */
    Expr source(Expr e) {
        return shapes.source(e);
    }

    Logarithms logarithms() {
        return logarithms;
    }
}
