package arignote.notebook.jjava;

import arignote.T;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;

/**
 * The kernel's sockets. A thread waits at each of the two to which requests come and answers at once; JJava's own would look
 * for a request every 50 ms. The sockets stay open until Java ends: threads may be at them.
 */
final class NotebookConnection extends JupyterConnection {
    private static final System.Logger LOGGER = System.getLogger(NotebookConnection.class.getName());

    private final KernelConnectionProperties place;

    /** @throws java.security.GeneralSecurityException if Jupyter wants its messages signed in a way that Java does not know */
    NotebookConnection(KernelConnectionProperties place) throws java.security.GeneralSecurityException {
        super(place);
        this.place = place;
    }

    /** Where a reader is asked. */
    StdinChannel stdin() {
        return stdin;
    }

    @Override
    public void connect() {
        heartbeat.bind(place);
        stdin.bind(place);
        iopub.bind(place);
        bind(shell, place.getShellPort());
        bind(control, place.getControlPort());
        iopub.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
        new Thread(() -> listen(shell), "requests").start();
        new Thread(() -> listen(control), "Stop and the end").start();
    }

    private void bind(ShellChannel channel, int port) {
        channel.bind(place.getTransport() + "://" + place.getIp() + ":" + port);
    }

    private void listen(ShellChannel channel) {
        while (true) {
            try {
                answer(channel, channel.readMessage());
            } catch (RuntimeException e) {
                LOGGER.log(System.Logger.Level.WARNING, "a message that is none of Jupyter's", e);
            }
        }
    }

    /** Answers a request in this thread, which is the one that listens there. */
    <T> void answer(ShellChannel channel, Message<T> request) {
        ShellHandler<T> handler = getHandler(request.getHeader().getType());
        if (handler == null) {
            return;
        }
        ShellReplyEnvironment env = prepareReplyEnv(channel, request);
        try {
            handler.handle(env, request);
        } catch (RuntimeException | Error e) { // The next request may be another matter.
            LOGGER.log(System.Logger.Level.WARNING, "a request could not be answered", e);
        } finally {
            env.resolveDeferrals();
        }
    }
}
