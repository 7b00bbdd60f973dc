package arignote.notebook.jjava;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;

/**
 * What a cell reads from the reader. JJava waits in its channel, and Stop then breaks the channel or leaves an answer in it
 * for the next question; here a thread of its own asks, and the cell only waits for it.
 */
final class CellInput extends InputStream {
    private static final int READABLE = 1; // ZMQ_POLLIN
    private static final long LOOK_MILLIS = 20;

    private final CellOutput output;
    private final StdinChannel channel;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "input of cells");
        thread.setDaemon(true);
        return thread;
    });
    /** The cell that may ask, or null. */
    private volatile MessageContext cell;

    private byte[] line = {};
    private int position;

    /** @param output what is printed before a question, which the reader has to see first */
    CellInput(CellOutput output, StdinChannel channel) {
        this.output = output;
        this.channel = channel;
    }

    /**
     * A cell begins; null for none.
     *
     * @param asks null where nobody can be asked
     */
    void begin(MessageContext asks) {
        line = new byte[0];
        position = 0;
        cell = asks;
    }

    @Override
    public synchronized int read() {
        return position < line.length || ask() ? line[position++] & 0xff : -1;
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == line.length && !ask()) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, into, from, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return line.length - position;
    }

    /** Whether there is an answer: none where nobody can be asked, and none after Stop. */
    private boolean ask() {
        MessageContext from = cell;
        if (from == null) {
            return false;
        }
        output.flush();
        Future<String> answer = asking.submit(() -> answer(from));
        try {
            line = (answer.get() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
            position = 0;
            return true;
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the input could not be read", e.getCause());
        }
    }

    private String answer(MessageContext from) throws InterruptedException {
        while (isReadable()) {
            channel.readMessage(); // An answer to a question that was stopped.
        }
        channel.sendMessage(new Message<>(from, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
        while (!isReadable()) {
            if (cell != from) {
                return "";
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return channel.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue();
    }

    private boolean isReadable() {
        return (channel.getEvents() & READABLE) != 0;
    }
}
