package arignote.plot.layer;

import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import arignote.plot.axes.Ticks;
import arignote.plot.draw.Mark;
import arignote.plot.draw.Points;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of equal value on a surface, or the bands between them.
 *
 * @param levels the values, ascending
 * @param color of all lines; null where the map gives each its own
 * @param lineWidth in pixels
 */
public record Contours(Surface surface, double[] levels, boolean filled, ColorMap map, Color color, double lineWidth)
        implements Layer {
    private static final int INTERVALS = 8;

    /** @throws IllegalArgumentException if the grid is too small, or the levels do not rise */
    public Contours {
        if (surface.x().length < 2 || surface.y().length < 2) {
            throw new IllegalArgumentException("Contours need a grid of at least 2 by 2 values");
        }
        if (levels.length < (filled ? 2 : 1)) {
            throw new IllegalArgumentException(
                    "Contours need " + (filled ? "2 levels or more, the bands' edges" : "a level or more"));
        }
        for (int i = 1; i < levels.length; i++) {
            if (!(levels[i - 1] < levels[i])) {
                throw new IllegalArgumentException(
                        "The levels of contours must rise, but " + levels[i] + " follows " + levels[i - 1]);
            }
        }
        for (double level : levels) {
            if (!Double.isFinite(level)) {
                throw new IllegalArgumentException("A level of contours is " + level + "; give finite numbers");
            }
        }
    }

    public static Contours of(Surface surface, double[] levels, boolean filled) {
        double[] chosen = levels == null ? levels(surface.values(), filled) : levels;
        return new Contours(surface, chosen, filled, ColorMap.VIRIDIS, null, Points.toPixels(1.5));
    }

    /** Round numbers from below the least to above the greatest value, as matplotlib's. */
    private static double[] levels(Range values, boolean filled) {
        if (values.isEmpty() || values.lo() == values.hi()) {
            double only = values.isEmpty() ? 0 : values.lo();
            return filled ? oneBand(only) : new double[] {only};
        }
        int magnitude = values.magnitude();
        double unit = Math.pow(10, magnitude);
        double lo = magnitude == 0 ? values.lo() : values.lo() / unit;
        double hi = magnitude == 0 ? values.hi() : values.hi() / unit;
        double[] inside = distinct(Ticks.linear(lo, hi, INTERVALS));
        if (inside.length < 2) {
            return filled ? oneBand(values.lo()) : new double[] {values.lo()};
        }
        double[] levels = filled ? around(inside, lo, hi) : inside;
        return magnitude == 0
                ? levels
                : distinct(Arrays.stream(levels)
                        .map(v -> Scale.LINEAR.back(v * unit))
                        .toArray());
    }

    private static double[] distinct(double[] ascending) {
        return Arrays.stream(ascending).distinct().toArray();
    }

    private static double[] oneBand(double only) {
        Range band = Range.around(only, 1);
        return new double[] {only == band.hi() ? band.lo() : only, band.hi()};
    }

    /** Levels as far apart as those inside, and around all values. */
    private static double[] around(double[] inside, double lo, double hi) {
        double step = inside[1] - inside[0];
        double first = inside[0] > lo ? inside[0] - step : inside[0];
        double end = inside[inside.length - 1];
        int count = (int) Math.round((end - first) / step) + (end < hi ? 2 : 1);
        double[] levels = new double[count];
        for (int i = 0; i < count; i++) {
            levels[i] = first + i * step;
        }
        return distinct(levels);
    }

    @Override
    public Range range(boolean alongX, Scale scale) {
        double least = surface.range(alongX).lo();
        if (scale == Scale.LOG && least < 0) {
            throw new IllegalStateException((alongX ? "x" : "y") + " of the contours is " + least
                    + " somewhere, which has no place on a logarithmic axis; give values above 0, or a linear axis");
        }
        double[] shown = Arrays.stream(alongX ? surface.x() : surface.y())
                .filter(scale::shows)
                .toArray();
        return shown.length == 0
                ? Range.EMPTY
                : Range.tight(Math.min(shown[0], shown[shown.length - 1]), Math.max(shown[0], shown[shown.length - 1]));
    }

    /** The lines run straight in pixels, so that they are right on any scale. */
    @Override
    public void draw(List<Mark> marks, Projection x, Projection y, Rectangle clip) {
        double[] across = pixels(surface.x(), x);
        double[] up = pixels(surface.y(), y);
        ColorScale colors = colors();
        if (filled) {
            for (int i = 0; i + 1 < levels.length; i++) {
                marks.add(new Mark.Filled(
                        ContourLines.above(across, up, surface.z(), levels[i]), colors.ofLevel(i), clip));
            }
            // Nothing lies above the last band.
            Path2D beyond = ContourLines.above(across, up, surface.z(), levels[levels.length - 1]);
            if (beyond.getCurrentPoint() != null) {
                marks.add(new Mark.Filled(beyond, Color.WHITE, clip));
            }
            return;
        }
        BasicStroke pen = new BasicStroke((float) lineWidth, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        for (int i = 0; i < levels.length; i++) {
            Color own = color == null ? colors.ofLevel(i) : color;
            marks.add(new Mark.Stroked(ContourLines.at(across, up, surface.z(), levels[i]), own, pen, clip));
        }
    }

    private static double[] pixels(double[] values, Projection axis) {
        return Arrays.stream(values).map(axis::pixel).toArray();
    }

    @Override
    public ColorScale colors() {
        return new ColorScale(map, levels[0], levels[levels.length - 1], levels, filled);
    }

    @Override
    public Layer colored(Color other) {
        return new Contours(surface, levels, filled, map, other, lineWidth);
    }

    @Override
    public Layer mapped(ColorMap other) {
        return new Contours(surface, levels, filled, other, color, lineWidth);
    }

    @Override
    public Layer lined(double pixels) {
        return new Contours(surface, levels, filled, map, color, pixels);
    }

    @Override
    public String describe() {
        Range values = surface.values();
        String what = filled ? "Filled contours" : "Contours";
        String at = levels.length == 1
                ? " at " + SpokenNumber.number(levels[0], 3)
                : " at " + levels.length + " levels "
                        + SpokenNumber.range("", new Range(levels[0], levels[levels.length - 1]));
        if (values.isEmpty()) {
            return what + at + ", of a surface without a finite value.";
        }
        return what + at + ", of a surface " + SpokenNumber.range("", values) + place(values.lo()) + ".";
    }

    /** Where the surface is lowest, which is what matters of a cost. */
    private String place(double least) {
        for (int i = 0; i < surface.y().length; i++) {
            for (int j = 0; j < surface.x().length; j++) {
                if (surface.z()[i][j] == least) {
                    return ", lowest near x " + SpokenNumber.number(surface.x()[j], 3) + ", y "
                            + SpokenNumber.number(surface.y()[i], 3);
                }
            }
        }
        return "";
    }
}
