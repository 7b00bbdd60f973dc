package arignote.notebook.jjava;

import arignote.notebook.cell.CellTask;
import arignote.notebook.errors.CellThrown;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The kernel's threads, with tasks that Stop really ends and whose exceptions are noted. */
final class CellExecutor extends AbstractExecutorService {
    private final ExecutorService kernel;
    private final CellThrown thrown;
    private final Consumer<Future<?>> starting;

    /** @param starting told each task before it starts, in the thread that hands it in */
    CellExecutor(ExecutorService kernel, CellThrown thrown, Consumer<Future<?>> starting) {
        this.kernel = kernel;
        this.thrown = thrown;
        this.starting = starting;
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
        CellTask<T> task = new CellTask<>(thrown.noting(work));
        starting.accept(task);
        return task;
    }

    @Override
    public void execute(Runnable task) {
        kernel.execute(task);
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
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        return kernel.awaitTermination(time, unit);
    }
}
