package arignote.notebook.display;

/** An output that is replaced in place. */
@FunctionalInterface
public interface DisplayHandle {
    /** Shows the value in place of the one before. */
    void set(Object value);
}
