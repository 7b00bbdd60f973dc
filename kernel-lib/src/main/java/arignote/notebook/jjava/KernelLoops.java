package arignote.notebook.jjava;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.Loop;

/**
 * The kernel's threads that listen for requests, made to answer at once: by themselves they look for a request and then
 * sleep for 50 ms, also after each one that they have answered.
 */
final class KernelLoops {
    private static final long MILLISECONDS = 50;

    private KernelLoops() {}

    /**
     * Lets every thread that listens wait for its next request instead.
     *
     * @throws ReflectiveOperationException if this kernel is made in another way
     */
    static void wake() throws ReflectiveOperationException {
        for (Loop loop : KernelRequests.loops()) {
            Runnable listener = KernelRequests.listener(loop);
            Object poller = poller(listener);
            Method poll = poller.getClass().getMethod("poll", long.class);
            KernelRequests.field(Loop.class, LongSupplier.class).set(loop, new Body(listener, poller, poll));
        }
    }

    /** What a loop does each time. Like the kernel's own it holds the listener, by which a connection is found. */
    private record Body(Runnable listener, Object poller, Method poll) implements LongSupplier {
        /** How long to sleep before the next time. */
        @Override
        public long getAsLong() {
            try {
                poll.invoke(poller, MILLISECONDS);
                listener.run();
                return 0;
            } catch (ReflectiveOperationException e) {
                listener.run();
                return MILLISECONDS;
            }
        }
    }

    /** Its class has a name of the kernel's own, in which it was packed. */
    private static Object poller(Object listener) throws ReflectiveOperationException {
        for (Field field : listener.getClass().getDeclaredFields()) {
            if (field.getType().getSimpleName().equals("Poller")) {
                field.setAccessible(true);
                return field.get(listener);
            }
        }
        throw new NoSuchFieldException("no poller in " + listener.getClass().getName());
    }
}
