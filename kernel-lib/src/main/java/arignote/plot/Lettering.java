package arignote.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Text as outlines, in the DejaVu Sans of the jar, so that a picture does not depend on the fonts of a machine.
 *
 * <p>Outlines are taken at the font's own 2048 units and scaled: no hinting, and thus the same in every font engine.
 */
final class Lettering {
    /** Parts of the font size that a line takes above and below its baseline ("l" and "p" of DejaVu Sans). */
    static final double ABOVE = 0.76;

    static final double BELOW = 0.21;

    /** Half a digit's height: what centres a number on a tick. */
    static final double DIGIT_MIDDLE = 0.365;

    private static final float DESIGN_UNITS = 2048f;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final Font DEJAVU = load();

    private Lettering() {}

    /** The bundled font, {@code size} pixels high. */
    static Font font(double size) {
        return DEJAVU.deriveFont((float) size);
    }

    /** The outline of one line of text, its baseline beginning at the origin. */
    static Path2D outline(String text, Font font) {
        double scale = font.getSize2D() / DESIGN_UNITS;
        Shape design = able(font, text)
                .deriveFont(DESIGN_UNITS)
                .createGlyphVector(EXACT, text)
                .getOutline();
        return new Path2D.Double(design, AffineTransform.getScaleInstance(scale, scale));
    }

    /** The advance width of one line of text in pixels. */
    static double width(String text, Font font) {
        Rectangle2D logical = able(font, text)
                .deriveFont(DESIGN_UNITS)
                .createGlyphVector(EXACT, text)
                .getLogicalBounds();
        return logical.getWidth() * font.getSize2D() / DESIGN_UNITS;
    }

    /** A font that has the text's characters: scripts that DejaVu Sans lacks are left to the machine's own fonts. */
    private static Font able(Font font, String text) {
        return font.canDisplayUpTo(text) < 0 ? font : new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    }

    private static Font load() {
        try (InputStream in = Lettering.class.getResourceAsStream("DejaVuSans.ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("DejaVuSans.ttf in the jar is damaged", e);
        }
    }
}
