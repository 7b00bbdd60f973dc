package arignote.expr;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.Predicate;

/**
 * Stop, as long work sees it: whatever may take long calls {@link #check()} now and then, and a notebook's cells do so at
 * every turn of a loop.
 *
 * <p>The test is a call site whose target changes. Until somebody stops, the target does nothing, and a compiled loop
 * holds no instruction of it; when the target changes, the JVM throws the compiled loop away.
 */
public final class Cancellation {
    private static final MethodType TEST = MethodType.methodType(void.class);
    private static final MethodHandle PASS = MethodHandles.empty(TEST);
    private static final MethodHandle STOP = stopHandle();
    private static final MutableCallSite SITE = new MutableCallSite(PASS);
    private static final MethodHandle INVOKER = SITE.dynamicInvoker();

    private static volatile Predicate<Thread> ending = thread -> false;

    private Cancellation() {}

    /** What a stopped thread throws. An error, since cells catch exceptions; the next check throws it again. */
    public static final class Stopped extends Error {
        private static final long serialVersionUID = 1;

        private Stopped() {
            super("stopped", null, false, false);
        }
    }

    /**
     * Costs nothing until somebody stops.
     *
     * @throws Stopped if this thread has to end
     */
    public static void check() {
        try {
            INVOKER.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** From now on the checks of these threads throw. */
    public static synchronized void stop(Predicate<Thread> threads) {
        ending = threads;
        turn(STOP);
    }

    /** From now on every check passes. */
    public static synchronized void clear() {
        if (SITE.getTarget() != PASS) {
            ending = thread -> false;
            turn(PASS);
        }
    }

    private static void turn(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    private static void stopIfEnding() {
        if (ending.test(Thread.currentThread())) {
            throw new Stopped();
        }
    }

    private static MethodHandle stopHandle() {
        try {
            return MethodHandles.lookup().findStatic(Cancellation.class, "stopIfEnding", TEST);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
