package arignote.notebook;

import arignote.Figure;
import java.util.List;

/** Figures, as pictures at twice the size. */
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
        return ChartRenderer.picture(figure.png(), figure.width(), figure.height(), figure.altText());
    }
}
