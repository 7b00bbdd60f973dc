package arignote.plot.layer;

import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import arignote.plot.draw.Mark;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A cell of colour for each value of a surface, whose x and y are the cells' middles.
 *
 * @param what "Image" or "Heat map"
 */
public record HeatMap(String what, Surface surface, ColorMap map, Range asked) implements Layer {
    private static final double EVEN = 1e-6;

    /** @throws IllegalArgumentException if there is no cell, or the middles are not evenly spaced */
    public HeatMap {
        if (surface.x().length == 0 || surface.y().length == 0) {
            throw new IllegalArgumentException("z holds no values; an image needs at least one row and one column");
        }
        requireEven("x", surface.x());
        requireEven("y", surface.y());
        requireRoom("x", surface.range(true), step(surface.x()));
        requireRoom("y", surface.range(false), step(surface.y()));
    }

    private static void requireEven(String name, double[] at) {
        double step = step(at);
        for (int i = 1; i < at.length; i++) {
            if (Math.abs(at[i] - at[i - 1] - step) > EVEN * Math.abs(step)) {
                throw new IllegalArgumentException(name + " must be evenly spaced, as linspace makes it: " + at[i - 1]
                        + " and " + at[i] + " are not " + step + " apart");
            }
        }
    }

    /** Doubles do not lie dense enough, or not far enough, for every step. */
    private static void requireRoom(String name, Range middles, double step) {
        double half = Math.abs(step) / 2;
        boolean wide = Double.isFinite(middles.lo() - half) && Double.isFinite(middles.hi() + half);
        if (!wide || middles.lo() - half == middles.lo() || middles.hi() + half == middles.hi()) {
            throw new IllegalArgumentException("There are no cells " + Math.abs(step) + " wide around " + name
                    + " from " + middles.lo() + " to " + middles.hi() + " in double precision; use other units");
        }
    }

    private static double step(double[] at) {
        return at.length < 2 ? 1 : (at[at.length - 1] - at[0]) / (at.length - 1);
    }

    @Override
    public Range range(boolean alongX, Scale scale) {
        if (scale == Scale.LOG) {
            throw new IllegalStateException(what + "s have cells of one size, which a logarithmic axis has not;"
                    + " use contour, or a linear axis");
        }
        Range middles = surface.range(alongX);
        double half = Math.abs(step(alongX ? surface.x() : surface.y())) / 2;
        return Range.tight(middles.lo() - half, middles.hi() + half);
    }

    @Override
    public void draw(List<Mark> marks, Projection x, Projection y, Rectangle clip) {
        int rows = surface.y().length;
        int columns = surface.x().length;
        Range across = range(true, Scale.LINEAR);
        Range up = range(false, Scale.LINEAR);
        double left = x.pixel(across.lo());
        double right = x.pixel(across.hi());
        double bottom = y.pixel(up.lo());
        double top = y.pixel(up.hi());
        boolean mirrored = right < left != step(surface.x()) < 0;
        boolean upward = top < bottom != step(surface.y()) < 0;
        BufferedImage cells = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
        ColorScale colors = colors();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double value = surface.z()[i][j];
                if (Double.isFinite(value)) {
                    int row = upward ? rows - 1 - i : i;
                    int column = mirrored ? columns - 1 - j : j;
                    cells.setRGB(column, row, colors.of(value).getRGB());
                }
            }
        }
        Rectangle2D area = new Rectangle2D.Double(
                Math.min(left, right), Math.min(top, bottom), Math.abs(right - left), Math.abs(bottom - top));
        marks.add(new Mark.Raster(cells, area, clip));
    }

    @Override
    public ColorScale colors() {
        Range range = asked != null ? asked : surface.values();
        return range.isEmpty()
                ? new ColorScale(map, 0, 1, null, false)
                : new ColorScale(map, range.lo(), range.hi(), null, false);
    }

    @Override
    public Layer mapped(ColorMap other) {
        return new HeatMap(what, surface, other, asked);
    }

    @Override
    public Layer limited(double lo, double hi) {
        if (!(lo < hi) || !Double.isFinite(lo) || !Double.isFinite(hi)) {
            throw new IllegalArgumentException(
                    "clim(" + lo + ", " + hi + ") is no range: give two finite numbers, the lesser first");
        }
        return new HeatMap(what, surface, map, new Range(lo, hi));
    }

    @Override
    public String describe() {
        String size = surface.y().length + " by " + surface.x().length + " values";
        Range values = surface.values();
        return what + " of " + size
                + (values.isEmpty() ? ", none finite." : ", " + SpokenNumber.range("", values) + ".");
    }
}
