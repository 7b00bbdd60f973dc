package arignote.compile.nest;

/** What must hold of the dimensions in a call for the loops to be right. */
public sealed interface Guard {
    /** Both are equal. */
    record Same(Dimension a, Dimension b) implements Guard {}

    /** They are not. */
    record Different(Dimension a, Dimension b) implements Guard {}

    /**
     * The axis has length 1, and is repeated to another length. Where both have length 1, other loops are right as well,
     * which may sum in another order: what a call gives must not depend on which calls came before.
     */
    record Repeated(Dimension a, Dimension to) implements Guard {}

    /** The axis is not empty. */
    record Some(Dimension a) implements Guard {}

    /** It is at least {@code border}, or if not {@code isThere}, less. */
    record AtLeast(Dimension a, long border, boolean isThere) implements Guard {}
}
