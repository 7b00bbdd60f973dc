package arignote.compile.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes code with the Vector API fast before it is used: until the virtual machine has compiled it, it is some hundred times slower than
 * plain code is then. A thread of its own calls it on numbers of no interest; plain code computes until then, the same bits.
 */
final class Warming {
    private static final LinkedBlockingDeque<Runnable> WORK = new LinkedBlockingDeque<>();

    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, WORK, Warming::daemon);

    static {
        THREAD.allowCoreThreadTimeOut(true);
    }

    /** Whether code computes in vectors from its first call on, as tests want it. */
    static volatile boolean atOnce;

    // how code is called until it is fast
    private static final int CALLS = 8;
    private static final int EAGER = 150; // rounds without a pause: enough for the virtual machine to begin compiling
    static final long PATIENCE = 5_000_000_000L; // nanoseconds
    private static final long MOST_PATIENCE =
            20_000_000_000L; // where other programs keep the processors, compilers take as long
    private static final long PAUSE = 10; // milliseconds
    private static final int FAST = 3; // rounds, one after the other

    private Warming() {}

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "arignote warming");
        thread.setDaemon(true);
        return thread;
    }

    /** Something that may not succeed within so many nanoseconds. */
    interface Attempt {
        boolean succeeds(long patience);
    }

    /** Tries on the thread that makes code fast; if that fails, once more behind what waits there, with twice the patience. */
    static void later(Attempt attempt) {
        THREAD.execute(trying(attempt, PATIENCE, THREAD));
    }

    /** The same, before what waits there. */
    static void first(Attempt attempt) {
        Runnable work = trying(attempt, PATIENCE, THREAD);
        THREAD.execute(work);
        if (WORK.removeLastOccurrence(work)) {
            WORK.addFirst(work);
        }
    }

    /** @param again where to wait for the next try */
    static Runnable trying(Attempt attempt, long patience, Executor again) {
        return () -> {
            if (HotSpot.hasLastCompiler() && !attempt.succeeds(patience) && patience < MOST_PATIENCE) {
                again.execute(trying(attempt, 2 * patience, again));
            }
        };
    }

    /** Whether something is not fast yet. */
    static boolean isBusy() {
        return THREAD.getActiveCount() > 0 || !THREAD.getQueue().isEmpty();
    }

    /** Calls vectors until they take less time than plain code and put nothing on the heap, or until patience ends. */
    static boolean getsFast(Runnable vectors, Runnable plain, long patience) {
        int fast = 0;
        long start = System.nanoTime();
        for (int round = 0; fast < FAST && System.nanoTime() - start < patience; round++) {
            long before = HotSpot.allocatedBytes();
            long begin = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                vectors.run();
            }
            long between = System.nanoTime();
            long allocated = HotSpot.allocatedBytes() - before;
            for (int call = 0; call < CALLS; call++) {
                plain.run();
            }
            boolean isFast = allocated == 0 && between - begin < System.nanoTime() - between;
            fast = isFast ? fast + 1 : 0;
            if (round > EAGER && !isFast) {
                pause();
            }
        }
        return fast == FAST;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
