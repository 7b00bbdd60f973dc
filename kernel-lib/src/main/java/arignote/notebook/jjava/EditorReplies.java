package arignote.notebook.jjava;

import arignote.notebook.editor.CellCompleteness;
import arignote.notebook.editor.CellCompletion;
import arignote.notebook.editor.CellHelp;
import arignote.notebook.source.NotebookTypes;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;

/** What an editor gets to its questions: completion, help, whether a text is complete. */
final class EditorReplies {
    /** Where JupyterLab finds the kinds of completions. */
    private static final String TYPES = "_jupyter_types_experimental";

    private final JShell shell;
    private final NotebookTypes types;

    EditorReplies(JShell shell, NotebookTypes types) {
        this.shell = shell;
        this.types = types;
    }

    /** Null for a magic, whose names JJava has. */
    CompleteReply completion(String cell, int characters) {
        int cursor = offset(cell, characters);
        if (cell.startsWith("%", cell.lastIndexOf('\n', cursor - 1) + 1)) {
            return null;
        }
        CellCompletion completion = CellCompletion.of(shell, types, cell, cursor);
        int start = count(cell, completion.start()), end = count(cell, completion.end());
        List<String> texts =
                completion.matches().stream().map(CellCompletion.Match::text).toList();
        List<Map<String, Object>> kinds = completion.matches().stream()
                .map(match -> match.metadata(start, end))
                .toList();
        return new CompleteReply(texts, start, end, Map.of(TYPES, kinds));
    }

    /** Null where there is none. */
    DisplayData help(String cell, int characters) {
        CellHelp help = CellHelp.of(shell, types, cell, offset(cell, characters));
        if (help.entries().isEmpty()) {
            return null;
        }
        DisplayData data = new DisplayData(help.text());
        data.putHTML(help.html());
        return data;
    }

    /** In JJava's words: one of its two constants, or the blanks that the next line begins with. */
    String completeness(String text) {
        CellCompleteness completeness = CellCompleteness.of(shell.sourceCodeAnalysis(), text);
        return switch (completeness.status()) {
            case COMPLETE -> BaseKernel.IS_COMPLETE_YES;
            case INVALID -> BaseKernel.IS_COMPLETE_BAD;
            case INCOMPLETE -> completeness.indent();
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
