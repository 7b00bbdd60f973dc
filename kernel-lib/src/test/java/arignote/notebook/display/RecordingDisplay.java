package arignote.notebook.display;

import arignote.notebook.view.Renderers;
import arignote.plot.Slider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** A display that remembers, for each of its outputs, what was set. */
public final class RecordingDisplay implements Display {
    public final List<List<Object>> outputs = new ArrayList<>();
    final List<DoubleConsumer> sliders = new ArrayList<>();

    @Override
    public synchronized void show(Object value) {
        outputs.add(new ArrayList<>(List.of(value)));
    }

    @Override
    public synchronized DisplayHandle live() {
        List<Object> output = new ArrayList<>();
        return value -> {
            synchronized (this) {
                if (output.isEmpty()) {
                    outputs.add(output);
                }
                output.add(value);
            }
        };
    }

    @Override
    public void slider(Slider slider, DoubleConsumer moved) {
        show(slider.name());
        sliders.add(moved);
    }

    @Override
    public boolean replaces() {
        return true;
    }

    /** What a reader sees in the end. */
    public synchronized List<String> left() {
        return outputs.stream()
                .map(output -> Renderers.view(output.get(output.size() - 1)))
                .map(view -> view.text() + view.forms())
                .toList();
    }

    public synchronized List<String> texts() {
        return outputs.stream()
                .map(output -> Renderers.view(output.get(output.size() - 1)).text())
                .toList();
    }
}
