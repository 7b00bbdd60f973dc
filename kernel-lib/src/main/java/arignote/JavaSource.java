package arignote;

/** Generated Java; a notebook shows it with its syntax in colours. */
public record JavaSource(String text) {
    @Override
    public String toString() {
        return text;
    }
}
