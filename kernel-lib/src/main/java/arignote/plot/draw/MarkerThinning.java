package arignote.plot.draw;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves out of very many markers those that are not seen: the second at one place, to a quarter of a pixel, and those
 * that lie wholly on others of their colour.
 */
public final class MarkerThinning {
    /** Places in a pixel's width. */
    private static final int PLACES = 4;

    /** Cells in a marker's width, and in a pixel's at most. */
    private static final int CELLS_ACROSS = 24;

    private static final double CELL = 0.5;
    private static final double MOST_CELLS = 1 << 26;

    /** The cells that a marker touches, and those that it fills, as steps from the cell that its middle is in. */
    private record Stamp(int[] touched, int[] filled) {}

    private final Shape shape;
    private final double left;
    private final double top;
    private final double reach;
    private final double cell;
    private final int columns;
    private final int rows;

    /** @param clip outside of which nothing is seen */
    public MarkerThinning(PlotMarker marker, Rectangle clip) {
        shape = marker.covered();
        Rectangle around = shape.getBounds();
        reach = 1
                + Math.max(
                        Math.max(-around.getMinX(), around.getMaxX()), Math.max(-around.getMinY(), around.getMaxY()));
        left = clip.getMinX() - reach;
        top = clip.getMinY() - reach;
        double width = clip.getWidth() + 2 * reach;
        double height = clip.getHeight() + 2 * reach;
        cell = Math.max(Math.max(CELL, 2 * reach / CELLS_ACROSS), Math.sqrt(width * height / MOST_CELLS));
        columns = (int) Math.ceil((width + 2 * reach) / cell) + 2;
        rows = (int) Math.ceil((height + 2 * reach) / cell) + 2;
    }

    /** Those of the places, in pixels, that change what is seen. */
    public List<Point2D> seen(List<Point2D> places) {
        return uncovered(apart(places));
    }

    /** One of all that stand at one place, and none that is outside. */
    List<Point2D> apart(List<Point2D> places) {
        int width = (int) (columns * cell * PLACES);
        int height = (int) (rows * cell * PLACES);
        BitSet taken = new BitSet();
        List<Point2D> apart = new ArrayList<>();
        for (Point2D p : places) {
            int x = (int) Math.floor((p.getX() - left) * PLACES);
            int y = (int) Math.floor((p.getY() - top) * PLACES);
            if (x >= 0 && y >= 0 && x < width && y < height) {
                int at = y * width + x;
                if (!taken.get(at)) {
                    taken.set(at);
                    apart.add(p);
                }
            }
        }
        return apart;
    }

    private List<Point2D> uncovered(List<Point2D> places) {
        boolean[] covered = new boolean[columns * rows];
        Stamp[] stamps = new Stamp[PLACES * PLACES];
        BitSet seen = new BitSet();
        // From end to end and back, since of points that come side by side each would show some of its edge.
        int stride = stride(places.size());
        for (int k = 0, i = 0; k < places.size(); k++, i = (int) (((long) i + stride) % places.size())) {
            Point2D p = places.get(i);
            double x = (p.getX() - left + reach) / cell;
            double y = (p.getY() - top + reach) / cell;
            int column = (int) x;
            int row = (int) y;
            if (column >= columns || row >= rows) {
                continue;
            }
            int partX = (int) ((x - column) * PLACES);
            int partY = (int) ((y - row) * PLACES);
            int kind = partY * PLACES + partX;
            if (stamps[kind] == null) {
                stamps[kind] = stamp(partX, partY);
            }
            int at = row * columns + column;
            if (isNew(covered, at, stamps[kind].touched)) {
                seen.set(i);
                for (int step : stamps[kind].filled) {
                    if (at + step >= 0 && at + step < covered.length) {
                        covered[at + step] = true;
                    }
                }
            }
        }
        return seen.stream().mapToObj(places::get).toList();
    }

    /** A step that reaches each of {@code count} places, by the golden ratio so that they are spread evenly on the way. */
    private static int stride(int count) {
        int stride = (int) (count * 0.6180339887) | 1;
        while (BigInteger.valueOf(stride).gcd(BigInteger.valueOf(count)).intValue() != 1) {
            stride += 2;
        }
        return stride;
    }

    private static boolean isNew(boolean[] covered, int at, int[] touched) {
        for (int step : touched) {
            if (at + step >= 0 && at + step < covered.length && !covered[at + step]) {
                return true;
            }
        }
        return false;
    }

    /** The cells of a marker whose middle stands in one of the sixteen parts of its cell. */
    private Stamp stamp(int partX, int partY) {
        double part = cell / PLACES;
        Area inside = new Area(shape);
        IntStream.Builder touched = IntStream.builder();
        IntStream.Builder filled = IntStream.builder();
        int reached = (int) Math.ceil(reach / cell) + 1;
        for (int i = -reached; i <= reached; i++) {
            for (int j = -reached; j <= reached; j++) {
                // The middle may be anywhere in its part.
                double x = j * cell - partX * part - part;
                double y = i * cell - partY * part - part;
                double side = cell + part;
                if (inside.intersects(x, y, side, side)) {
                    touched.add(i * columns + j);
                    if (inside.contains(x, y, side, side)) {
                        filled.add(i * columns + j);
                    }
                }
            }
        }
        return new Stamp(touched.build().toArray(), filled.build().toArray());
    }
}
