package arignote.plot.draw;

/** The part of a line segment that lies inside a rectangle (Liang and Barsky, 1984). */
final class Clipping {
    private Clipping() {}

    /** The parameters, 0 at the segment's beginning and 1 at its end, between which it is inside; null if nowhere, or an end is NaN. */
    static double[] span(
            double x1, double y1, double x2, double y2, double left, double top, double right, double bottom) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double[] direction = {-dx, dx, -dy, dy};
        double[] distance = {x1 - left, right - x1, y1 - top, bottom - y1};
        double enter = 0;
        double leave = 1;
        for (int side = 0; side < 4; side++) {
            if (direction[side] == 0) {
                if (distance[side] < 0) {
                    return null;
                }
                continue;
            }
            double t = distance[side] / direction[side];
            if (direction[side] < 0) {
                enter = Math.max(enter, t);
            } else {
                leave = Math.min(leave, t);
            }
        }
        return enter <= leave && !Double.isNaN(dx + dy) ? new double[] {enter, leave} : null;
    }
}
