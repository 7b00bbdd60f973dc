package arignote.plot.layer;

import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import arignote.plot.draw.Mark;
import arignote.plot.draw.Palette;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

/**
 * Rectangles that stand on 0.
 *
 * @param what "bars", or what their heights count
 * @param left where each begins
 * @param right where each ends
 * @param height their values, negative ones downwards; bars that have a number that is not finite are left out
 */
public record Bars(String what, double[] left, double[] right, double[] height, Color color, String label)
        implements Layer {
    /** The most bars that are drawn as they are; of more, what they cover together. */
    private static final int MANY = 10_000;

    @Override
    public Range range(boolean alongX, Scale scale) {
        Range range = Range.EMPTY;
        for (int i = 0; i < height.length; i++) {
            if (stands(i)) {
                range = range.with(alongX ? across(i, scale) : up(i, scale));
            }
        }
        return range;
    }

    private boolean stands(int i) {
        return Double.isFinite(height[i]) && Double.isFinite(left[i]) && Double.isFinite(right[i]);
    }

    private Range across(int i, Scale scale) {
        Range range = Range.EMPTY;
        range = scale.shows(left[i]) ? range.with(left[i]) : range;
        return scale.shows(right[i]) ? range.with(right[i]) : range;
    }

    private Range up(int i, Scale scale) {
        if (scale == Scale.LOG) {
            return height[i] > 0 ? Range.EMPTY.with(height[i]) : Range.EMPTY;
        }
        return new Range(0, 0, true, true).with(height[i]);
    }

    @Override
    public void draw(List<Mark> marks, Projection x, Projection y, Rectangle clip) {
        // A logarithmic axis has no 0: there the bars stand on the axis.
        double foot = y.scale() == Scale.LOG ? clip.getMaxY() + 1 : y.pixel(0);
        if (height.length > MANY) {
            marks.add(new Mark.Filled(many(x, y, foot, clip).path(), color, clip));
            return;
        }
        Path2D all = new Path2D.Double();
        for (int i = 0; i < height.length; i++) {
            if (stands(i) && y.scale().shows(y.scale() == Scale.LOG ? height[i] : 0)) {
                double from = pixel(x, left[i], clip.getMinX());
                double to = pixel(x, right[i], clip.getMaxX());
                double top = y.pixel(height[i]);
                all.append(
                        new Rectangle2D.Double(
                                Math.min(from, to), Math.min(top, foot), Math.abs(to - from), Math.abs(foot - top)),
                        false);
            }
        }
        marks.add(new Mark.Filled(all, color, clip));
    }

    private BarColumns many(Projection x, Projection y, double foot, Rectangle clip) {
        BarColumns columns = new BarColumns(foot, clip);
        for (int i = 0; i < height.length; i++) {
            if (stands(i) && y.scale().shows(y.scale() == Scale.LOG ? height[i] : 0)) {
                double from = pixel(x, left[i], clip.getMinX());
                double to = pixel(x, right[i], clip.getMaxX());
                columns.add(Math.min(from, to), Math.max(from, to), y.pixel(height[i]));
            }
        }
        return columns;
    }

    private static double pixel(Projection x, double value, double otherwise) {
        return x.scale().shows(value) ? x.pixel(value) : otherwise;
    }

    @Override
    public Layer colored(Color other) {
        return new Bars(what, left, right, height, other, label);
    }

    @Override
    public Layer labelled(String other) {
        return new Bars(what, left, right, height, color, other == null ? "" : other);
    }

    @Override
    public String describe() {
        String name = label.isEmpty() ? "" : " “" + label + "”";
        String phrase = Palette.describe(color) + " " + what + name + ": " + height.length;
        String counted = phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
        Range heights = Range.EMPTY;
        for (double h : height) {
            heights = Double.isFinite(h) ? heights.with(h) : heights;
        }
        if (heights.isEmpty()) {
            return counted + ".";
        }
        return counted + ", " + SpokenNumber.range("x", range(true, Scale.LINEAR)) + ", "
                + SpokenNumber.range("height", heights) + ".";
    }
}
