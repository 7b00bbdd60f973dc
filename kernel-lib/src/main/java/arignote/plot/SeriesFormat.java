package arignote.plot;

import arignote.plot.draw.LineStyle;
import arignote.plot.draw.MarkerShape;
import arignote.plot.draw.Palette;
import java.awt.Color;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a series is drawn, as matplotlib's format strings say it: a colour, a marker and a line style, in any order.
 *
 * @param color null where the colour cycle decides
 * @param marker null for none
 * @param line null for none
 */
public record SeriesFormat(Color color, MarkerShape marker, LineStyle line) {
    private static final String GRAMMAR = "a format is a colour (b g r c m y k w or C0 to C9), a marker ("
            + listed(MarkerShape.values(), shape -> String.valueOf(shape.symbol)) + ") and a line ("
            + listed(LineStyle.values(), style -> style.symbol) + "), each at most once, as in \"ro\" or \"k--\"";

    private static <E> String listed(E[] all, Function<E, String> symbol) {
        return Arrays.stream(all).map(symbol).collect(Collectors.joining(" "));
    }

    /** A solid line in the next colour of the cycle. */
    static final SeriesFormat DEFAULT = new SeriesFormat(null, null, LineStyle.SOLID);

    /**
     * Reads a format such as {@code "ro"}, {@code "k--"}, {@code "C1."} or {@code "tab:orange"}. Without a marker and
     * without a line it is a solid line.
     *
     * @throws IllegalArgumentException if it is none; the message names the format and what may stand there
     */
    public static SeriesFormat parse(String format) {
        if (format.length() > 1 && Palette.named(format) != null) {
            return new SeriesFormat(Palette.named(format), null, LineStyle.SOLID);
        }
        Color color = null;
        MarkerShape marker = null;
        LineStyle line = null;
        for (int at = 0; at < format.length(); ) {
            String rest = format.substring(at);
            LineStyle lineHere = lineAt(rest);
            String colorHere = colorAt(rest);
            MarkerShape markerHere = MarkerShape.of(rest.charAt(0));
            if (lineHere != null && line == null) {
                line = lineHere;
                at += lineHere.symbol.length();
            } else if (colorHere != null && color == null) {
                color = Palette.named(colorHere);
                at += colorHere.length();
            } else if (markerHere != null && marker == null) {
                marker = markerHere;
                at++;
            } else {
                String why = lineHere != null || colorHere != null || markerHere != null ? "a second " : "";
                throw new IllegalArgumentException(
                        "\"" + format + "\" has " + why + "'" + rest.charAt(0) + "': " + GRAMMAR);
            }
        }
        return new SeriesFormat(color, marker, marker == null && line == null ? LineStyle.SOLID : line);
    }

    private static LineStyle lineAt(String rest) {
        LineStyle found = null;
        for (LineStyle style : LineStyle.values()) {
            boolean longer = found == null || style.symbol.length() > found.symbol.length();
            if (rest.startsWith(style.symbol) && longer) {
                found = style;
            }
        }
        return found;
    }

    private static String colorAt(String rest) {
        if (rest.matches("C\\d.*")) {
            return rest.substring(0, 2);
        }
        return Palette.letter(rest.charAt(0)) == null ? null : rest.substring(0, 1);
    }
}
