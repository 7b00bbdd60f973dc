package arignote.notebook.jjava;

import arignote.notebook.cell.CellClasses;
import arignote.notebook.cell.CellTask;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jdk.jshell.execution.DirectExecutionControl;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;

/**
 * Runs the code of cells in threads of its own, and keeps what it gives and what it throws: JShell itself passes on a text
 * of the value, and of an exception the name, the message and the frames.
 */
final class CellControl extends DirectExecutionControl {
    /** Under these names JShell passes on that a statement was ended from outside. They are no names of classes. */
    static final String TIMEOUT = "Execution Timeout", STOPPED = "Execution Stopped";

    private static final Executor THREADS = Executors.newCachedThreadPool(CellThread::new);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Map<String, Object> results = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    /** The magic %%time measures what its own thread runs. */
    private final ThreadLocal<TelemetryCollector<?>> collector =
            ThreadLocal.withInitial(() -> TelemetryCollector.DO_NOTHING);

    private final Consumer<CellTask> starting;
    private final long time;
    private final TimeUnit unit;

    /**
     * @param starting told each task before it starts, in the thread that hands it in
     * @param time how long a statement may take; 0 or less is for ever
     */
    CellControl(CellClasses classes, Consumer<CellTask> starting, long time, TimeUnit unit) {
        super(classes);
        this.starting = starting;
        this.time = time;
        this.unit = unit;
    }

    private static final class CellThread extends Thread {
        CellThread(Runnable work) {
            super(work, "cell-" + COUNT.incrementAndGet());
        }
    }

    /** What the cells' code threw last, or null since it was set so. */
    AtomicReference<Throwable> thrown() {
        return thrown;
    }

    /** Who measures what this thread will run. */
    ThreadLocal<TelemetryCollector<?>> collector() {
        return collector;
    }

    /** The value of an evaluation that JShell has given this text for; null if it gave none. */
    Object take(String key) {
        return results.remove(key);
    }

    /** Whether there was a value that JShell knows nothing of: that of a {@code return}. */
    boolean takeReturned() {
        boolean any = !results.isEmpty();
        results.clear();
        return any;
    }

    @Override
    protected String invoke(Method code) throws Exception {
        Object value = measured(collector.get(), code);
        if (value == null) {
            return "";
        }
        String key = String.valueOf(COUNT.incrementAndGet());
        results.put(key, value);
        return key;
    }

    private <S> Object measured(TelemetryCollector<S> collector, Method code) throws Exception {
        S start = collector.measurementStart();
        try {
            // A cell may evaluate text; that runs where it stands.
            return Thread.currentThread() instanceof CellThread ? call(code) : inThread(code);
        } finally {
            collector.measurementEnd(start);
        }
    }

    private Object call(Method code) throws Exception {
        try {
            return code.invoke(null);
        } catch (InvocationTargetException e) {
            thrown.set(e.getCause());
            throw e;
        }
    }

    private Object inThread(Method code) throws Exception {
        CellTask task = new CellTask(() -> call(code));
        starting.accept(task);
        THREADS.execute(task);
        try {
            return time > 0 ? task.get(unit.toMillis(time)) : task.get(Long.MAX_VALUE);
        } catch (CancellationException e) {
            throw new UserException("stopped", STOPPED, e.getStackTrace());
        } catch (TimeoutException e) {
            throw new UserException("after %d %s".formatted(time, unit), TIMEOUT, e.getStackTrace());
        }
    }
}
