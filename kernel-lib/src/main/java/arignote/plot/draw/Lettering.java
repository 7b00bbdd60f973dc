package arignote.plot.draw;

import arignote.expr.Resources;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.AttributedString;

/**
 * Text as outlines, in the DejaVu Sans of the jar, so that a picture does not depend on the fonts of a machine.
 *
 * <p>Outlines are taken at the font's own 2048 units and scaled: no hinting, and thus the same in every font engine.
 */
public final class Lettering {
    /** Parts of the font size that a line takes above and below its baseline ("l" and "p" of DejaVu Sans). */
    public static final double ABOVE = 0.76;

    public static final double BELOW = 0.21;

    /** Half a digit's height: what centres a number on a tick. */
    public static final double DIGIT_MIDDLE = 0.365;

    /** What a page writes text in that is no outline: the same letters where the machine has them. */
    public static final String FAMILY = "DejaVu Sans, Verdana, Bitstream Vera Sans, sans-serif";

    private static final float DESIGN_UNITS = 2048f;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final Font DEJAVU = load();

    private Lettering() {}

    /** The bundled font, {@code size} pixels high. */
    public static Font font(double size) {
        return DEJAVU.deriveFont((float) size);
    }

    /** The outline of one line of text, its baseline beginning at the origin. */
    public static Path2D outline(String text, Font font) {
        double scale = font.getSize2D() / DESIGN_UNITS;
        String line = PlainText.line(text);
        Font able = able(font, line);
        Shape design = able == null
                ? line.isEmpty() ? new Path2D.Double() : laidOut(line, font).getOutline(null)
                : able.deriveFont(DESIGN_UNITS).createGlyphVector(EXACT, line).getOutline();
        return new Path2D.Double(design, AffineTransform.getScaleInstance(scale, scale));
    }

    /** The outline of a line that reads upwards, the middle of its baseline at the origin. */
    public static Path2D upwards(String text, Font font) {
        Path2D up = outline(text, font);
        up.transform(AffineTransform.getTranslateInstance(-width(text, font) / 2, 0));
        up.transform(AffineTransform.getQuadrantRotateInstance(-1));
        return up;
    }

    /** The advance width of one line of text in pixels. */
    public static double width(String text, Font font) {
        String line = PlainText.line(text);
        Font able = able(font, line);
        double design = able == null
                ? laidOut(line, font).getAdvance()
                : able.deriveFont(DESIGN_UNITS)
                        .createGlyphVector(EXACT, line)
                        .getLogicalBounds()
                        .getWidth();
        return design * font.getSize2D() / DESIGN_UNITS;
    }

    /** {@code text}, or as much of its beginning as fits into a width in pixels, and three dots. */
    public static String fitting(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        int fits = 0;
        for (int most = text.length() - 1; fits < most; ) {
            int middle = (fits + most + 1) / 2;
            if (width(cut(text, middle), font) <= room) {
                fits = middle;
            } else {
                most = middle - 1;
            }
        }
        return cut(text, fits);
    }

    private static String cut(String text, int length) {
        int whole = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, whole) + "…";
    }

    /**
     * The one font in which each character of the text stands for itself, from left to right: scripts that DejaVu Sans
     * lacks are left to the machine's own fonts. Null where letters join or run from right to left, or no font has all.
     */
    private static Font able(Font font, String text) {
        if (Font.textRequiresLayout(text.toCharArray(), 0, text.length())) {
            return null;
        }
        if (font.canDisplayUpTo(text) < 0) {
            return font;
        }
        Font other = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
        return other.canDisplayUpTo(text) < 0 ? other : null;
    }

    /** Text in the order and with the joined forms of its scripts; each character in DejaVu Sans if that has it. */
    private static TextLayout laidOut(String text, Font font) {
        AttributedString styled = new AttributedString(text);
        Font own = font.deriveFont(DESIGN_UNITS);
        Font other = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(DESIGN_UNITS);
        styled.addAttribute(TextAttribute.FONT, own);
        for (int i = 0; i < text.length(); ) {
            int next = text.offsetByCodePoints(i, 1);
            int c = text.codePointAt(i);
            if (!own.canDisplay(c) && other.canDisplay(c)) {
                styled.addAttribute(TextAttribute.FONT, other, i, next);
            }
            i = next;
        }
        return new TextLayout(styled.getIterator(), EXACT);
    }

    private static Font load() {
        byte[] bytes = Resources.bytes(Lettering.class, "DejaVuSans.ttf");
        try {
            return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("DejaVuSans.ttf in the jar is damaged", e);
        }
    }
}
