package arignote.run;

import arignote.Config;
import org.nd4j.linalg.factory.Nd4j;

/** Starts ND4J once, the way this library needs it. */
public final class Nd4jBackend {
    static {
        // ND4J looks for its backend with the thread's context class loader, which in a notebook's cell does not
        // see it.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Nd4jBackend.class.getClassLoader());
        try {
            Nd4j.setDefaultDataTypes(Config.floatX().nd4j(), Config.floatX().nd4j());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Nd4jBackend() {}

    /** After this, ND4J is there and makes arrays of floatX where nothing else is said. */
    public static void start() {
        // the class's initialiser has done it
    }
}
