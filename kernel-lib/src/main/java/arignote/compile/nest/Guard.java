package arignote.compile.nest;

/** What must hold of a call's lengths for the loops to be right. */
public sealed interface Guard {
    /** Both lengths are equal. */
    record Same(Dimension a, Dimension b) implements Guard {}

    /** The axis has length 1, and is repeated. */
    record One(Dimension a) implements Guard {}

    /** The axis is not empty. */
    record Some(Dimension a) implements Guard {}

    /** There are at least so many, or if not {@code isThere} fewer than so many. */
    record AtLeast(Dimension a, long border, boolean isThere) implements Guard {}
}
