package arignote.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.notebook.cell.CellLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellEnvironmentTest {
    private final ZMQ.Context context = ZMQ.context(1);
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CellOutput output = new CellOutput();
    private ShellChannel requests;
    private IOPubChannel outputs;
    private NotebookConnection connection;
    private CellEnvironment cell;

    @BeforeEach
    void begin() throws Exception {
        connection = new NotebookConnection(new KernelConnectionProperties("", 0, 0, 0, 0, 0, "", "", ""));
        requests = new ShellChannel(context, null, false, connection) {
            @Override
            public void sendMessage(Message<?> message) {
                note(message);
            }
        };
        outputs = new IOPubChannel(context, null) {
            @Override
            public void sendMessage(Message<?> message) {
                note(message);
            }
        };
        ShellReplyEnvironment request = new ShellReplyEnvironment(requests, null, outputs, null) {};
        cell = new CellEnvironment(request, connection, output, new CellLog(), null);
        output.begin(cell);
        cell.setBusyDeferIdle();
    }

    @AfterEach
    void close() {
        requests.close();
        outputs.close();
        context.close();
        connection.close();
    }

    private void note(Message<?> message) {
        sent.add(message.getHeader().getType().getName());
    }

    private static PublishDisplayData shown() {
        return new PublishDisplayData(new DisplayData("note"));
    }

    private void end() {
        cell.end(new ExecuteRequest("", false, false, Map.of(), false, true));
    }

    @Test
    void all_that_a_cell_puts_out_is_sent_in_its_order_and_before_its_reply() {
        cell.writeToStdOut("a line\n");
        cell.publish(shown());
        cell.publish(new PublishExecuteResult(1, new DisplayData("value")));
        cell.publish(shown());
        cell.defer().reply(new ExecuteReply(1, Map.of()));
        end();
        assertThat(sent)
                .containsExactly(
                        "status",
                        "stream",
                        "display_data",
                        "execute_result",
                        "display_data",
                        "execute_reply",
                        "status");
    }

    /** JJava marks "the next message later" for all threads, and another one's message may be the next. */
    @Test
    void what_a_thread_shows_meanwhile_is_not_taken_for_the_reply() throws InterruptedException {
        cell.defer();
        Thread other = new Thread(() -> {
            cell.publish(shown());
            output.flush();
        });
        other.start();
        other.join();
        cell.reply(new ExecuteReply(1, Map.of()));
        assertThat(sent).containsExactly("status", "display_data");
        end();
        assertThat(sent).containsExactly("status", "display_data", "execute_reply", "status");
    }

    @Test
    void what_comes_after_its_end_is_dropped() {
        end();
        cell.writeToStdErr("late\n");
        cell.publish(shown());
        output.flush();
        assertThat(sent).containsExactly("status", "status");
    }
}
