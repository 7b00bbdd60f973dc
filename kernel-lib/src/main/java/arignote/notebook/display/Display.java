package arignote.notebook.display;

import arignote.plot.Slider;
import java.util.function.DoubleConsumer;

/** Where values are shown: the notebook that runs this code, or the console. */
public interface Display {
    /** Shows a value now, as an output of its own. */
    void show(Object value);

    /** An output whose content can be replaced. It appears with its first value. */
    DisplayHandle live();

    /** Shows a slider, which passes on each value that it is moved to; where it cannot move, its first value. */
    void slider(Slider slider, DoubleConsumer moved);

    /** Whether a {@link #live()} output is replaced in place; on a console each value follows the one before. */
    boolean replaces();

    /** The display of this program: the notebook's kernel where one runs it, otherwise standard output. */
    static Display current() {
        return CurrentDisplay.get();
    }
}
