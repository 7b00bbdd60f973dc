package arignote.notebook.jjava;

import java.util.concurrent.locks.LockSupport;

/**
 * The end of the kernel: when Jupyter asks for it, at a shutdown or a restart, and when Jupyter itself is gone.
 *
 * <p>By itself JJava answers and waits for its own threads and those that cells have started, until Jupyter ends it by
 * force some seconds later; and it outlives a Jupyter that was killed.
 */
final class KernelEnd {
    /** Long enough for the answer to leave; nothing tells when it has. */
    private static final long ANSWER_MILLISECONDS = 200;
    /** What cells or libraries still do at the end may hang. */
    private static final long PATIENCE_MILLISECONDS = 2000;
    /** How often it is looked whether Jupyter is still there. */
    private static final long WATCH_MILLISECONDS = 1000;
    /** Set by Jupyter for the kernels it starts: the number of its process. On Windows it is none. */
    private static final String PARENT = "JPY_PARENT_PID";

    private static final long INIT = 1;

    private KernelEnd() {}

    /** Ends Java after a while, whatever still happens. */
    static void atLast() {
        after(PATIENCE_MILLISECONDS, KernelEnd::exit);
    }

    /** Ends Java once an answer that was given just now has left. */
    static void soon() {
        after(ANSWER_MILLISECONDS, KernelEnd::exit);
    }

    /** Ends Java when the process ends that has started the kernel, for nobody else knows of the kernel then. */
    static void withParent() {
        String number = System.getenv(PARENT);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        if (windows || number == null || !number.matches("\\d{1,18}")) {
            return;
        }
        long parent = Long.parseLong(number);
        ProcessHandle.of(parent).ifPresentOrElse(p -> p.onExit().thenRun(KernelEnd::exit), KernelEnd::exitIfOrphan);
        if (parent() == parent) {
            watch(parent);
        }
    }

    /** A parent that was killed counts as a process until its own parent has asked for it; its children are another's at once. */
    private static void watch(long parent) {
        after(WATCH_MILLISECONDS, () -> {
            while (parent() == parent) {
                LockSupport.parkNanos(WATCH_MILLISECONDS * 1_000_000);
            }
            exit();
        });
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(INIT);
    }

    /** The process has ended before we looked, unless it runs on another machine. */
    private static void exitIfOrphan() {
        if (parent() == INIT) {
            exit();
        }
    }

    private static void exit() {
        after(PATIENCE_MILLISECONDS, () -> Runtime.getRuntime().halt(0));
        System.exit(0);
    }

    private static void after(long milliseconds, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(milliseconds);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    work.run();
                },
                "end of the kernel");
        thread.setDaemon(true);
        thread.start();
    }
}
