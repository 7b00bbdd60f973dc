package arignote.notebook;

import arignote.notebook.display.Curve;
import arignote.notebook.display.Display;
import arignote.notebook.display.ProgressRun;
import arignote.notebook.view.NumberText;
import java.util.Iterator;

/**
 * Counts a loop and shows how far it is.
 *
 * <pre>{@code
 * var bar = progress(10_000).curve("cost");
 * for (int i : bar) {
 *     bar.report(train.applyAsDouble(X, Y));
 * }
 * }</pre>
 *
 * <p>While the loop runs, a notebook shows a bar, the rate, the time left and the value last reported, a few times a
 * second; when it ends, only what is the same in every run stays. On a console nothing is shown.
 */
public final class Progress implements Iterable<Integer> {
    private final int total;
    private String label = "";
    private boolean drawn;
    private boolean logarithmic;
    private ProgressRun run;

    private Progress(int total) {
        this.total = total;
    }

    /**
     * Counts from 0 to {@code total - 1}.
     *
     * @throws IllegalArgumentException if {@code total} is negative
     */
    public static Progress of(int total) {
        if (total < 0) {
            throw new IllegalArgumentException("progress(" + total + ") cannot count to a negative number");
        }
        return new Progress(total);
    }

    /** Draws the reported values as a curve while the loop runs. */
    public Progress curve(String label) {
        this.label = label;
        this.drawn = true;
        return this;
    }

    /** Draws the curve over a logarithmic axis; values that are not positive are gaps. */
    public Progress logScale() {
        this.logarithmic = true;
        return this;
    }

    /** The value of this step, for instance its cost. */
    public void report(double value) {
        if (run == null) {
            throw new IllegalStateException("report(" + NumberText.of(value)
                    + ") outside the loop: report inside for (int step : progress(n)) { … }");
        }
        run.report(value);
    }

    /** Starts the count, from 0 each time. */
    @Override
    public Iterator<Integer> iterator() {
        Curve curve = new Curve(label, total, logarithmic);
        run = new ProgressRun(total, curve, drawn, Display.current());
        return run;
    }
}
