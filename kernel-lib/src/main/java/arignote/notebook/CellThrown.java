package arignote.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What the cells' code threw last. JShell hands over an exception's name, message and frames and drops the rest: its
 * causes, its class, what it says of itself. So the kernel's executor is asked, in which the code runs.
 */
final class CellThrown extends AbstractExecutorService {
    private final ExecutorService kernel;
    private volatile Throwable last;

    private CellThrown(ExecutorService kernel) {
        this.kernel = kernel;
    }

    /**
     * Puts this in the place of the kernel's executor.
     *
     * @throws ReflectiveOperationException if this kernel runs its cells otherwise
     */
    static CellThrown install(BaseKernel kernel) throws ReflectiveOperationException {
        Object control = KernelCells.value(KernelCells.value(kernel, "evaluator"), "execControl");
        Field executor = KernelCells.field(control.getClass(), "executor");
        CellThrown thrown = new CellThrown((ExecutorService) executor.get(control));
        executor.set(control, thrown);
        return thrown;
    }

    /** Null when nothing was thrown since the last {@link #forget}. */
    Throwable last() {
        return last;
    }

    void forget() {
        last = null;
    }

    @Override
    public <T> Future<T> submit(Callable<T> code) {
        return kernel.submit(() -> {
            try {
                return code.call();
            } catch (InvocationTargetException e) {
                last = e.getCause();
                throw e;
            }
        });
    }

    @Override
    public void execute(Runnable code) {
        kernel.execute(code);
    }

    @Override
    public void shutdown() {
        kernel.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return kernel.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return kernel.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return kernel.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return kernel.awaitTermination(timeout, unit);
    }
}
