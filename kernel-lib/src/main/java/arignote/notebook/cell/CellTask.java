package arignote.notebook.cell;

import arignote.expr.Cancellation;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * One statement of a cell at work. A task of Java's counts as ended the moment it is cancelled, while its thread goes on and
 * prints into the next cell; this one ends with its thread.
 *
 * <p>Only a thread that is inside of foreign code for longer than {@link #PATIENCE_MILLIS} is left behind. It is remembered:
 * its next check ends it, and {@link #isLeftBehind} keeps what it prints out of the notebook.
 */
public final class CellTask implements Runnable {
    /** Stop has to be over within a second. */
    static final long PATIENCE_MILLIS = 800;
    /** A sleep may swallow an interrupt, and the next sleep needs another one. */
    private static final long AGAIN_MILLIS = 20;

    private static final Set<Thread> LEFT_BEHIND = ConcurrentHashMap.newKeySet();

    private final Callable<Object> work;
    private final Thread asker = Thread.currentThread();
    private Thread worker;
    private Object result;
    private Throwable error;
    private boolean ended;
    private boolean stopped;

    public CellTask(Callable<Object> work) {
        this.work = work;
    }

    /** Whether this thread belongs to a cell that was stopped and has ended. */
    public static boolean isLeftBehind(Thread thread) {
        return !LEFT_BEHIND.isEmpty() && LEFT_BEHIND.contains(thread);
    }

    /** A new cell begins: only what was left behind still has to end. */
    static void newCell() {
        LEFT_BEHIND.removeIf(thread -> !thread.isAlive());
        if (LEFT_BEHIND.isEmpty()) {
            Cancellation.clear();
        } else {
            Cancellation.stop(LEFT_BEHIND::contains);
        }
    }

    @Override
    public void run() {
        boolean isWanted;
        synchronized (this) {
            worker = Thread.currentThread();
            isWanted = !stopped;
        }
        try {
            result = isWanted ? work.call() : null;
        } catch (Throwable e) {
            error = e;
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        Thread.interrupted(); // meant for this task, not for the thread's next one
        LEFT_BEHIND.remove(Thread.currentThread());
        notifyAll();
    }

    /** Stops, and comes back at once. */
    synchronized void stop() {
        if (ended || stopped) {
            return;
        }
        stopped = true;
        // Other threads that run code of cells, such as those of a parallel stream, have to end as well. The one that
        // waits for this task may run some later, for a reader who moves a slider.
        Cancellation.stop(thread -> thread != asker);
        Thread stopping = new Thread(this::interruptUntilEnded, "stopping a cell");
        stopping.setDaemon(true);
        stopping.start();
        notifyAll();
    }

    private synchronized void interruptUntilEnded() {
        try {
            while (!ended) {
                if (worker != null) {
                    worker.interrupt();
                }
                wait(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for its value.
     *
     * @throws CancellationException if it was stopped
     * @throws TimeoutException if it takes longer
     * @throws Exception what it has thrown
     */
    public synchronized Object get(long milliseconds) throws Exception {
        long left = milliseconds;
        while (!ended && !stopped && left > 0) {
            long start = System.nanoTime();
            wait(left);
            left -= (System.nanoTime() - start) / 1_000_000;
        }
        if (stopped) {
            awaitEnd();
            throw new CancellationException();
        }
        if (!ended) {
            throw new TimeoutException();
        }
        if (error != null) {
            throw error instanceof Exception e ? e : new InvocationTargetException(error);
        }
        return result;
    }

    private void awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (long left = PATIENCE_MILLIS; !ended && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        if (!ended && worker != null) {
            LEFT_BEHIND.add(worker);
        }
    }
}
