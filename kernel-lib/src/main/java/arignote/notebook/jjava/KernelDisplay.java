package arignote.notebook.jjava;

import arignote.notebook.display.Display;
import arignote.notebook.display.DisplayHandle;
import arignote.plot.Slider;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows values in the notebook. */
final class KernelDisplay implements Display {
    private final BaseKernel kernel;
    /** Null in a kernel that is not ours: it lets nobody make the messages of widgets. */
    private final KernelWidgets widgets;

    KernelDisplay(BaseKernel kernel) {
        this.kernel = kernel;
        widgets =
                kernel.getCommManager() instanceof KernelWidgets.Channels channels ? new KernelWidgets(channels) : null;
    }

    @Override
    public void slider(Slider slider, DoubleConsumer moved) {
        if (widgets == null) {
            throw new IllegalStateException("This kernel cannot show sliders; explore(…) works without it");
        }
        kernel.display(widgets.open(slider, moved));
    }

    private void update(DisplayData data) {
        if (kernel.getIO().display.isAttached()) {
            kernel.getIO().display.updateDisplay(data);
        } else if (widgets != null) {
            // Between cells only a slider that a reader moves changes what is shown.
            widgets.update(data);
        }
    }

    @Override
    public void show(Object value) {
        kernel.display(data(value));
    }

    @Override
    public DisplayHandle live() {
        return new DisplayHandle() {
            // Transient data: it tells the browser which output to replace and is not stored in the notebook's file.
            private final String id = UUID.randomUUID().toString();
            private boolean shown;

            @Override
            public synchronized void set(Object value) {
                DisplayData data = data(value);
                data.putTransientData("display_id", id);
                if (shown) {
                    update(data);
                } else {
                    shown = true;
                    kernel.display(data);
                }
            }
        };
    }

    @Override
    public boolean replaces() {
        return true;
    }

    private DisplayData data(Object value) {
        return value == null ? new DisplayData("null") : kernel.getRenderer().render(value);
    }
}
