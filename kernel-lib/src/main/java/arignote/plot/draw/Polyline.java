package arignote.plot.draw;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Segments as one path: those that meet are joined. */
public final class Polyline {
    /** No picture is larger; a line is cut where it leaves, so that its slope stays right however far it goes. */
    public static final double FAR = 1e5;

    private final double left;
    private final double top;
    private final double right;
    private final double bottom;
    private final Path2D path = new Path2D.Double();

    public Polyline() {
        this(-FAR, -FAR, FAR, FAR);
    }

    /** A line that is cut where it leaves a rectangle. */
    public Polyline(double left, double top, double right, double bottom) {
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
    }

    /** A closed path through corners, given as x, y, x, y … */
    public static Path2D closed(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Adds a segment; one with an end that is NaN is none. */
    public void segment(double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double[] span = Clipping.span(x1, y1, x2, y2, left, top, right, bottom);
        if (span == null) {
            return;
        }
        Point2D end = path.getCurrentPoint();
        boolean joined = span[0] == 0 && end != null && end.getX() == x1 && end.getY() == y1;
        if (!joined) {
            path.moveTo(x1 + span[0] * dx, y1 + span[0] * dy);
        }
        path.lineTo(span[1] == 1 ? x2 : x1 + span[1] * dx, span[1] == 1 ? y2 : y1 + span[1] * dy);
    }

    public Path2D path() {
        return path;
    }
}
