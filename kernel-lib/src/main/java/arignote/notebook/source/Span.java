package arignote.notebook.source;

/**
 * A piece of a text.
 *
 * @param start its first character
 * @param end the character after its last
 */
public record Span(int start, int end) {
    /** The piece itself. */
    public String of(String text) {
        return text.substring(start, end);
    }

    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /** Whether the other lies in it, and is not all of it. */
    public boolean encloses(Span other) {
        return start <= other.start && other.end <= end && !equals(other);
    }
}
