package arignote.plot.layer;

import arignote.plot.axes.Range;
import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * The lines on which a surface has one value, by marching squares: in each cell of the grid the line runs straight
 * between the points where it crosses the cell's edges. A cell with a corner that is not finite has no line.
 *
 * <p>Every crossing lies on one edge and every edge belongs to at most two cells, so that the pieces join to open lines
 * and loops.
 */
final class ContourLines {
    private static final int NONE = -1;

    private final double[] x;
    private final double[] y;
    private final double[][] z;
    private final double level;
    private final int columns;
    /** Up to two neighbours of each edge. Edges along x come first, row by row, then those along y. */
    private final int[] neighbours;

    private ContourLines(double[] x, double[] y, double[][] z, double level) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.level = level;
        this.columns = x.length;
        this.neighbours = new int[4 * y.length * columns];
        Arrays.fill(neighbours, NONE);
        for (int i = 0; i + 1 < y.length; i++) {
            for (int j = 0; j + 1 < columns; j++) {
                cell(i, j);
            }
        }
    }

    /** The lines at {@code level}. */
    static Path2D at(double[] x, double[] y, double[][] z, double level) {
        return new ContourLines(x, y, z, level).joined();
    }

    /**
     * The area at {@code level} and above, to be filled by the even-odd rule. A border below the level, of no width,
     * closes every line.
     */
    static Path2D above(double[] x, double[] y, double[][] z, double level) {
        int rows = y.length;
        int columns = x.length;
        double below = level - 1 < level ? level - 1 : Math.nextDown(level);
        double[][] bordered = new double[rows + 2][columns + 2];
        for (double[] row : bordered) {
            Arrays.fill(row, below);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double v = z[i][j];
                bordered[i + 1][j + 1] = Double.isFinite(v) ? v : below;
            }
        }
        Path2D area = new ContourLines(withEndsTwice(x), withEndsTwice(y), bordered, level).joined();
        area.setWindingRule(Path2D.WIND_EVEN_ODD);
        return area;
    }

    private static double[] withEndsTwice(double[] at) {
        double[] more = new double[at.length + 2];
        System.arraycopy(at, 0, more, 1, at.length);
        more[0] = at[0];
        more[at.length + 1] = at[at.length - 1];
        return more;
    }

    private int alongX(int i, int j) {
        return i * columns + j;
    }

    private int alongY(int i, int j) {
        return (y.length + i) * columns + j;
    }

    private void cell(int i, int j) {
        double[] corners = {z[i][j], z[i][j + 1], z[i + 1][j + 1], z[i + 1][j]};
        int[] edges = {alongX(i, j), alongY(i, j + 1), alongX(i + 1, j), alongY(i, j)};
        int[] crossed = new int[4];
        int count = 0;
        for (int k = 0; k < 4; k++) {
            if (!Double.isFinite(corners[k])) {
                return;
            }
            if (corners[k] >= level != corners[(k + 1) % 4] >= level) {
                crossed[count++] = edges[k];
            }
        }
        if (count == 2) {
            join(crossed[0], crossed[1]);
        } else if (count == 4) {
            // A saddle: the middle of the cell decides which corners belong together.
            double middle = corners[0] / 4 + corners[1] / 4 + corners[2] / 4 + corners[3] / 4;
            boolean cutsOddCorners = middle >= level == corners[0] >= level;
            join(crossed[0], crossed[cutsOddCorners ? 1 : 3]);
            join(crossed[2], crossed[cutsOddCorners ? 3 : 1]);
        }
    }

    private void join(int a, int b) {
        neighbours[neighbours[2 * a] == NONE ? 2 * a : 2 * a + 1] = b;
        neighbours[neighbours[2 * b] == NONE ? 2 * b : 2 * b + 1] = a;
    }

    /** Walks the open lines from their ends, then the loops. */
    private Path2D joined() {
        Path2D path = new Path2D.Double();
        boolean[] seen = new boolean[neighbours.length / 2];
        for (int edge = 0; edge < seen.length; edge++) {
            boolean end = neighbours[2 * edge] != NONE && neighbours[2 * edge + 1] == NONE;
            if (end && !seen[edge]) {
                walk(edge, seen, path);
            }
        }
        for (int edge = 0; edge < seen.length; edge++) {
            if (neighbours[2 * edge] != NONE && !seen[edge]) {
                walk(edge, seen, path);
                path.closePath();
            }
        }
        return path;
    }

    private void walk(int from, boolean[] seen, Path2D path) {
        boolean first = true;
        int edge = from;
        while (edge != NONE) {
            seen[edge] = true;
            point(edge, path, first);
            first = false;
            int a = neighbours[2 * edge];
            int b = neighbours[2 * edge + 1];
            edge = a != NONE && !seen[a] ? a : b != NONE && !seen[b] ? b : NONE;
        }
    }

    private void point(int edge, Path2D path, boolean first) {
        boolean across = edge < y.length * columns;
        int i = edge / columns % y.length;
        int j = edge % columns;
        int i2 = across ? i : i + 1;
        int j2 = across ? j + 1 : j;
        double part = Range.part(level, z[i][j], z[i2][j2]);
        double atX = x[j] + part * (x[j2] - x[j]);
        double atY = y[i] + part * (y[i2] - y[i]);
        if (first) {
            path.moveTo(atX, atY);
        } else {
            path.lineTo(atX, atY);
        }
    }
}
