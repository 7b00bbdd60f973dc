package arignote.notebook;

import arignote.plot.Canvas;
import java.util.List;

/** Figures, as pictures at twice the size with their words for who does not see them. */
final class FigureRenderer implements Renderer<Canvas> {
    @Override
    public Class<Canvas> type() {
        return Canvas.class;
    }

    @Override
    public List<String> forms() {
        return List.of(View.PNG);
    }

    @Override
    public View view(Canvas figure) {
        return View.text(figure.toString())
                .andPicture(figure.png(), figure.width(), figure.height(), figure.altText())
                .onLight(figure.isColorMapped());
    }
}
