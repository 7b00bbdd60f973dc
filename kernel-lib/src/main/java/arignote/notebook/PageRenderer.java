package arignote.notebook;

import java.util.List;
import java.util.function.Function;

/**
 * What is a piece of a page by itself: players, sliders, drawings.
 *
 * @param type the type of values
 * @param html a value as HTML, whole in itself
 */
record PageRenderer<T>(Class<T> type, Function<T, String> html) implements Renderer<T> {
    @Override
    public List<String> forms() {
        return List.of(View.HTML);
    }

    @Override
    public View view(T value) {
        return View.text(value.toString()).and(View.HTML, html.apply(value));
    }
}
