package arignote.notebook;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * The end of the kernel when Jupyter asks for it, at a shutdown or a restart.
 *
 * <p>By itself the kernel answers and waits for its own threads and those that cells have started, until Jupyter ends it by
 * force some seconds later.
 */
final class KernelEnd {
    /** Long enough for the answer to leave; a busy cell may keep the connection open for longer. */
    private static final long MILLISECONDS = 500;

    private KernelEnd() {}

    /** Ends Java once the request is answered. */
    static void answer(JupyterConnection connection) {
        KernelRequests.replace(connection, MessageType.SHUTDOWN_REQUEST, (env, message, kernel) -> {
            daemon("end of the kernel", () -> end(connection));
            kernel.handle(env, message);
        });
    }

    private static void end(JupyterConnection connection) {
        Thread answered = daemon("waiting for the connection to close", connection::waitUntilClose);
        try {
            answered.join(MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
