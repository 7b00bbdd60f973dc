package arignote.notebook.jjava;

import arignote.notebook.cell.CellClasses;
import arignote.notebook.cell.CellInterrupt;
import arignote.notebook.cell.CellStep;
import arignote.notebook.cell.CellVariables;
import arignote.notebook.cell.NotebookLibraries;
import arignote.notebook.cell.ShellInside;
import arignote.notebook.errors.CellErrors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.CompilationException;
import org.dflib.jjava.kernel.execution.EvaluationTimeoutException;

/** Evaluates cells, with our steps around each of them and around each of its statements. */
final class CellEvaluator extends CodeEvaluator {
    /** What JJava writes in the place of a magic that gives nothing. */
    private static final String NOTHING = "\"__NO_MAGIC_RETURN\"";

    private final NotebookLoader kernel = new NotebookLoader(CellEvaluator.class.getClassLoader());
    private final CellClasses classes = new CellClasses(kernel);
    private final CellInterrupt stop = new CellInterrupt();
    private final CellControl control;
    private final String name;
    private final long time;
    private final TimeUnit unit;
    private final AtomicBoolean inCell = new AtomicBoolean();
    private CellStep cell = (code, next) -> next.apply(code);
    private CellStep statement = cell;

    CellEvaluator(String name, long time, TimeUnit unit) {
        super(name, time, unit);
        this.name = name;
        this.time = time;
        this.unit = unit;
        control = new CellControl(
                classes,
                task -> {
                    variables().beforeRun();
                    stop.starts(task);
                },
                time,
                unit);
    }

    CellVariables variables() {
        return classes.variables();
    }

    /** The kernel's libraries, and those that the notebook adds. */
    NotebookLibraries libraries() {
        return kernel.libraries();
    }

    /** What the cells' code threw last. */
    AtomicReference<Throwable> thrown() {
        return control.thrown();
    }

    /** From now on these stand around each cell and each statement, Stop outside of both. */
    void around(CellStep cells, CellStep statements) {
        CellStep stopped = stop::cell, stoppedStatement = stop::statement;
        cell = stopped.around(cells);
        statement = stoppedStatement.around(statements);
    }

    @Override
    public ExecutionControlProvider getExecControlProvider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
                return control;
            }
        };
    }

    @Override
    public Object eval(JShell shell, String code) {
        // A cell may evaluate text itself, which is no cell.
        if (!inCell.compareAndSet(false, true)) {
            return super.eval(shell, code);
        }
        try {
            return cell.run(code, c -> super.eval(shell, c));
        } finally {
            inCell.set(false);
        }
    }

    @Override
    protected Object evalSingle(JShell shell, String code) {
        return statement.run(code, c -> plain(shell, c));
    }

    private Object plain(JShell shell, String code) {
        List<SnippetEvent> events = shell.eval(code);
        Object result = null;
        for (SnippetEvent event : events) {
            if (event.status() == Status.OVERWRITTEN) {
                drop(shell, event.snippet());
                continue;
            }
            Object value = event.value() == null ? null : control.take(event.value());
            if (event.causeSnippet() == null) {
                result = switch (event.snippet().subKind()) {
                    case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> value;
                    default -> null;
                };
            }
        }
        if (control.takeReturned()) {
            throw new CellErrors.ReturnedFromCell();
        }
        events.stream().filter(event -> event.causeSnippet() == null).forEach(event -> check(event, code));
        return NOTHING.equals(result) ? null : result;
    }

    private void check(SnippetEvent event, String code) {
        JShellException error = event.exception();
        if (error instanceof EvalException thrown && CellControl.TIMEOUT.equals(thrown.getExceptionClassName())) {
            throw new EvaluationTimeoutException(time, unit, code.trim());
        }
        if (error != null) {
            String type = error instanceof EvalException thrown
                    ? thrown.getExceptionClassName()
                    : error.getClass().getName();
            throw new RuntimeException(type + ", " + error.getMessage(), error);
        }
        if (!event.status().isDefined() && event.status() != Status.RECOVERABLE_NOT_DEFINED) {
            throw new CompilationException(event);
        }
    }

    /** A snippet that was replaced: its class goes, too, unless another snippet has the same. */
    private void drop(JShell shell, Snippet snippet) {
        shell.drop(snippet);
        String type = ShellInside.className(snippet);
        if (type != null && shell.snippets().map(ShellInside::className).noneMatch(type::equals)) {
            classes.unload(type);
        }
    }

    @Override
    public void interrupt() {
        stop.request();
    }

    @Override
    public ClassLoader getClassLoader() {
        return classes.loader();
    }

    @Override
    public void startThreadTelemetryCollection(TelemetryCollector<?> collector) {
        control.collector().set(collector);
    }

    @Override
    public void stopThreadTelemetryCollection() {
        control.collector().get().stop();
        control.collector().remove();
    }
}
