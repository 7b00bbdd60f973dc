package arignote.compile.bytecode;

/** A source has something that is beyond {@link ClassCompiler}: javac has to compile it. */
public final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Beyond(String what) {
        super(what, null, false, false);
    }
}
