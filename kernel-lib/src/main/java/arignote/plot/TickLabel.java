package arignote.plot;

import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A number beside a tick: its text, and an exponent set above the line. */
record TickLabel(String text, String exponent) {
    /** TeX's proportions of an exponent: its size and its rise, in parts of the number's size. */
    private static final double EXPONENT_SIZE = 0.7;

    private static final double EXPONENT_RISE = 0.38;

    static TickLabel plain(String text) {
        return new TickLabel(text, "");
    }

    double width(Font font) {
        return Lettering.width(text, font) + Lettering.width(exponent, small(font));
    }

    /** The outline, its baseline beginning at a place. */
    Path2D outline(Font font, double x, double y) {
        Path2D path = Lettering.outline(text, font);
        Path2D raised = Lettering.outline(exponent, small(font));
        raised.transform(
                AffineTransform.getTranslateInstance(Lettering.width(text, font), -EXPONENT_RISE * font.getSize2D()));
        path.append(raised, false);
        path.transform(AffineTransform.getTranslateInstance(x, y));
        return path;
    }

    private static Font small(Font font) {
        return font.deriveFont((float) (font.getSize2D() * EXPONENT_SIZE));
    }
}
