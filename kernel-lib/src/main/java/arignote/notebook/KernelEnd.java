package arignote.notebook;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * The end of the kernel: when Jupyter asks for it, at a shutdown or a restart, and when Jupyter itself is gone.
 *
 * <p>By itself the kernel answers and waits for its own threads and those that cells have started, until Jupyter ends it by
 * force some seconds later; and it outlives a Jupyter that was killed.
 */
final class KernelEnd {
    /** Long enough for the answer to leave; a busy cell may keep the connection open for longer. */
    private static final long MILLISECONDS = 500;
    /** What a library still does at the end of Java may hang. */
    private static final long PATIENCE_MILLISECONDS = 2000;
    /** Set by Jupyter for the kernels it starts: the number of its process. On Windows it is none. */
    private static final String PARENT = "JPY_PARENT_PID";

    private static final long INIT = 1;

    private KernelEnd() {}

    /** Ends Java once the request is answered. */
    static void answer(JupyterConnection connection) {
        KernelRequests.replace(connection, MessageType.SHUTDOWN_REQUEST, (env, message, kernel) -> {
            // From here on threads find their sockets closed, each at a place of its own. That is no error to report.
            Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
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
        exit();
    }

    /** Ends Java when the process ends that has started the kernel, for nobody else knows of the kernel then. */
    static void withParent() {
        String number = System.getenv(PARENT);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        if (windows || number == null || !number.matches("\\d{1,18}")) {
            return;
        }
        ProcessHandle.of(Long.parseLong(number))
                .ifPresentOrElse(parent -> parent.onExit().thenRun(KernelEnd::exit), KernelEnd::exitIfOrphan);
    }

    /** The process has ended before we looked, unless it runs on another machine. */
    private static void exitIfOrphan() {
        if (ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == INIT)
                .isPresent()) {
            exit();
        }
    }

    private static void exit() {
        daemon("end without patience", () -> {
            try {
                Thread.sleep(PATIENCE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(0);
        });
        System.exit(0);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
