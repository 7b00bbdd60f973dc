package arignote.plot;

import arignote.plot.draw.*;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** One picture of a figure, or of several side by side below a heading. */
public final class Composition {
    private Composition() {}

    private static final double HEADING = 12;

    /** The drawing of a figure, or of several side by side. */
    public static Drawing of(Canvas canvas) {
        List<Mark> marks = new ArrayList<>();
        if (canvas.panels().size() != 1 || !canvas.heading().isEmpty()) {
            marks.add(new Mark.Filled(new Rectangle(canvas.width(), canvas.height()), Color.WHITE, null));
        }
        for (Panel panel : canvas.panels()) {
            panel.chart().drawing().marks().forEach(m -> marks.add(m.moved(panel.left(), panel.top())));
        }
        if (!canvas.heading().isEmpty()) {
            Font font = Lettering.font(Points.toPixels(HEADING));
            String heading = Lettering.fitting(canvas.heading(), font, canvas.width());
            Path2D words = Lettering.outline(heading, font);
            words.transform(AffineTransform.getTranslateInstance(
                    (canvas.width() - Lettering.width(heading, font)) / 2, headingBaseline()));
            marks.add(new Mark.Filled(words, Color.BLACK, null));
        }
        return new Drawing(canvas.width(), canvas.height(), marks);
    }

    /** The room in pixels that a heading takes above the panels. */
    static int headingRoom() {
        return (int) Math.ceil(headingBaseline());
    }

    private static double headingBaseline() {
        return 1.4 * Points.toPixels(HEADING);
    }
}
