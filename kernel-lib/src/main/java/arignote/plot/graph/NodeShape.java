package arignote.plot.graph;

import arignote.plot.Graph;
import arignote.plot.draw.PathData;
import arignote.plot.draw.Polyline;
import arignote.plot.draw.Svg;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * The look of a kind of node. The fills differ in lightness, the outlines in form and line, so that the kinds can be
 * told apart in grey as well. All are flat above and below, where arrows touch them.
 */
enum NodeShape {
    INPUT("#d3efd0", "#2c7a2c", 1.3, false),
    SHARED("#a9d4ea", "#12557f", 1.3, false),
    CONSTANT("#ffffff", "#777777", 1.3, true),
    OPERATION("#f1f1f1", "#444444", 1.3, false),
    OUTPUT("#fbe3b4", "#8a4b00", 2.6, false);

    private static final double SLANT = 9;
    private static final double CUT = 9;
    private static final double ROUND = 14;
    private static final double INNER = 3.5;

    private final String fill;
    private final String line;
    private final double lineWidth;
    private final boolean dashed;

    NodeShape(String fill, String line, double lineWidth, boolean dashed) {
        this.fill = fill;
        this.line = line;
        this.lineWidth = lineWidth;
        this.dashed = dashed;
    }

    static NodeShape of(Graph.Kind kind) {
        return switch (kind) {
            case INPUT -> INPUT;
            case SHARED -> SHARED;
            case CONSTANT -> CONSTANT;
            case OPERATION -> OPERATION;
            case OUTPUT -> OUTPUT;
        };
    }

    String svg(Rectangle2D box) {
        String pen = " stroke=\"" + line + "\" stroke-width=\"" + Svg.number(lineWidth) + "\""
                + (dashed ? " stroke-dasharray=\"5 3\"" : "");
        String outline = path(outline(box), " fill=\"" + fill + "\"" + pen);
        if (this != SHARED) {
            return outline;
        }
        Rectangle2D inner = new Rectangle2D.Double(
                box.getX() + INNER, box.getY() + INNER, box.getWidth() - 2 * INNER, box.getHeight() - 2 * INNER);
        return outline + path(inner, " fill=\"none\"" + pen);
    }

    private Shape outline(Rectangle2D b) {
        double cut = Math.min(CUT, b.getHeight() / 3);
        double slant = Math.min(SLANT, b.getHeight() / 2);
        return switch (this) {
            case INPUT ->
                Polyline.closed(
                        b.getX() + slant / 2,
                        b.getY(),
                        b.getMaxX() + slant / 2,
                        b.getY(),
                        b.getMaxX() - slant / 2,
                        b.getMaxY(),
                        b.getX() - slant / 2,
                        b.getMaxY());
            case OPERATION ->
                new RoundRectangle2D.Double(b.getX(), b.getY(), b.getWidth(), b.getHeight(), ROUND, ROUND);
            case OUTPUT ->
                Polyline.closed(
                        b.getX() + cut,
                        b.getY(),
                        b.getMaxX() - cut,
                        b.getY(),
                        b.getMaxX(),
                        b.getY() + cut,
                        b.getMaxX(),
                        b.getMaxY() - cut,
                        b.getMaxX() - cut,
                        b.getMaxY(),
                        b.getX() + cut,
                        b.getMaxY(),
                        b.getX(),
                        b.getMaxY() - cut,
                        b.getX(),
                        b.getY() + cut);
            case SHARED, CONSTANT -> b;
        };
    }

    private static String path(Shape shape, String attributes) {
        return "<path" + attributes + " d=\"" + new PathData(PathData.COARSE).add(shape) + "\"/>";
    }
}
