package arignote.compile.runtime;

import arignote.expr.Cancellation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that help with the blocks of a sweep. The calling thread takes blocks too; which thread takes which makes no
 * difference to any result. Nothing is allocated for a sweep.
 */
public final class Workers {
    /** So many blocks are worth waking another thread for. */
    private static final int WORTH = 6;

    /** A block has so many innermost turns, or more. */
    private static final long TURNS = 1 << 15;

    /** How many threads share a sweep: the property {@code arignote.threads}, or as many as there are processors. */
    public static final int THREADS =
            Integer.getInteger("arignote.threads", Runtime.getRuntime().availableProcessors());

    private static final Map<Integer, Workers> OF = new ConcurrentHashMap<>();

    /** Something that is done in blocks, which may run at the same time. */
    interface Job {
        /** Computes one block of a sweep. */
        void block(int sweep, int block);
    }

    /** So many nanoseconds a helper looks for further blocks before it sleeps: waking it may take half as long. */
    private static final long LOOKS = 200_000;

    private final Helper[] threads;
    private final AtomicInteger next = new AtomicInteger(Integer.MAX_VALUE / 2); // the next block to take
    private final AtomicInteger busy = new AtomicInteger(); // helpers that may be in a block
    private volatile Job job;
    private volatile int sweep;
    private volatile int count;
    private volatile Throwable failure;
    private final ReentrantLock one = new ReentrantLock();

    private Workers(int helpers) {
        threads = new Helper[helpers];
        for (int i = 0; i < helpers; i++) {
            threads[i] = new Helper("arignote worker " + (i + 1));
            threads[i].start();
        }
    }

    private final class Helper extends Thread {
        volatile boolean sleeps;

        Helper(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                help();
                long until = System.nanoTime() + LOOKS;
                while (!isWork() && System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                sleeps = true; // before it looks for the last time, so that it is woken
                if (!isWork()) {
                    LockSupport.park(Workers.this);
                }
                sleeps = false;
            }
        }
    }

    private boolean isWork() {
        return next.get() < count;
    }

    /** So many threads, of which one is the caller; all functions with as many share them. */
    public static Workers of(int threads) {
        return OF.computeIfAbsent(Math.max(1, threads), n -> new Workers(n - 1));
    }

    /** How many threads there are, with the caller. */
    int threads() {
        return threads.length + 1;
    }

    void run(Job job, int sweep, int count) {
        run(job, sweep, count, count >= WORTH);
    }

    /** @param turns how many innermost turns all blocks have; some have more than others */
    void run(Job job, int sweep, int count, long turns) {
        run(job, sweep, count, count >= WORTH || turns >= WORTH * TURNS);
    }

    /** @param wakes whether the blocks are worth waking other threads for; those that are awake help in any case */
    void run(Job job, int sweep, int count, boolean wakes) {
        if (count == 1 || !(wakes || isAnyAwake()) || !one.tryLock()) {
            for (int block = 0; block < count; block++) {
                Cancellation.check();
                job.block(sweep, block);
            }
            return;
        }
        try {
            share(job, sweep, count, wakes);
        } finally {
            one.unlock();
        }
    }

    private boolean isAnyAwake() {
        for (Helper h : threads) {
            if (!h.sleeps) {
                return true;
            }
        }
        return false;
    }

    private void share(Job now, int itsSweep, int itsCount, boolean wakes) {
        failure = null;
        job = now;
        sweep = itsSweep;
        count = itsCount;
        next.set(0);
        for (Helper h : threads) {
            if (wakes && h.sleeps) {
                LockSupport.unpark(h);
            }
        }
        try {
            int block;
            while ((block = next.getAndIncrement()) < itsCount && failure == null) {
                Cancellation.check();
                now.block(itsSweep, block);
            }
        } finally {
            next.set(Integer.MAX_VALUE / 2);
            while (busy.get() > 0) {
                Thread.onSpinWait();
            }
            job = null;
        }
        Throwable failed = failure;
        if (failed instanceof RuntimeException e) {
            throw e;
        }
        if (failed instanceof Error e) {
            throw e;
        }
    }

    /** Takes blocks as long as there are some. */
    private void help() {
        // a helper is waited for once it is counted, which is before it takes a block
        busy.incrementAndGet();
        try {
            int block;
            while ((block = next.getAndIncrement()) < count) {
                job.block(sweep, block);
            }
        } catch (Throwable e) {
            failure = e;
            next.set(Integer.MAX_VALUE / 2);
        } finally {
            busy.decrementAndGet();
        }
    }
}
