package arignote.value;

import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * ND4J's logging. It goes where a program's SLF4J binding sends it; without one it goes nowhere, and SLF4J's own lines
 * about that are left out.
 */
public final class Nd4jLogging {
    /** Read by SLF4J when it starts. */
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private Nd4jLogging() {}

    /** Starts SLF4J, if nothing has started it yet. */
    public static void start() {
        ClassLoader loader = LoggerFactory.class.getClassLoader();
        boolean bound = ServiceLoader.load(SLF4JServiceProvider.class, loader).stream()
                .findAny()
                .isPresent();
        if (bound || System.getProperty(VERBOSITY) != null) {
            return;
        }
        System.setProperty(VERBOSITY, "ERROR");
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }
}
