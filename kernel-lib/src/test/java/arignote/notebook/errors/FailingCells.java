package arignote.notebook.errors;

import arignote.notebook.cell.CellLog;
import arignote.notebook.operators.InfixShell;
import arignote.notebook.operators.PlainCells;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A shell whose cells go the way of a kernel's, asked for what their errors say. */
final class FailingCells implements AutoCloseable {
    final InfixShell shell = new InfixShell();
    private final CellLog log = new CellLog();
    private final CellErrors errors =
            new CellErrors(shell.shell, shell.notebook, log, new AtomicReference<>(), shell.infix::diagnostics);

    FailingCells() {
        shell.shell.onSnippetEvent(event -> {
            boolean asked = event.snippet().source().contains("arignote.value"); // by the shell of the tests
            if (event.causeSnippet() == null && !asked) {
                errors.evaluated(event);
            }
        });
    }

    /** @throws AssertionError if the cell has no error */
    CellErrors.Report report(String cell) {
        log.begin(1, cell);
        errors.forget();
        try {
            shell.run(cell, errors::statement);
        } catch (InfixShell.Refused e) {
            return errors.report("CompilationException", "");
        } catch (InfixShell.Incomplete e) {
            return errors.report("IncompleteSourceException", e.getMessage());
        } catch (CellErrors.StatementRefused e) {
            return errors.report("StatementRefused", "");
        } catch (RuntimeException e) {
            return errors.report("EvalException", e.getMessage());
        }
        throw new AssertionError("no error: " + cell);
    }

    /** The lines of a report without colours. */
    static List<String> lines(CellErrors.Report report) {
        return report.lines().stream()
                .map(line -> line.replaceAll("\033\\[[\\d;]*m", ""))
                .toList();
    }

    @Override
    public void close() {
        shell.close();
        PlainCells.clear();
    }
}
