package arignote.notebook.jjava;

import arignote.notebook.cell.CellLog;
import arignote.notebook.errors.CellErrors;
import arignote.notebook.errors.ThrownText;
import java.lang.reflect.Field;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** What a running cell sends: the kernel's own messages, but for errors, which are {@link CellErrors}'. */
final class CellEnvironment extends ShellReplyEnvironment {
    private final CellLog log;
    private final CellErrors errors;
    private CellErrors.Report report;
    private boolean failed;

    private CellEnvironment(ShellReplyEnvironment kernel, StdinChannel stdin, CellLog log, CellErrors errors) {
        super((ShellChannel) kernel.getShell(), stdin, kernel.getIopub(), kernel.getContext());
        this.log = log;
        this.errors = errors;
    }

    /** From now on cells run in such an environment. */
    static void use(JupyterConnection connection, CellLog log, CellErrors errors) throws ReflectiveOperationException {
        Field field = JupyterConnection.class.getDeclaredField("stdin");
        field.setAccessible(true);
        StdinChannel stdin = (StdinChannel) field.get(connection);
        KernelRequests.replace(connection, ExecuteRequest.MESSAGE_TYPE, (env, message, kernel) -> {
            CellEnvironment cell = new CellEnvironment(env, stdin, log, errors);
            try {
                kernel.handle(cell, message);
            } catch (Error e) {
                cell.fail(e); // The kernel expects exceptions only, and its thread would end.
            } finally {
                cell.end(connection, message.getContent());
            }
        });
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        if (content instanceof PublishExecuteInput input) {
            log.begin(input.getCount(), input.getCode());
            errors.forget();
        } else if (content instanceof PublishExecuteResult result) {
            log.result(result);
        }
        if (content instanceof PublishError error) {
            report = errors.report(error);
            super.publish(new PublishError(report.name(), report.sentence(), report.lines()));
        } else {
            super.publish(content);
        }
    }

    /** An error where the kernel expects none: a value's text needs too much memory, for instance. */
    private void fail(Error error) {
        String name = error.getClass().getSimpleName(), sentence = ThrownText.sentence(error);
        publish(new PublishError(name, sentence, List.of()));
        defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), new ErrorReply(name, sentence, List.of()));
    }

    /** Tells Jupyter how the cell ended. What waits behind one that failed is known before. */
    private void end(JupyterConnection connection, ExecuteRequest asked) {
        if (failed && asked.shouldStopOnError() && !asked.isSilent()) {
            WaitingRequests behind = WaitingRequests.take(connection, (ShellChannel) getShell());
            resolveDeferrals();
            behind.answer();
        } else {
            resolveDeferrals();
        }
    }

    @Override
    public void replyError(MessageType<?> type, ErrorReply kernel) {
        failed = true;
        ErrorReply error = report == null ? kernel : new ErrorReply(report.name(), report.sentence(), report.lines());
        error.setExecutionCount(log.current().number());
        super.replyError(type, error);
    }
}
