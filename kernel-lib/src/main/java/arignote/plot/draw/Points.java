package arignote.plot.draw;

/** matplotlib's measures: sizes in points, at 100 pixels an inch. */
public final class Points {
    private static final double PIXELS_PER_POINT = 100.0 / 72;

    private Points() {}

    public static double toPixels(double points) {
        return points * PIXELS_PER_POINT;
    }

    static double toPoints(double pixels) {
        return pixels / PIXELS_PER_POINT;
    }
}
