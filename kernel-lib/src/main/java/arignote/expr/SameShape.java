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
        return switch (e.op().tag()) {
            case ELEMENTWISE -> onlyOperand(e);
            case CAST, SOFTMAX, LOG_SOFTMAX, IDENTITY -> e.args().get(0);
            case BROADCAST_TO, SUM_TO, RESHAPE, PLACE -> {
                Expr shape = e.args().get(1);
                yield shape.op() instanceof Op.Shape ? shape.args().get(0) : e;
            }
            case ARRAY -> {
                Expr like = ((Op.Array) e.op()).op().shapedLike(e);
                yield like == null ? e : like;
            }
            case INPUT, STATE, CONSTANT, REDUCE, SIZE, SHAPE, DOT, DIMSHUFFLE, PART, GATHER, JOIN, IOTA -> e;
        };
    }

    private Expr onlyOperand(Expr e) {
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
}
