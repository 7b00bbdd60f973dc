package arignote.compile.runtime;

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
    private static final long PATIENCE = 5_000_000_000L; // nanoseconds: compilers may have much else to do
    private static final long PAUSE = 10; // milliseconds
    private static final int FAST = 3; // rounds, one after the other

    private Warming() {}

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "arignote warming");
        thread.setDaemon(true);
        return thread;
    }

    /** Does something on the thread that makes code fast. */
    static void later(Runnable work) {
        THREAD.execute(work);
    }

    /** Does something before what waits there. */
    static void first(Runnable work) {
        later(work);
        if (WORK.removeLastOccurrence(work)) {
            WORK.addFirst(work);
        }
    }

    /** Whether something is not fast yet. */
    static boolean isBusy() {
        return THREAD.getActiveCount() > 0 || !THREAD.getQueue().isEmpty();
    }

    /** Calls vectors until they take less time than plain code and put nothing on the heap. */
    static boolean getsFast(Runnable vectors, Runnable plain) {
        int fast = 0;
        long start = System.nanoTime();
        for (int round = 0; fast < FAST && System.nanoTime() - start < PATIENCE; round++) {
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
