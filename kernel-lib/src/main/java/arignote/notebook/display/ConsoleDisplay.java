package arignote.notebook.display;

import arignote.notebook.view.Renderers;
import arignote.plot.Slider;
import java.util.function.DoubleConsumer;

/** Shows values as text on standard output. */
public final class ConsoleDisplay implements Display {
    @Override
    public void show(Object value) {
        System.out.println(Renderers.view(value).text());
    }

    @Override
    public DisplayHandle live() {
        return this::show;
    }

    @Override
    public void slider(Slider slider, DoubleConsumer moved) {
        System.out.println(slider.name() + " = " + slider.text(slider.start()));
    }

    @Override
    public boolean replaces() {
        return false;
    }
}
