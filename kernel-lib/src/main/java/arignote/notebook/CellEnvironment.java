package arignote.notebook;

import java.lang.reflect.Field;
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
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** What a running cell sends: the kernel's own messages, but for errors, which are {@link CellErrors}'. */
final class CellEnvironment extends ShellReplyEnvironment {
    private final CellLog log;
    private final CellErrors errors;
    private CellErrors.Report report;

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
            } finally {
                cell.resolveDeferrals();
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

    @Override
    public void replyError(MessageType<?> type, ErrorReply kernel) {
        ErrorReply error = report == null ? kernel : new ErrorReply(report.name(), report.sentence(), report.lines());
        error.setExecutionCount(log.current().number());
        super.replyError(type, error);
    }
}
