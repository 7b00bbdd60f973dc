package arignote.notebook;

/**
 * A piece of a text.
 *
 * @param start its first character
 * @param end the character after its last
 */
record Span(int start, int end) {
    boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /** Whether the other lies in it, and is not all of it. */
    boolean encloses(Span other) {
        return start <= other.start && other.end <= end && !equals(other);
    }
}
