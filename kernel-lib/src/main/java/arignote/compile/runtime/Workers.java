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

    /** How many threads share a sweep: the property {@code arignote.threads}, or as many as there are processors. */
    public static final int THREADS =
            Integer.getInteger("arignote.threads", Runtime.getRuntime().availableProcessors());

    private static final Map<Integer, Workers> OF = new ConcurrentHashMap<>();

    /** Something that is done in blocks, which may run at the same time. */
    interface Job {
        /** Computes one block of a sweep. */
        void block(int sweep, int block);
    }

    private final Thread[] threads;
    private final AtomicInteger next = new AtomicInteger(Integer.MAX_VALUE / 2); // the next block to take
    private final AtomicInteger busy = new AtomicInteger(); // helpers that may be in a block
    private volatile Job job;
    private volatile int sweep;
    private volatile int count;
    private volatile Throwable failure;
    private final ReentrantLock one = new ReentrantLock();

    private Workers(int helpers) {
        threads = new Thread[helpers];
        for (int i = 0; i < helpers; i++) {
            threads[i] = new Thread(this::help, "arignote worker " + (i + 1));
            threads[i].setDaemon(true);
            threads[i].start();
        }
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

    /** @param shared whether the blocks are worth waking other threads for */
    void run(Job job, int sweep, int count, boolean shared) {
        if (!shared || count == 1 || threads.length == 0 || !one.tryLock()) {
            for (int block = 0; block < count; block++) {
                Cancellation.check();
                job.block(sweep, block);
            }
            return;
        }
        try {
            share(job, sweep, count);
        } finally {
            one.unlock();
        }
    }

    private void share(Job now, int itsSweep, int itsCount) {
        failure = null;
        job = now;
        sweep = itsSweep;
        count = itsCount;
        next.set(0);
        for (Thread t : threads) {
            LockSupport.unpark(t);
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

    private void help() {
        while (true) {
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
            LockSupport.park(this);
        }
    }
}
