package arignote.notebook.jjava;

import arignote.expr.Warnings;
import arignote.notebook.cell.CellTask;
import arignote.notebook.display.LongText;
import arignote.notebook.display.MessageRate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * All that cells print and show, in one queue that one thread sends. By itself JJava sends a message a line, from the cell's
 * own thread: a flood of lines loses some of them, and a cell that is stopped while it sends closes the channel.
 */
final class CellOutput {
    /** Text is collected for so long, or until there is so much of it. */
    private static final long MILLIS = 30;

    private static final int LARGE = 1 << 16;
    /** Who is so far ahead of the sending has to wait. */
    private static final int FULL = 1 << 18;

    private static final int MANY = 100;

    private final Deque<Piece> queue = new ArrayDeque<>();
    /** Of each cell that runs; what one puts out that has ended is dropped. */
    private final Map<CellEnvironment, LongText> texts = new HashMap<>();

    private final MessageRate rate = new MessageRate();
    private int waiting; // characters in the queue
    private int sending;
    private boolean urgent;

    /** Something printed or shown by a cell, in the order in which it came. */
    private record Piece(
            LongText of, CellEnvironment cell, StringBuilder text, boolean isError, ContentType<?> message) {}

    CellOutput() {
        Thread sender = new Thread(this::send, "output of cells");
        sender.setDaemon(true);
        sender.start();
    }

    /** A cell begins. */
    synchronized void begin(CellEnvironment cell) {
        texts.put(cell, new LongText(new CellText(cell)));
    }

    synchronized void print(CellEnvironment cell, String text, boolean isError) {
        LongText of = awaitRoom(cell);
        if (of == null) {
            return;
        }
        Piece last = queue.peekLast();
        if (last == null || last.message != null || last.isError != isError || last.cell != cell) {
            last = new Piece(of, cell, new StringBuilder(), isError, null);
            queue.add(last);
        }
        boolean isFirst = waiting == 0;
        last.text.append(text);
        waiting += text.length();
        if (isFirst || waiting >= LARGE) { // Waking the sender for each line would cost more than the line.
            notifyAll();
        }
    }

    synchronized void show(CellEnvironment cell, ContentType<?> message) {
        LongText of = awaitRoom(cell);
        if (of != null) {
            queue.add(new Piece(of, cell, null, false, message));
            urgent = true;
            notifyAll();
        }
    }

    /** Null where this thread belongs to a cell that was stopped, or the cell has ended. */
    private LongText awaitRoom(CellEnvironment cell) {
        if (CellTask.isLeftBehind(Thread.currentThread())) {
            return null;
        }
        try {
            while (waiting > FULL || queue.size() > MANY) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Stop: what is printed on the way out is still kept.
        }
        return texts.get(cell);
    }

    /** Tells the reader something about a statement that has ended, and may be the cell's last. */
    void tell(String line) {
        Warnings.say(line);
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

    /** A cell has ended: waits until all of it is sent, and takes no more. */
    void end(CellEnvironment cell) {
        LongText text;
        synchronized (this) {
            text = texts.remove(cell);
        }
        flush();
        text.close();
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

    private void send(Piece piece) {
        try {
            if (piece.message == null) {
                piece.of.print(piece.text, piece.isError);
            } else {
                piece.of.close();
                send(piece.cell, piece.message);
            }
        } catch (RuntimeException | LinkageError e) {
            // One value that cannot be sent must not end the sending.
            send(piece.cell, text("An output could not be sent: " + e + "\n", true));
        }
    }

    private static PublishStream text(String text, boolean isError) {
        return new PublishStream(isError ? PublishStream.StreamType.ERR : PublishStream.StreamType.OUT, text);
    }

    private void send(CellEnvironment cell, ContentType<?> message) {
        rate.await();
        cell.send(message);
    }

    /** Where the text of one cell goes. */
    private final class CellText implements LongText.Page {
        private final CellEnvironment cell;

        CellText(CellEnvironment cell) {
            this.cell = cell;
        }

        @Override
        public void stream(String text, boolean isError) {
            send(cell, text(text, isError));
        }

        @Override
        public LongText.Fold fold() {
            String id = UUID.randomUUID().toString();
            boolean[] shown = {false};
            return (html, text) -> {
                DisplayData data = new DisplayData(text);
                data.putHTML(html);
                data.putTransientData("display_id", id);
                send(cell, shown[0] ? new PublishUpdateDisplayData(data) : new PublishDisplayData(data));
                shown[0] = true;
            };
        }
    }
}
