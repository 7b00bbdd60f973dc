package arignote.notebook.jjava;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * The place where a kernel's answers to Jupyter's requests can be replaced: its connection. The kernel makes the
 * connection after it has installed its extensions and never shows it; but the threads that listen for requests hold it.
 */
final class KernelRequests {
    private static final int TRIES = 60_000;
    private static final int LOOPS = 2; // see loops()

    private KernelRequests() {}

    /** Runs {@code then} once the kernel listens. A kernel that hides its connection otherwise keeps its own answers. */
    static void whenConnected(Connected then) {
        Thread waiting = new Thread(
                () -> {
                    try {
                        then.use(connection());
                    } catch (ReflectiveOperationException | RuntimeException e) {
                        System.err.println("Arignote works without its own errors and help in this kernel: " + e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "waiting for Jupyter");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** What to do with the connection. */
    interface Connected {
        void use(JupyterConnection connection) throws ReflectiveOperationException;
    }

    /** Puts an answer in the place of the kernel's, which the answer may ask. */
    static <T extends ContentType<T>> void replace(
            JupyterConnection connection, MessageType<T> type, Answer<T> answer) {
        ShellHandler<T> kernel = connection.getHandler(type);
        connection.setHandler(type, (env, message) -> answer.handle(env, message, kernel));
    }

    /** Answers one kind of request. */
    interface Answer<T> {
        void handle(ShellReplyEnvironment env, Message<T> message, ShellHandler<T> kernel);
    }

    private static JupyterConnection connection() throws ReflectiveOperationException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            List<Loop> loops = loops();
            if (loops.size() == LOOPS) {
                Object channel = held(listener(loops.get(0)), ShellChannel.class);
                return (JupyterConnection) held(channel, ShellChannel.class, JupyterConnection.class);
            }
            Thread.sleep(1); // The first cell may come at once.
        }
        throw new NoSuchFieldException("no thread listens for requests");
    }

    /** The threads that listen: one for what cells and editors ask, one for Stop and the end. */
    static List<Loop> loops() {
        return Arrays.stream(threads())
                .filter(thread -> thread instanceof Loop && thread.getName().startsWith("Shell"))
                .map(Loop.class::cast)
                .toList();
    }

    /** What a loop runs each time: it holds its channel and the poller of its socket. */
    static Runnable listener(Loop loop) throws ReflectiveOperationException {
        Object body = field(Loop.class, LongSupplier.class).get(loop);
        return (Runnable) held(body, Runnable.class);
    }

    private static Thread[] threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[2 * root.activeCount() + 1];
        return Arrays.copyOf(threads, root.enumerate(threads));
    }

    /** What a field of that type holds: a lambda keeps in such fields what it uses. */
    private static Object held(Object owner, Class<?> type) throws ReflectiveOperationException {
        return held(owner, owner.getClass(), type);
    }

    private static Object held(Object owner, Class<?> declaring, Class<?> type) throws ReflectiveOperationException {
        return field(declaring, type).get(owner);
    }

    /** The first field of that type. */
    static Field field(Class<?> declaring, Class<?> type) throws ReflectiveOperationException {
        for (Field field : declaring.getDeclaredFields()) {
            if (type.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                return field;
            }
        }
        throw new NoSuchFieldException("no " + type.getSimpleName() + " in " + declaring.getName());
    }
}
