package arignote.notebook;

import java.util.List;
import java.util.function.Function;

/**
 * Values that are a piece of a page: players, sliders, drawings.
 *
 * @param text what it shows, in words, for viewers that know no HTML
 * @param html the piece, with everything that it needs in itself
 */
record PageRenderer<T>(Class<T> type, Function<T, String> text, Function<T, String> html) implements Renderer<T> {
    @Override
    public List<String> forms() {
        return List.of(View.HTML);
    }

    @Override
    public View view(T value) {
        return View.text(text.apply(value)).and(View.HTML, html.apply(value));
    }
}
