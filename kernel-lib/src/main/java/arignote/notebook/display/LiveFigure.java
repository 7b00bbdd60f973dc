package arignote.notebook.display;

import arignote.plot.Slider;
import java.util.List;
import java.util.function.Function;

/** A value that is computed again whenever a slider moves, and shown in place of the one before. */
public final class LiveFigure {
    private final Function<double[], ?> figure;
    private final double[] values;
    private final DisplayHandle output;

    private LiveFigure(Function<double[], ?> figure, double[] values, DisplayHandle output) {
        this.figure = figure;
        this.values = values;
        this.output = output;
    }

    /**
     * Shows the sliders, and below them the figure at their first values.
     *
     * @param figure from the sliders' values, in their order
     * @throws IllegalArgumentException if there is no slider
     */
    public static void show(List<Slider> sliders, Function<double[], ?> figure) {
        if (sliders.isEmpty()) {
            throw new IllegalArgumentException("Without a slider nothing can be moved; give one or more");
        }
        Display display = Display.current();
        double[] values =
                sliders.stream().mapToDouble(s -> s.nearest(s.start())).toArray();
        LiveFigure live = new LiveFigure(figure, values, display.live());
        Object first = figure.apply(values.clone());
        for (int i = 0; i < values.length; i++) {
            int index = i;
            display.slider(sliders.get(i), value -> live.move(index, value));
        }
        live.output.set(first);
    }

    /** An exception is shown where the figure was: there is no cell to show it. */
    private void move(int index, double value) {
        values[index] = value;
        Object shown;
        try {
            shown = figure.apply(values.clone());
        } catch (RuntimeException e) {
            shown = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        }
        output.set(shown);
    }
}
