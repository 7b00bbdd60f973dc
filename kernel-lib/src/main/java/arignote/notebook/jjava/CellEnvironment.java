package arignote.notebook.jjava;

import arignote.T;
import arignote.notebook.cell.CellLog;
import arignote.notebook.errors.CellErrors;
import arignote.notebook.errors.ThrownText;
import java.util.List;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/**
 * What a running cell sends. All that it prints and shows goes through {@link CellOutput}, its errors are
 * {@link CellErrors}'; and whatever it puts out has left before Jupyter is told that it has ended.
 */
final class CellEnvironment extends ShellReplyEnvironment {
    private final NotebookConnection connection;
    private final CellOutput output;
    private final CellLog log;
    private final CellErrors errors;
    private CellErrors.Report report;
    private boolean failed;

    CellEnvironment(
            ShellReplyEnvironment request,
            NotebookConnection connection,
            CellOutput output,
            CellLog log,
            CellErrors errors) {
        super((ShellChannel) request.getShell(), connection.stdin(), request.getIopub(), request.getContext());
        this.connection = connection;
        this.output = output;
        this.log = log;
        this.errors = errors;
    }

    @Override
    public void writeToStdOut(String text) {
        output.print(this, text, false);
    }

    @Override
    public void writeToStdErr(String text) {
        output.print(this, text, true);
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        if (content instanceof PublishDisplayData || content instanceof PublishUpdateDisplayData) {
            output.show(this, content);
        } else if (content instanceof PublishError error) {
            report = errors.report(error.getErrorName(), error.getErrorMessage());
            output.flush();
            super.publish(new PublishError(report.name(), report.sentence(), report.lines()));
        } else {
            if (content instanceof PublishExecuteInput input) {
                log.begin(input.getCount(), input.getCode());
                errors.forget();
            } else if (content instanceof PublishExecuteResult result) {
                log.result(result.getData(MIMEType.TEXT_PLAIN));
                output.flush();
            }
            super.publish(content);
        }
    }

    /** Sends at once, from any thread. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    void send(ContentType content) {
        getIopub().sendMessage(new Message(getContext(), content.getType(), content));
    }

    /** An error where the kernel expects none: a value's text needs too much memory, for instance. */
    void fail(Error error) {
        String name = error.getClass().getSimpleName();
        try {
            publish(new PublishError(name, ThrownText.sentence(error), List.of()));
        } catch (Error e) { // Our words take memory, and classes: a jar that was built anew meanwhile has others.
            super.publish(new PublishError(name, error.toString(), List.of(error.toString())));
        }
        defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), new ErrorReply(name, error.toString(), List.of()));
    }

    /** Tells Jupyter how the cell ended. What waits behind one that failed is known before. */
    void end(ExecuteRequest asked) {
        WaitingRequests behind = null;
        try {
            output.end(this);
            if (failed && asked.shouldStopOnError() && !asked.isSilent()) {
                behind = WaitingRequests.take(connection, (ShellChannel) getShell());
            }
        } finally {
            resolveDeferrals();
        }
        if (behind != null) {
            behind.answer();
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
