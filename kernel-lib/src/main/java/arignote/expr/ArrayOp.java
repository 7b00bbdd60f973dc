package arignote.expr;

import arignote.Expr;
import java.util.List;

/**
 * An operation on whole arrays that a library computes and not a loop: a decomposition, a sort, a convolution, a draw of
 * random numbers. Everything that is to be known of one stands in its class; {@link Op.Array} puts it into expressions.
 *
 * <p>Two operations that say the same are equal, so these are records or constants of an enum.
 */
public interface ArrayOp {
    /** A short name, for prints, pictures and messages. */
    String label();

    /**
     * The type of the result.
     *
     * @throws IllegalArgumentException if the arguments do not fit, in words that name them
     */
    TensorType type(List<Expr> args);

    /**
     * The value, a new array of exactly the type that {@link #type} tells.
     *
     * @param e what is computed, for messages
     * @param args the values of its arguments, not to be written to
     * @throws IllegalArgumentException if they do not fit, in words that name them
     */
    HostArray compute(Expr e, List<HostArray> args);

    /**
     * The same, again and again.
     *
     * @param earlier a value of this operation that nobody needs any more, so that its memory may be taken; null if there is none
     */
    default HostArray compute(Expr e, List<HostArray> args, HostArray earlier) {
        return compute(e, args);
    }

    /**
     * How a page computes it, with the bits of {@link #compute} unless its file says otherwise.
     *
     * @param e what is computed, for messages
     */
    JavaScript javaScript(Expr e);

    /**
     * Whether the value is the first argument's, and computing it is for what happens on the way: a print, an assertion.
     * Such an operation is computed once a call, after it is known that no other refuses its arguments.
     */
    default boolean looksOnly() {
        return false;
    }

    /** Who computes it, for a reader. */
    default String computedBy() {
        return "a library";
    }

    /** An expression whose shape the value has for sure, or null if none is known. */
    default Expr shapedLike(Expr e) {
        return looksOnly() ? e.args().get(0) : null;
    }

    /**
     * For each argument of {@code e} the gradient by it, of its shape, or null where it has none.
     *
     * @param g the gradient by {@code e}, of the shape of {@code e}
     */
    List<Expr> gradient(Expr e, Expr g);
}
