package arignote.notebook;

/** An output that is replaced in place. */
@FunctionalInterface
public interface Live {
    /** Shows the value in place of the one before. */
    void set(Object value);
}
