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
     * What computes this result and others of the same arguments at once, by {@link #computeAll}; the others have an equal one. Null
     * where there is one result.
     */
    default Object together() {
        return null;
    }

    /**
     * The values of several results that are computed {@link #together}, or of one.
     *
     * @param all what is computed; this is the operation of the first
     * @param args the values of their arguments, not to be written to
     * @param earlier what this gave the last time and nobody needs any more, so that its memory may be taken; empty at first
     * @return the values in their order; what follows them is kept for its memory alone
     */
    default List<HostArray> computeAll(List<Expr> all, List<HostArray> args, List<HostArray> earlier) {
        return List.of(compute(all.get(0), args, earlier.isEmpty() ? null : earlier.get(0)));
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

    /** The body, if this is one of the results of a loop; else null. */
    default LoopBody loopBody() {
        return null;
    }

    /** Which result of its loop this is. */
    default int result() {
        return 0;
    }

    /** The same value in operations that loops can say, for a device, which has no library; null if there are none. */
    default Expr inLoops(Expr e) {
        return null;
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
