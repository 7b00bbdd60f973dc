package arignote.notebook.jjava;

import arignote.notebook.cell.CellTask;
import arignote.notebook.display.LongText;
import arignote.notebook.display.MessageRate;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.channels.JupyterOutputStream;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * All that cells print and show, in one queue that one thread sends. The kernel sends a message a line, from the cell's own
 * thread: a flood of lines loses some of them, and a cell that is stopped while it sends closes the channel.
 *
 * <p>The kernel has no place for this, so its fields are set by reflection; where that is refused, it prints as before.
 */
final class KernelOutput {
    /** Text is collected for so long, or until there is so much of it. */
    private static final long MILLIS = 30;

    private static final int LARGE = 1 << 16;
    /** Who is so far ahead of the sending has to wait. */
    private static final int FULL = 1 << 18;

    private static final int MANY = 100;

    private final Deque<Piece> queue = new ArrayDeque<>();
    private final Map<ShellReplyEnvironment, LongText> texts = new HashMap<>();
    private final MessageRate rate = new MessageRate();
    private int waiting; // characters in the queue
    private int sending;
    private boolean urgent;

    /** Something printed or shown by a cell, in the order in which it came. */
    private record Piece(ShellReplyEnvironment cell, StringBuilder text, Stream stream, ContentType<?> message) {}

    private record Stream(BiConsumer<ShellReplyEnvironment, String> send, boolean isError) {}

    /** Puts this between the kernel's streams and its channel. */
    void collect(JupyterIO io) throws ReflectiveOperationException {
        Field write = accessible(JupyterOutputStream.class, "write");
        Field display = accessible(JupyterIO.class, "display");
        Map<JupyterOutputStream, Stream> streams = new HashMap<>();
        for (String name : List.of("jupyterOut", "jupyterErr")) {
            JupyterOutputStream stream =
                    (JupyterOutputStream) accessible(JupyterIO.class, name).get(io);
            streams.put(stream, new Stream(writer(write, stream), name.equals("jupyterErr")));
        }
        Field env = accessible(DisplayStream.class, "env");
        display.set(io, new QueuedDisplay((ShellReplyEnvironment) env.get(io.display)));
        for (Map.Entry<JupyterOutputStream, Stream> each : streams.entrySet()) {
            Stream stream = each.getValue();
            BiConsumer<ShellReplyEnvironment, String> collected = (cell, text) -> print(stream, cell, text);
            write.set(each.getKey(), collected);
        }
        Thread sender = new Thread(this::send, "output of cells");
        sender.setDaemon(true);
        sender.start();
    }

    private synchronized void print(Stream stream, ShellReplyEnvironment cell, String text) {
        if (CellTask.isLeftBehind(Thread.currentThread())) {
            return;
        }
        awaitRoom();
        Piece last = queue.peekLast();
        if (last == null || last.message != null || last.stream != stream || last.cell != cell) {
            last = new Piece(cell, new StringBuilder(), stream, null);
            queue.add(last);
        }
        boolean isFirst = waiting == 0;
        last.text.append(text);
        waiting += text.length();
        if (isFirst || waiting >= LARGE) { // Waking the sender for each line would cost more than the line.
            notifyAll();
        }
    }

    private synchronized void show(ShellReplyEnvironment cell, ContentType<?> message) {
        if (cell != null && !CellTask.isLeftBehind(Thread.currentThread())) {
            awaitRoom();
            queue.add(new Piece(cell, null, null, message));
            urgent = true;
            notifyAll();
        }
    }

    private void awaitRoom() {
        try {
            while (waiting > FULL || queue.size() > MANY) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Stop: what is printed on the way out is still kept.
        }
    }

    /** Tells the reader something about a statement that has ended, and may be the cell's last. */
    void tell(String line) {
        System.err.println(line);
        flush();
    }

    /** Waits until all is sent, so that what is sent directly stands after it. */
    synchronized void flush() {
        urgent = true;
        notifyAll();
        boolean interrupted = false;
        while (!queue.isEmpty() || sending > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cell has ended: its long text is complete. */
    private void end(ShellReplyEnvironment cell) {
        flush();
        LongText text;
        synchronized (texts) {
            text = texts.remove(cell);
        }
        if (text != null) {
            text.close();
        }
    }

    private void send() {
        try {
            while (true) {
                for (Piece piece : next()) {
                    send(piece);
                }
                synchronized (this) {
                    sending = 0;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            // The kernel ends.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Piece> next() throws InterruptedException {
        while (queue.isEmpty()) {
            urgent = false;
            wait();
        }
        long deadline = System.nanoTime() + MILLIS * 1_000_000;
        for (long left = MILLIS;
                !urgent && waiting < LARGE && left > 0;
                left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        List<Piece> pieces = List.copyOf(queue);
        queue.clear();
        waiting = 0;
        sending = pieces.size();
        notifyAll();
        return pieces;
    }

    private void send(Piece piece) throws InterruptedException {
        try {
            if (piece.message == null) {
                text(piece.cell).print(piece.text, piece.stream.isError);
            } else {
                text(piece.cell).close();
                publish(piece.cell, piece.message);
            }
        } catch (RuntimeException | LinkageError e) {
            // One value that cannot be sent must not end the sending.
            piece.cell.writeToStdErr("An output could not be sent: " + e + "\n");
        }
    }

    private LongText text(ShellReplyEnvironment cell) {
        synchronized (texts) {
            return texts.computeIfAbsent(cell, c -> new LongText(new CellText(c)));
        }
    }

    private void publish(ShellReplyEnvironment cell, ContentType<?> message) {
        rate.await();
        publishUnchecked(cell, message);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void publishUnchecked(ShellReplyEnvironment cell, ContentType message) {
        cell.publish(message);
    }

    /** Where the text of one cell goes. */
    private final class CellText implements LongText.Page {
        private final ShellReplyEnvironment cell;

        CellText(ShellReplyEnvironment cell) {
            this.cell = cell;
        }

        @Override
        public void stream(String text, boolean isError) {
            rate.await();
            if (isError) {
                cell.writeToStdErr(text);
            } else {
                cell.writeToStdOut(text);
            }
        }

        @Override
        public LongText.Fold fold() {
            String id = UUID.randomUUID().toString();
            boolean[] shown = {false};
            return (html, text) -> {
                DisplayData data = new DisplayData(text);
                data.putHTML(html);
                data.putTransientData("display_id", id);
                publish(cell, shown[0] ? new PublishUpdateDisplayData(data) : new PublishDisplayData(data));
                shown[0] = true;
            };
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

    /** The kernel's display stream, which takes its place in the queue. */
    private final class QueuedDisplay extends DisplayStream {
        private volatile ShellReplyEnvironment cell;

        QueuedDisplay(ShellReplyEnvironment cell) {
            setEnv(cell);
        }

        @Override
        protected void setEnv(ShellReplyEnvironment env) {
            super.setEnv(env);
            cell = env;
        }

        @Override
        protected void retractEnv(ShellReplyEnvironment env) {
            end(env);
            super.retractEnv(env);
            if (cell == env) {
                cell = null;
            }
        }

        @Override
        public void display(DisplayData data) {
            show(cell, new PublishDisplayData(data));
        }

        @Override
        public void updateDisplay(DisplayData data) {
            show(cell, new PublishUpdateDisplayData(data));
        }
    }
}
