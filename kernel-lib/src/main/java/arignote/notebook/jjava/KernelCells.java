package arignote.notebook.jjava;

import arignote.expr.Cancellation;
import arignote.notebook.cell.CellClasses;
import arignote.notebook.cell.CellInterrupt;
import arignote.notebook.cell.CellLog;
import arignote.notebook.cell.CellResult;
import arignote.notebook.cell.CellStep;
import arignote.notebook.cell.CellVariables;
import arignote.notebook.cell.NotebookVariables;
import arignote.notebook.errors.CellErrors;
import arignote.notebook.errors.CellThrown;
import arignote.notebook.source.NotebookTypes;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * How cells run in this kernel: operators stand between expressions, Stop stops them, variables keep their values, errors
 * begin with their sentence, and no stray result is shown.
 *
 * <p>The kernel has no place for any of it, so its table of classes, its threads and its evaluator are replaced by
 * reflection.
 */
final class KernelCells {
    private KernelCells() {}

    /**
     * Prepares the cells to come.
     *
     * @throws ReflectiveOperationException if this kernel is made in another way
     */
    static void install(BaseKernel kernel, KernelOutput output) throws ReflectiveOperationException {
        JShell shell = CellEvents.shell(kernel);
        Object evaluator = value(kernel, "evaluator");
        Object control = value(evaluator, "execControl");
        Object loader = value(evaluator, "loaderDelegate");
        AtomicInteger count = (AtomicInteger) value(kernel, "executionCount"); // of the next cell

        CellVariables variables = new CellVariables((ClassLoader) value(loader, "classLoader"));
        NotebookVariables notebook = new NotebookVariables(variables, () -> count.get() - 1);
        NotebookTypes types = new NotebookTypes(shell, variables::value);
        CellInterrupt stop = new CellInterrupt();
        CellLog log = new CellLog();
        CellThrown thrown = new CellThrown();
        KernelInfix infix = new KernelInfix(shell, output, log::again, types);
        CellErrors errors = new CellErrors(shell, types, log, thrown, infix::diagnostics);
        CellStep cell = stop::cell;
        CellStep statement = stop::statement;
        KernelEvaluator.install(
                kernel,
                shell,
                cell.around(CellResult::cell).around(notebook::cell).around(infix::cell),
                statement
                        .around(KernelLibraries.step(shell, output::tell))
                        .around(notebook::statement)
                        .around(errors::statement)
                        .around(infix::statement),
                stop::request);
        shell.onSnippetEvent(event -> {
            if (event.causeSnippet() == null) {
                errors.evaluated(event);
            } else {
                invalid(event, notebook);
            }
        });
        KernelRequests.whenConnected(connection -> {
            CellEnvironment.use(connection, log, errors);
            KernelEditing.answer(connection, shell, types, log);
        });

        @SuppressWarnings("unchecked")
        Map<String, byte[]> classes = (Map<String, byte[]>) value(loader, "declaredClasses");
        set(loader, "declaredClasses", new CellClasses(classes, variables::loaded));
        ExecutorService threads = (ExecutorService) value(control, "executor");
        set(control, "executor", new CellExecutor(threads, thrown, task -> {
            variables.beforeRun();
            stop.starts(task);
        }));
        quietThreads();
    }

    private static void invalid(SnippetEvent event, NotebookVariables notebook) {
        if (event.snippet() instanceof VarSnippet variable
                && event.previousStatus() == Status.VALID
                && event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            notebook.invalid(variable.name());
        }
    }

    /** A thread that a cell has started ends at its check, which is no error to report. */
    private static void quietThreads() {
        if (Thread.getDefaultUncaughtExceptionHandler() == null) {
            Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
                if (!(error instanceof Cancellation.Stopped)) {
                    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                    error.printStackTrace();
                }
            });
        }
    }

    private static Object value(Object of, String name) throws ReflectiveOperationException {
        return field(of.getClass(), name).get(of);
    }

    private static void set(Object of, String name, Object value) throws ReflectiveOperationException {
        field(of.getClass(), name).set(of, value);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }
}
