package arignote.notebook.jjava;

import arignote.notebook.cell.CellLog;
import arignote.notebook.editor.CellCompleteness;
import arignote.notebook.editor.CellCompletion;
import arignote.notebook.editor.CellHelp;
import arignote.notebook.editor.CellHistory;
import arignote.notebook.source.NotebookTypes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.reply.IsCompleteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;

/** Answers what an editor asks: completion, help, whether a text is complete, what has been run before. */
final class KernelEditing {
    /** Where JupyterLab finds the kinds of completions. */
    private static final String TYPES = "_jupyter_types_experimental";

    private KernelEditing() {}

    static void answer(JupyterConnection connection, JShell shell, NotebookTypes types, CellLog log) {
        answer(connection, CompleteRequest.MESSAGE_TYPE, asked -> completion(shell, types, asked));
        answer(connection, InspectRequest.MESSAGE_TYPE, asked -> {
            String cell = asked.getCode();
            return reply(CellHelp.of(shell, types, cell, offset(cell, asked.getCursorPos())));
        });
        answer(
                connection,
                IsCompleteRequest.MESSAGE_TYPE,
                asked -> reply(CellCompleteness.of(shell.sourceCodeAnalysis(), asked.getCode())));
        answer(connection, HistoryRequest.MESSAGE_TYPE, asked -> new CellHistory(log, asked));
    }

    /** What we cannot answer, the kernel answers. */
    private static <Q extends ContentType<Q>, R extends ContentType<R>> void answer(
            JupyterConnection connection, MessageType<Q> type, Function<Q, ? extends R> answer) {
        KernelRequests.replace(connection, type, (env, message, kernel) -> {
            R reply;
            try {
                reply = answer.apply(message.getContent());
            } catch (RuntimeException e) {
                reply = null; // JShell did not understand the text, or a later JShell answers otherwise.
            }
            if (reply == null) {
                kernel.handle(env, message);
            } else {
                env.setBusyDeferIdle();
                env.reply(reply);
            }
        });
    }

    private static CompleteReply completion(JShell shell, NotebookTypes types, CompleteRequest asked) {
        String cell = asked.getCode();
        int cursor = offset(cell, asked.getCursorPos());
        boolean magic = cell.startsWith("%", cell.lastIndexOf('\n', cursor - 1) + 1); // The kernel has their names.
        return magic ? null : reply(cell, CellCompletion.of(shell, types, cell, cursor));
    }

    private static CompleteReply reply(String cell, CellCompletion completion) {
        int start = count(cell, completion.start()), end = count(cell, completion.end());
        List<String> texts =
                completion.matches().stream().map(CellCompletion.Match::text).toList();
        List<Map<String, Object>> types = completion.matches().stream()
                .map(match -> match.metadata(start, end))
                .toList();
        return new CompleteReply(texts, start, end, Map.of(TYPES, types));
    }

    private static InspectReply reply(CellHelp help) {
        if (help.entries().isEmpty()) {
            return new InspectReply(false, DisplayData.EMPTY);
        }
        DisplayData data = new DisplayData(help.text());
        data.putHTML(help.html());
        return new InspectReply(true, data);
    }

    private static IsCompleteReply reply(CellCompleteness completeness) {
        return switch (completeness.status()) {
            case COMPLETE -> IsCompleteReply.VALID_CODE;
            case INVALID -> IsCompleteReply.INVALID_CODE;
            case INCOMPLETE -> IsCompleteReply.getIncompleteReplyWithIndent(completeness.indent());
        };
    }

    /** Jupyter counts characters, Java counts the halves of those beyond 65 535. */
    private static int offset(String text, int characters) {
        return text.offsetByCodePoints(0, Math.max(0, Math.min(characters, text.codePointCount(0, text.length()))));
    }

    private static int count(String text, int offset) {
        return text.codePointCount(0, offset);
    }
}
