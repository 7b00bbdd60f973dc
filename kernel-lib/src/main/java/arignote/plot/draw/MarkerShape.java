package arignote.plot.draw;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** matplotlib's markers, by the character that stands for each in a format; the one list of them. */
public enum MarkerShape {
    CIRCLE('o', "circles", true),
    POINT('.', "dots", true),
    PIXEL(',', "pixels", true),
    PLUS('+', "plus signs", false),
    CROSS('x', "crosses", false),
    SQUARE('s', "squares", true),
    TRIANGLE_UP('^', "triangles", true),
    TRIANGLE_DOWN('v', "downward triangles", true),
    TRIANGLE_LEFT('<', "leftward triangles", true),
    TRIANGLE_RIGHT('>', "rightward triangles", true),
    THIN_DIAMOND('d', "thin diamonds", true),
    DIAMOND('D', "diamonds", true),
    STAR('*', "stars", true);

    /** The radius of a five-pointed star's inner corners, as a part of its outer radius: 2 minus the golden ratio. */
    private static final double STAR_INNER = 0.381966;

    public final char symbol;
    final String noun;
    final boolean filled;

    MarkerShape(char symbol, String noun, boolean filled) {
        this.symbol = symbol;
        this.noun = noun;
        this.filled = filled;
    }

    /** The marker of a format's character, or null. */
    public static MarkerShape of(char symbol) {
        for (MarkerShape shape : values()) {
            if (shape.symbol == symbol) {
                return shape;
            }
        }
        return null;
    }

    boolean round() {
        return this == CIRCLE || this == POINT;
    }

    /** The diameter in pixels of a round marker, its edge not counted, for a marker size of {@code size} pixels. */
    double diameter(double size) {
        return this == POINT ? size / 2 : size;
    }

    /** The outline, around the origin, for a marker size of {@code size} pixels. */
    Shape outline(double size) {
        double r = size / 2;
        return switch (this) {
            case CIRCLE, POINT -> {
                double d = diameter(size);
                yield new Ellipse2D.Double(-d / 2, -d / 2, d, d);
            }
            case PIXEL -> new Rectangle2D.Double(-0.5, -0.5, 1, 1);
            case SQUARE -> new Rectangle2D.Double(-r, -r, size, size);
            case PLUS -> lines(-r, 0, r, 0, 0, -r, 0, r);
            case CROSS -> lines(-r, -r, r, r, -r, r, r, -r);
            case TRIANGLE_UP -> Polyline.closed(0, -r, -r, r, r, r);
            case TRIANGLE_DOWN -> Polyline.closed(0, r, -r, -r, r, -r);
            case TRIANGLE_LEFT -> Polyline.closed(-r, 0, r, -r, r, r);
            case TRIANGLE_RIGHT -> Polyline.closed(r, 0, -r, -r, -r, r);
            case DIAMOND -> diamond(size * Math.sqrt(0.5), size * Math.sqrt(0.5));
            case THIN_DIAMOND -> diamond(0.6 * size * Math.sqrt(0.5), size * Math.sqrt(0.5));
            case STAR -> star(r);
        };
    }

    private static Shape diamond(double halfWidth, double halfHeight) {
        return Polyline.closed(0, -halfHeight, halfWidth, 0, 0, halfHeight, -halfWidth, 0);
    }

    private static Shape star(double radius) {
        double[] corners = new double[20];
        for (int i = 0; i < 10; i++) {
            double r = i % 2 == 0 ? radius : radius * STAR_INNER;
            corners[2 * i] = r * StrictMath.sin(i * Math.PI / 5);
            corners[2 * i + 1] = -r * StrictMath.cos(i * Math.PI / 5);
        }
        return Polyline.closed(corners);
    }

    private static Shape lines(double... ends) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < ends.length; i += 4) {
            path.moveTo(ends[i], ends[i + 1]);
            path.lineTo(ends[i + 2], ends[i + 3]);
        }
        return path;
    }
}
