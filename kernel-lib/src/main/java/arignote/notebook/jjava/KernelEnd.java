package arignote.notebook.jjava;

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
