package arignote.notebook;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.channels.JupyterOutputStream;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Collects what cells print into few messages. The kernel sends one message a line; the channel's queue is short, so that
 * a flood of lines loses some of them.
 *
 * <p>The kernel has no place for this, so its fields are set by reflection; where that is refused, it prints as before.
 */
final class KernelOutput {
    private static final int LARGE = 1 << 16;
    private static final long MILLIS = 30;

    private final StringBuilder text = new StringBuilder();
    private BiConsumer<ShellReplyEnvironment, String> stream;
    private ShellReplyEnvironment cell;

    /** Puts this between the kernel's streams and its channel. */
    void collect(JupyterIO io) throws ReflectiveOperationException {
        Field write = accessible(JupyterOutputStream.class, "write");
        Field env = accessible(DisplayStream.class, "env");
        Field display = accessible(JupyterIO.class, "display");
        List<JupyterOutputStream> streams = new ArrayList<>();
        for (String name : List.of("jupyterOut", "jupyterErr")) {
            streams.add((JupyterOutputStream) accessible(JupyterIO.class, name).get(io));
        }
        // The kernel's own display(…) must not overtake what was printed before it.
        OrderedDisplay ordered = new OrderedDisplay();
        env.set(ordered, env.get(io.display));
        display.set(io, ordered);
        for (JupyterOutputStream each : streams) {
            BiConsumer<ShellReplyEnvironment, String> direct = writer(write, each);
            BiConsumer<ShellReplyEnvironment, String> collected = (to, printed) -> print(direct, to, printed);
            write.set(each, collected);
        }
        Thread timer = new Thread(this::sendNowAndThen, "printed text");
        timer.setDaemon(true);
        timer.start();
    }

    private synchronized void print(
            BiConsumer<ShellReplyEnvironment, String> to, ShellReplyEnvironment from, String printed) {
        if (to != stream || from != cell) {
            flush();
            stream = to;
            cell = from;
        }
        text.append(printed);
        if (text.length() >= LARGE) {
            flush();
        } else {
            notifyAll();
        }
    }

    /** Sends what is left, so that what is shown next stands after it. */
    synchronized void flush() {
        if (text.length() > 0) {
            String printed = text.toString();
            text.setLength(0);
            stream.accept(cell, printed);
        }
    }

    private void sendNowAndThen() {
        try {
            while (true) {
                synchronized (this) {
                    while (text.length() == 0) {
                        wait();
                    }
                }
                Thread.sleep(MILLIS);
                flush();
            }
        } catch (InterruptedException e) {
            // The kernel ends.
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static BiConsumer<ShellReplyEnvironment, String> writer(Field write, JupyterOutputStream stream)
            throws IllegalAccessException {
        return (BiConsumer<ShellReplyEnvironment, String>) write.get(stream);
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** The kernel's display stream, after what was printed. */
    private final class OrderedDisplay extends DisplayStream {
        @Override
        public void display(DisplayData data) {
            flush();
            super.display(data);
        }

        @Override
        public void updateDisplay(DisplayData data) {
            flush();
            super.updateDisplay(data);
        }
    }
}
