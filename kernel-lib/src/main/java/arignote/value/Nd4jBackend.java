package arignote.value;

import arignote.Config;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

/** Starts ND4J once, the way this library needs it. */
public final class Nd4jBackend {
    static {
        Nd4jLogging.start();
        // ND4J looks for its backend with the thread's class loader, which in a notebook's cell does not see it
        ND4JClassLoading.setNd4jClassloaderFromClass(Nd4jBackend.class);
        Nd4j.setDefaultDataTypes(Config.floatX().nd4j(), Config.floatX().nd4j());
    }

    private Nd4jBackend() {}

    /** After this, ND4J is there and makes arrays of floatX where nothing else is said. */
    public static void start() {
        // the class's initialiser has done it
    }
}
