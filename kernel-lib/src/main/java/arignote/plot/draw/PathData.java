package arignote.plot.draw;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;

/**
 * The {@code d} of an SVG path, short: relative commands in whole multiples of a tenth or a hundredth of a pixel, so
 * that rounding does not add up.
 */
public final class PathData {
    /** Tenths of a pixel: for lines through data. */
    public static final int COARSE = 10;

    /** Hundredths: for letters and markers, whose form would suffer. */
    public static final int FINE = 100;

    private final int perPixel;
    private final StringBuilder text = new StringBuilder();
    private long x;
    private long y;
    private long startX;
    private long startY;

    public PathData(int perPixel) {
        this.perPixel = perPixel;
    }

    public PathData add(Shape shape) {
        double[] c = new double[6];
        for (PathIterator i = shape.getPathIterator(new AffineTransform()); !i.isDone(); i.next()) {
            int kind = i.currentSegment(c);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> move(c[0], c[1]);
                case PathIterator.SEG_LINETO -> line(c[0], c[1]);
                case PathIterator.SEG_QUADTO -> command('q', c, 2);
                case PathIterator.SEG_CUBICTO -> command('c', c, 3);
                default -> {
                    text.append('z');
                    x = startX;
                    y = startY;
                }
            }
        }
        return this;
    }

    /** The shape as commands relative to the pen's place. */
    public String addRelative(Shape shape) {
        add(shape);
        return text.toString().replaceFirst("^M", "m");
    }

    /** A line of no length: with a round pen, a dot. */
    void dot(double atX, double atY) {
        move(atX, atY);
        text.append("h0");
    }

    /** {@code relative} with the pen first at a place. */
    void stamp(double atX, double atY, String relative) {
        text.append('M');
        pair(Math.round(atX * perPixel), Math.round(atY * perPixel));
        text.append(relative);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void move(double toX, double toY) {
        long nextX = Math.round(toX * perPixel);
        long nextY = Math.round(toY * perPixel);
        if (text.isEmpty()) {
            text.append('M');
            pair(nextX, nextY);
        } else {
            text.append('m');
            pair(nextX - x, nextY - y);
        }
        x = startX = nextX;
        y = startY = nextY;
    }

    private void line(double toX, double toY) {
        long nextX = Math.round(toX * perPixel);
        long nextY = Math.round(toY * perPixel);
        if (nextY == y) {
            text.append('h');
            number(nextX - x);
        } else if (nextX == x) {
            text.append('v');
            number(nextY - y);
        } else {
            text.append('l');
            pair(nextX - x, nextY - y);
        }
        x = nextX;
        y = nextY;
    }

    private void command(char letter, double[] c, int points) {
        text.append(letter);
        long nextX = x;
        long nextY = y;
        for (int i = 0; i < points; i++) {
            nextX = Math.round(c[2 * i] * perPixel);
            nextY = Math.round(c[2 * i + 1] * perPixel);
            if (i > 0 && nextX >= x) {
                text.append(' ');
            }
            pair(nextX - x, nextY - y);
        }
        x = nextX;
        y = nextY;
    }

    private void pair(long first, long second) {
        number(first);
        if (second >= 0) {
            text.append(' ');
        }
        number(second);
    }

    private void number(long scaled) {
        text.append(Svg.decimal(scaled, perPixel));
    }
}
