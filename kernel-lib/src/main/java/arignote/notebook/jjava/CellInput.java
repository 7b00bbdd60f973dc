package arignote.notebook.jjava;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.channels.JupyterInputStream;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;

/**
 * What a cell reads from the reader. The kernel waits in its channel, and Stop then breaks the channel or leaves an answer
 * in it for the next question; here a thread of its own asks, and the cell only waits for it.
 */
final class CellInput extends JupyterInputStream {
    private static final int READABLE = 1; // ZMQ_POLLIN
    private static final long LOOK_MILLIS = 20;

    private final KernelOutput output;
    private final Field channel;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "input of cells");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ShellReplyEnvironment cell;
    private byte[] line = {};
    private int position;

    private CellInput(KernelOutput output) throws NoSuchFieldException {
        super(StandardCharsets.UTF_8);
        this.output = output;
        channel = accessible(ShellReplyEnvironment.class, "stdin");
    }

    /**
     * Puts this in the place of the kernel's stream.
     *
     * @param output what is printed before a question, which the reader has to see first
     * @throws ReflectiveOperationException if this kernel keeps it elsewhere
     */
    static void install(JupyterIO io, KernelOutput output) throws ReflectiveOperationException {
        CellInput input = new CellInput(output);
        accessible(JupyterIO.class, "jupyterIn").set(io, input);
        accessible(JupyterIO.class, "in").set(io, input);
    }

    @Override
    public void setEnv(ShellReplyEnvironment env) {
        super.setEnv(env);
        line = new byte[0];
        position = 0;
        cell = env;
    }

    @Override
    public void retractEnv(ShellReplyEnvironment env) {
        super.retractEnv(env);
        if (cell == env) {
            cell = null;
        }
    }

    @Override
    public synchronized int read() {
        if (position == line.length && !ask()) {
            return -1;
        }
        return line[position++] & 0xff;
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
        ShellReplyEnvironment from = cell;
        if (from == null || !isEnabled()) {
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

    private String answer(ShellReplyEnvironment from) throws IllegalAccessException, InterruptedException {
        StdinChannel socket = (StdinChannel) channel.get(from);
        while (isReadable(socket)) {
            socket.readMessage(); // An answer to a question that was stopped.
        }
        socket.sendMessage(new Message<>(from.getContext(), InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
        while (!isReadable(socket)) {
            if (cell != from) {
                return "";
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return socket.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue();
    }

    private static boolean isReadable(StdinChannel socket) {
        return (socket.getEvents() & READABLE) != 0;
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
