package arignote.plot.axes;

import arignote.plot.draw.Lettering;
import java.awt.Font;
import java.util.stream.IntStream;

/** Ticks with given labels, which may be long and many: turned, cut and left out until they can be read. */
public final class NamedTicks {
    /** Between two names, in pixels. */
    private static final double GAP = 4;

    private NamedTicks() {}

    /**
     * Below the x axis: side by side if there is room, else turned.
     *
     * @param axis to pixels
     * @param longest how long a turned name may be, in pixels
     */
    public static Ticks below(Ticks ticks, Projection axis, Font font, double longest) {
        double line = line(font);
        double apart = apart(ticks, axis);
        if (apart > line && fit(ticks, axis, font)) {
            return ticks;
        }
        Ticks some = ticks.every(stride(line, apart)).fitting(font, longest);
        return new Ticks(
                some.at(), some.labels().stream().map(TickLabel::upright).toList(), some.minor(), some.corner());
    }

    /** Beside the y axis, below each other. */
    public static Ticks beside(Ticks ticks, Projection axis, Font font, double longest) {
        return ticks.every(stride(line(font), apart(ticks, axis))).fitting(font, longest);
    }

    private static double line(Font font) {
        return (Lettering.ABOVE + Lettering.BELOW) * font.getSize2D();
    }

    private static int stride(double line, double apart) {
        return apart >= line ? 1 : (int) Math.min(Integer.MAX_VALUE, Math.ceil(line / apart));
    }

    /** How far apart the ticks stand on the average. */
    private static double apart(Ticks ticks, Projection axis) {
        int last = ticks.at().length - 1;
        return last < 1
                ? Double.POSITIVE_INFINITY
                : Math.abs(axis.pixel(ticks.at()[last]) - axis.pixel(ticks.at()[0])) / last;
    }

    private static boolean fit(Ticks ticks, Projection axis, Font font) {
        double room = Math.abs(axis.to() - axis.from());
        return ticks.labels().stream().allMatch(label -> label.width(font) < room)
                && IntStream.range(1, ticks.at().length).allMatch(i -> {
                    double apart = Math.abs(axis.pixel(ticks.at()[i]) - axis.pixel(ticks.at()[i - 1]));
                    double half = ticks.labels().get(i).width(font)
                            + ticks.labels().get(i - 1).width(font);
                    return half / 2 + GAP <= apart;
                });
    }
}
