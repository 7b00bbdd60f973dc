package arignote.plot;

import arignote.plot.draw.Mark;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where a legend stands, in the order in which matplotlib tries the places. */
enum LegendPlace {
    BEST("best", Double.NaN, Double.NaN),
    UPPER_RIGHT("upper right", 1, 0),
    UPPER_LEFT("upper left", 0, 0),
    LOWER_LEFT("lower left", 0, 1),
    LOWER_RIGHT("lower right", 1, 1),
    CENTER_LEFT("center left", 0, 0.5),
    CENTER_RIGHT("center right", 1, 0.5),
    LOWER_CENTER("lower center", 0.5, 1),
    UPPER_CENTER("upper center", 0.5, 0),
    CENTER("center", 0.5, 0.5);

    private final String text;
    private final double across;
    private final double down;

    LegendPlace(String text, double across, double down) {
        this.text = text;
        this.across = across;
        this.down = down;
    }

    static LegendPlace of(String text) {
        return Arrays.stream(values())
                .filter(p -> p.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no place for a legend: "
                        + Arrays.stream(values()).map(p -> "\"" + p.text + "\"").collect(Collectors.joining(", "))));
    }

    /** The box; {@code inside} holds the upper left corners that it may have. */
    Rectangle2D box(Rectangle2D inside, double width, double height, List<Mark> drawn) {
        if (this != BEST) {
            return new Rectangle2D.Double(
                    inside.getX() + across * inside.getWidth(),
                    inside.getY() + down * inside.getHeight(),
                    width,
                    height);
        }
        Rectangle2D best = null;
        long least = Long.MAX_VALUE;
        for (LegendPlace place : values()) {
            if (place != BEST && least > 0) {
                Rectangle2D box = place.box(inside, width, height, drawn);
                long hidden = drawn.stream().mapToLong(m -> hidden(m, box)).sum();
                if (hidden < least) {
                    least = hidden;
                    best = box;
                }
            }
        }
        return best;
    }

    /** How many points or line segments of the data a box would lie on; only data are clipped to the axes. */
    private static long hidden(Mark mark, Rectangle2D box) {
        if (mark.clip() == null) {
            return 0;
        }
        if (mark instanceof Mark.Stamped stamped) {
            return stamped.places().stream().filter(box::contains).count();
        }
        if (mark instanceof Mark.Stroked stroked) {
            return segments(stroked.shape(), box);
        }
        return mark instanceof Mark.Filled filled ? segments(filled.shape(), box) : 0;
    }

    private static long segments(Shape shape, Rectangle2D box) {
        long crossing = 0;
        double[] c = new double[6];
        Point2D from = new Point2D.Double();
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(c);
            if (kind == PathIterator.SEG_LINETO && box.intersectsLine(from.getX(), from.getY(), c[0], c[1])) {
                crossing++;
            }
            if (kind == PathIterator.SEG_LINETO || kind == PathIterator.SEG_MOVETO) {
                from.setLocation(c[0], c[1]);
            }
        }
        return crossing;
    }
}
