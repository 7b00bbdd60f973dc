package arignote.notebook.jjava;

import arignote.notebook.display.Display;
import arignote.notebook.display.DisplayHandle;
import arignote.plot.page.Slider;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows values in the notebook. */
final class KernelDisplay implements Display {
    private final BaseKernel kernel;
    private KernelWidgets widgets;

    KernelDisplay(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void slider(Slider slider, DoubleConsumer moved) {
        DisplayData data = widgets().open(slider, moved);
        kernel.display(data);
    }

    /** Made by the first slider: before the first cell the kernel has no socket. */
    private synchronized KernelWidgets widgets() {
        if (widgets == null) {
            try {
                widgets = new KernelWidgets(kernel);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This kernel cannot show sliders; explore(…) works without it", e);
            }
        }
        return widgets;
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
