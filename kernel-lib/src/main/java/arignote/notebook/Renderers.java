package arignote.notebook;

import java.util.ArrayList;
import java.util.List;

/** Every type that has a look of its own: one row each. */
final class Renderers {
    private Renderers() {}

    static final List<Renderer<?>> ALL = all();

    private static List<Renderer<?>> all() {
        List<Renderer<?>> all = new ArrayList<>();
        all.add(new ArrayRenderer());
        all.add(new TableRenderer());
        all.add(new ColumnRenderer());
        all.add(new ChartRenderer());
        all.add(new ProgressRenderer());
        all.addAll(JavaArrayRenderer.EVERY_KIND);
        return List.copyOf(all);
    }

    /** The view of any value: its type's own, else its text. */
    static View view(Object value) {
        for (Renderer<?> renderer : ALL) {
            if (renderer.type().isInstance(value)) {
                return renderer.viewOf(value);
            }
        }
        return View.text(String.valueOf(value));
    }
}
