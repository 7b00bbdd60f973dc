package arignote.expr;

import arignote.Expr;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two expressions have the same shape whatever the inputs are. It may not be seen, but is never claimed
 * wrongly; where it is seen, no sum over broadcast axes has to be written.
 */
public final class SameShape {
    /** For each expression asked about, the one that is known to have its shape and stands deepest. */
    private final Map<Expr, Expr> sources = new IdentityHashMap<>();

    /** @param order expressions in order of computation, so that no question about them goes deep */
    public SameShape(List<Expr> order) {
        order.forEach(this::source);
    }

    /** Whether it is seen that both have the same shape. */
    public boolean proved(Expr a, Expr b) {
        return a.type().rank() == b.type().rank() && (a.type().rank() == 0 || source(a) == source(b));
    }

    /** The expression that is known to have the shape of {@code e} and stands deepest. */
    public Expr source(Expr e) {
        Expr known = sources.get(e);
        if (known == null) {
            Expr next = step(e);
            known = next == e ? e : source(next);
            sources.put(e, known);
        }
        return known;
    }

    private Expr step(Expr e) {
        Op op = e.op();
        if (op instanceof Op.Elementwise) {
            Expr only = null;
            for (Expr arg : e.args()) {
                if (arg.type().rank() > 0) {
                    if (arg.type().rank() != e.type().rank() || (only != null && source(only) != source(arg))) {
                        return e;
                    }
                    only = arg;
                }
            }
            return only == null ? e : only;
        }
        if (op instanceof Op.Cast || op instanceof Op.Softmax || op instanceof Op.LogSoftmax) {
            return e.args().get(0);
        }
        boolean shaped = op instanceof Op.BroadcastTo || op instanceof Op.SumTo || op instanceof Op.Reshape;
        if (shaped && e.args().get(1).op() instanceof Op.Shape) {
            return e.args().get(1).args().get(0);
        }
        if (op instanceof Op.AddAt && e.args().get(1).op() instanceof Op.Shape) {
            return e.args().get(1).args().get(0);
        }
        return e;
    }
}
