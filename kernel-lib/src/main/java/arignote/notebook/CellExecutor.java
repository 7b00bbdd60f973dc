package arignote.notebook;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/** The kernel's threads, with tasks that Stop really ends. */
final class CellExecutor extends AbstractExecutorService {
    private final ExecutorService kernel;

    private final Runnable before;

    /** @param before done before each task, in the thread that hands it in */
    CellExecutor(ExecutorService kernel, Runnable before) {
        this.kernel = kernel;
        this.before = before;
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
        before.run();
        return new CellTask<>(work);
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
