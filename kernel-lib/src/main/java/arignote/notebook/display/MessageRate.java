package arignote.notebook.display;

import java.util.concurrent.locks.LockSupport;

/** Holds back a flood of messages: a Jupyter server drops those above 1000 a second over three seconds. */
public final class MessageRate {
    private static final long GAP_NANOS = 1_100_000;
    /** The most messages that may be sent at once. */
    private static final long BURST = 500;

    private long next = System.nanoTime();

    public synchronized void await() {
        next = Math.max(next, System.nanoTime() - BURST * GAP_NANOS) + GAP_NANOS;
        for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
