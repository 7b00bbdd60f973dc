package arignote.notebook.jjava;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * The requests that wait behind a cell which has failed or was stopped, as after <i>Run All</i>. The cells among them are
 * not run, and Jupyter is told so; everything else is answered as ever.
 */
final class WaitingRequests {
    /** A page sends its cells one by one: what is on its way while the first fails belongs to them. */
    private static final long ON_THEIR_WAY_NANOS = 20_000_000;

    private static final long LOOK_MILLIS = 2;
    private static final int POLLIN = 1; // as ZeroMQ counts
    private static final Map<String, Object> ABORTED = Map.of("status", "aborted");

    private final NotebookConnection connection;
    private final ShellChannel channel;
    private final List<Message<?>> waiting = new ArrayList<>();

    private WaitingRequests(NotebookConnection connection, ShellChannel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    /**
     * Takes them from the channel, before the page learns of the failure: what comes afterwards is none of them. Only the
     * thread that listens on the channel may call.
     */
    static WaitingRequests take(NotebookConnection connection, ShellChannel channel) {
        WaitingRequests taken = new WaitingRequests(connection, channel);
        try {
            long last = System.nanoTime();
            while (System.nanoTime() - last < ON_THEIR_WAY_NANOS) {
                while ((channel.getEvents() & POLLIN) != 0) {
                    taken.waiting.add(channel.readMessage());
                    last = System.nanoTime();
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    /** Answers them, in their order. */
    void answer() {
        for (Message<?> message : waiting) {
            if (message.getHeader().getType().equals(MessageType.EXECUTE_REQUEST)) {
                abort(connection.prepareReplyEnv(channel, message));
            } else {
                connection.answer(channel, message);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"
    }) // The type gives a message its name; its content is written as any map is.
    private static void abort(ShellReplyEnvironment env) {
        env.setStatusBusy();
        env.reply(new Message(env.getContext(), MessageType.EXECUTE_REPLY, ABORTED));
        env.setStatusIdle();
    }
}
