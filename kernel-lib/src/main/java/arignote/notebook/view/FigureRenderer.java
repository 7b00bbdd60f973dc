package arignote.notebook.view;

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
        return List.of(MimeBundle.PNG);
    }

    @Override
    public MimeBundle view(Canvas figure) {
        return MimeBundle.text(figure.toString())
                .andPicture(figure.png(), figure.width(), figure.height(), figure.altText())
                .onLight(figure.isColorMapped());
    }
}
