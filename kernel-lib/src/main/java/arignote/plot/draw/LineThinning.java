package arignote.plot.draw;

import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.BitSet;

/** Leaves out of a line of very many points what is not visible: no drawn edge moves by more than about a pixel. */
public final class LineThinning {
    /** The width of a column, in pixels: half of what a PNG's pixel is. */
    private static final double COLUMN = 0.25;

    private static final int MOST_CELLS = 1 << 26;

    private final double lineWidth;
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    /** @param clip outside of which nothing is seen */
    public LineThinning(Rectangle clip, double lineWidth) {
        this.lineWidth = lineWidth;
        left = clip.getMinX() - lineWidth;
        top = clip.getMinY() - lineWidth;
        right = clip.getMaxX() + lineWidth;
        bottom = clip.getMaxY() + lineWidth;
    }

    /**
     * Of each run of points in one narrow column the first, the highest, the lowest and the last, and then the same with
     * rows (the M4 aggregation of Jugel and others, 2014). A line drawn through these covers the same columns from the
     * same bottom to the same top. All that lies beyond one side of the picture is in one column.
     *
     * @param points x and y in pixels; NaN for a gap
     */
    public double[][] extremes(double[][] points) {
        double[][] once = extremes(points[0], points[1], left, right);
        double[][] twice = extremes(once[1], once[0], top, bottom);
        return new double[][] {twice[1], twice[0]};
    }

    private static double[][] extremes(double[] along, double[] across, double from, double to) {
        double[] keptAlong = new double[along.length];
        double[] keptAcross = new double[along.length];
        int kept = 0;
        for (int first = 0; first < along.length; ) {
            double column = column(along[first], from, to);
            int least = first;
            int most = first;
            int last = first;
            while (last + 1 < along.length && column(along[last + 1], from, to) == column) {
                last++;
                least = across[last] < across[least] ? last : least;
                most = across[last] > across[most] ? last : most;
            }
            int before = -1;
            for (int i : new int[] {first, Math.min(least, most), Math.max(least, most), last}) {
                if (i > before) {
                    keptAlong[kept] = along[i];
                    keptAcross[kept++] = across[i];
                    before = i;
                }
            }
            first = last + 1;
        }
        return new double[][] {Arrays.copyOf(keptAlong, kept), Arrays.copyOf(keptAcross, kept)};
    }

    /** NaN for a gap, which no other point is in a column with. */
    private static double column(double at, double from, double to) {
        return Math.floor(Math.max(from, Math.min(to, at)) / COLUMN);
    }

    /** A line that is cut where it leaves the picture. */
    public Polyline polyline() {
        return new Polyline(left, top, right, bottom);
    }

    /** Whether the line, were it laid side by side, would fill the picture. */
    public boolean crowded(double[][] points) {
        double length = 0;
        for (int i = 1; i < points[0].length; i++) {
            double x = points[0][i - 1];
            double y = points[1][i - 1];
            double dx = points[0][i] - x;
            double dy = points[1][i] - y;
            double[] span = Clipping.span(x, y, points[0][i], points[1][i], left, top, right, bottom);
            length += span == null ? 0 : Math.hypot(dx, dy) * (span[1] - span[0]);
        }
        return length * lineWidth > (right - left) * (bottom - top);
    }

    /** The segments in whose way is a cell, a third as wide as the line, that no earlier segment goes through. */
    public Path2D uncovered(double[][] points) {
        double area = (right - left) * (bottom - top);
        double cell = Math.max(Math.max(0.5, lineWidth / 3), Math.sqrt(area / MOST_CELLS));
        int columns = (int) Math.ceil((right - left) / cell) + 1;
        BitSet covered = new BitSet();
        Polyline line = polyline();
        for (int i = 1; i < points[0].length; i++) {
            double x1 = points[0][i - 1];
            double y1 = points[1][i - 1];
            double dx = points[0][i] - x1;
            double dy = points[1][i] - y1;
            double[] span = Clipping.span(x1, y1, points[0][i], points[1][i], left, top, right, bottom);
            if (span == null) {
                continue;
            }
            double length = Math.max(Math.abs(dx), Math.abs(dy)) * (span[1] - span[0]);
            int steps = (int) Math.ceil(length / cell) + 1;
            double step = (span[1] - span[0]) / steps;
            double x = (x1 + span[0] * dx - left) / cell;
            double y = (y1 + span[0] * dy - top) / cell;
            double acrossStep = step * dx / cell;
            double downStep = step * dy / cell;
            boolean isNew = false;
            for (int k = 0; k <= steps; k++) {
                int at = (int) (y + k * downStep) * columns + (int) (x + k * acrossStep);
                if (!covered.get(Math.max(0, at))) {
                    covered.set(Math.max(0, at));
                    isNew = true;
                }
            }
            if (isNew) {
                line.segment(x1, y1, points[0][i], points[1][i]);
            }
        }
        return line.path();
    }
}
