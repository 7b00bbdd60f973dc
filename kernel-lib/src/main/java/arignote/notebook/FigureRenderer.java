package arignote.notebook;

import arignote.Figure;
import java.util.List;

/** Figures, as pictures at twice the size with their words for who does not see them. */
final class FigureRenderer implements Renderer<Figure> {
    @Override
    public Class<Figure> type() {
        return Figure.class;
    }

    @Override
    public List<String> forms() {
        return List.of(View.PNG);
    }

    @Override
    public View view(Figure figure) {
        return View.text(figure.toString()).andPicture(figure.png(), figure.width(), figure.height(), figure.altText());
    }
}
