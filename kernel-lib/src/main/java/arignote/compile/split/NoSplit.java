package arignote.compile.split;

/** A computation that cannot be split by rows; the message says why, as the end of a sentence. */
public final class NoSplit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSplit(String why) {
        super(why);
    }
}
