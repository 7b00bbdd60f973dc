package arignote.notebook.display;

import arignote.notebook.view.ProgressState;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a counted loop.
 *
 * <p>The loop only counts; a thread of its own looks at the count and draws, so that a step of a microsecond is not held
 * up. Both reading and drawing are under this object's lock, so that nothing is shown after the end.
 */
public final class ProgressRun implements Iterator<Integer> {
    private static final long BAR_MILLIS = 100;
    private static final long CURVE_NANOS = 400_000_000L;
    /** A picture that takes long is drawn less often: at most this share of the time goes into drawing. */
    private static final int DRAWING_SHARE = 5;

    private final int total;
    private final Curve curve;
    private final boolean drawn;
    private final boolean shown;
    private final DisplayHandle bar;
    private final DisplayHandle picture;
    private final Runnable atCellEnd = this::end;
    private final long start = System.nanoTime();

    /** Steps begun. Released by the loop and acquired by the drawing thread, which thereby sees the reports before. */
    private final AtomicInteger begun = new AtomicInteger();

    private int step = -1;
    private boolean ended;
    private long nextPicture;

    public ProgressRun(int total, Curve curve, boolean drawn, Display display) {
        this.total = total;
        this.curve = curve;
        this.drawn = drawn;
        this.shown = display.replaces();
        this.bar = display.live();
        this.picture = display.live();
        if (shown) {
            bar.set(ProgressState.running(0, total, 0));
            CellEnd.add(atCellEnd);
            Thread drawing = new Thread(this::draw, "progress");
            drawing.setDaemon(true);
            drawing.start();
        }
    }

    @Override
    public boolean hasNext() {
        if (step + 1 < total) {
            return true;
        }
        step = total;
        begun.setRelease(total + 1);
        end();
        return false;
    }

    @Override
    public Integer next() {
        if (step + 1 >= total) {
            throw new NoSuchElementException();
        }
        if (Thread.currentThread().isInterrupted()) {
            // Stop in a notebook. What was reached is shown at the cell's end: a thread that is interrupted must not
            // write to the kernel's channels, since that closes them.
            throw new CancellationException("stopped after " + ProgressState.count(step + 1, total));
        }
        step++;
        begun.setRelease(step + 1);
        return step;
    }

    public void report(double value) {
        curve.add(Math.max(0, Math.min(step, total - 1)), value);
    }

    private synchronized void draw() {
        while (!ended) {
            try {
                wait(BAR_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            if (!ended) {
                bar.set(state(System.nanoTime() - start));
                drawPicture();
            }
        }
    }

    private void drawPicture() {
        long now = System.nanoTime();
        if (drawn && curve.size() > 1 && now - start >= nextPicture) {
            picture.set(curve.picture());
            long taken = System.nanoTime() - now;
            nextPicture = now - start + Math.max(CURVE_NANOS, DRAWING_SHARE * taken);
        }
    }

    /** Leaves what is the same in every run: the count, the value last reported and the curve. */
    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        notifyAll();
        if (shown) {
            CellEnd.remove(atCellEnd);
            bar.set(state(ProgressState.ENDED));
            if (drawn && curve.size() > 1) {
                picture.set(curve.picture());
            }
        }
    }

    private ProgressState state(long nanos) {
        int done = Math.max(0, begun.getAcquire() - 1);
        return new ProgressState(done, total, curve.label(), curve.last(), nanos);
    }
}
