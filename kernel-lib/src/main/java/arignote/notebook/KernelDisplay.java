package arignote.notebook;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows values in the notebook. */
final class KernelDisplay implements Display {
    private final BaseKernel kernel;

    KernelDisplay(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void show(Object value) {
        kernel.display(data(value));
    }

    @Override
    public Live live() {
        return new Live() {
            // Transient data: it tells the browser which output to replace and is not stored in the notebook's file.
            private final String id = UUID.randomUUID().toString();
            private boolean shown;

            @Override
            public synchronized void set(Object value) {
                DisplayData data = data(value);
                data.putTransientData("display_id", id);
                if (shown) {
                    kernel.getIO().display.updateDisplay(data);
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
