package arignote.plot.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.StringJoiner;

/** The spelling of SVG attributes, and of text in SVG and in HTML. */
public final class Svg {
    private Svg() {}

    /** {@code value} with at most two decimals. */
    public static String number(double value) {
        return decimal(Math.round(value * 100), 100);
    }

    /** {@code scaled / perUnit} in as few characters as SVG allows; {@code perUnit} is a power of ten. */
    static String decimal(long scaled, int perUnit) {
        long whole = Math.abs(scaled) / perUnit;
        long rest = Math.abs(scaled) % perUnit;
        StringBuilder text = new StringBuilder();
        if (scaled < 0) {
            text.append('-');
        }
        if (whole != 0 || rest == 0) {
            text.append(whole);
        }
        if (rest != 0) {
            String digits = Long.toString(perUnit + rest).substring(1);
            text.append('.').append(digits.replaceFirst("0+$", ""));
        }
        return text.toString();
    }

    static String color(String attribute, Color color) {
        String text = String.format("%s=\"#%06x\"", attribute, color.getRGB() & 0xffffff);
        return color.getAlpha() == 255
                ? text
                : text + " " + attribute + "-opacity=\"" + number(color.getAlpha() / 255.0) + "\"";
    }

    static String stroke(BasicStroke stroke) {
        StringBuilder text = new StringBuilder(" stroke-width=\"" + number(stroke.getLineWidth()) + "\"");
        if (stroke.getEndCap() == BasicStroke.CAP_SQUARE) {
            text.append(" stroke-linecap=\"square\"");
        } else if (stroke.getEndCap() == BasicStroke.CAP_ROUND) {
            text.append(" stroke-linecap=\"round\"");
        }
        if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
            text.append(" stroke-linejoin=\"round\"");
        }
        if (stroke.getDashArray() != null) {
            StringJoiner dashes = new StringJoiner(" ", " stroke-dasharray=\"", "\"");
            for (float dash : stroke.getDashArray()) {
                dashes.add(number(dash));
            }
            text.append(dashes);
        }
        return text.toString();
    }

    /** Text that may stand between the tags of a page. */
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Text that may stand in a quoted attribute, too; what XML has no place for becomes U+FFFD. */
    public static String escape(String text) {
        return text(PlainText.wellFormed(text)).replace("\"", "&quot;");
    }
}
