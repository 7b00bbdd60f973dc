package arignote.compile.nest;

/** Says in one sentence why an expression is computed otherwise than by generated loops. */
public final class NoNest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoNest(String reason) {
        super(reason, null, false, false);
    }
}
