package arignote.notebook.errors;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;

/**
 * What the cells' code threw last. JShell hands over an exception's name, message and frames and drops the rest: its
 * causes, its class, what it says of itself. So the code is asked where it runs.
 */
public final class CellThrown {
    private volatile Throwable last;

    /** Null when nothing was thrown since the last {@link #forget}. */
    Throwable last() {
        return last;
    }

    void forget() {
        last = null;
    }

    /** The same code, whose exceptions are noted here. */
    public <T> Callable<T> noting(Callable<T> code) {
        return () -> {
            try {
                return code.call();
            } catch (InvocationTargetException e) {
                last = e.getCause();
                throw e;
            }
        };
    }
}
