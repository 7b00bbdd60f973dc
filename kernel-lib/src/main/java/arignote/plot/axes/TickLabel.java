package arignote.plot.axes;

import arignote.plot.draw.Lettering;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/**
 * A number or a name beside a tick.
 *
 * @param exponent set above the line; empty for none
 * @param turned whether it is read from below upwards
 */
public record TickLabel(String text, String exponent, boolean turned) {
    /** TeX's proportions of an exponent: its size and its rise, in parts of the number's size. */
    private static final double EXPONENT_SIZE = 0.7;

    private static final double EXPONENT_RISE = 0.38;
    private static final double LINE = Lettering.ABOVE + Lettering.BELOW;

    /** A power in one line. */
    TickLabel(String text, String exponent) {
        this(text, exponent, false);
    }

    public static TickLabel plain(String text) {
        return new TickLabel(text, "");
    }

    /** This label, cut to a width in pixels. */
    TickLabel fitting(Font font, double room) {
        return exponent.isEmpty() ? new TickLabel(Lettering.fitting(text, font, room), "", turned) : this;
    }

    TickLabel upright() {
        return new TickLabel(text, exponent, true);
    }

    public double width(Font font) {
        return turned ? LINE * font.getSize2D() : length(font);
    }

    public double height(Font font) {
        return turned ? length(font) : LINE * font.getSize2D();
    }

    private double length(Font font) {
        return Lettering.width(text, font) + Lettering.width(exponent, small(font));
    }

    /** The outline, its upper left corner at a place. */
    Path2D outlineBelow(Font font, double x, double top) {
        if (!turned) {
            return outline(font, x, top + Lettering.ABOVE * font.getSize2D());
        }
        Path2D path = outline(font, 0, 0);
        path.transform(AffineTransform.getQuadrantRotateInstance(-1));
        path.transform(
                AffineTransform.getTranslateInstance(x + Lettering.ABOVE * font.getSize2D(), top + length(font)));
        return path;
    }

    /** The outline, its baseline beginning at a place. */
    public Path2D outline(Font font, double x, double y) {
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
