package arignote.plot.draw;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A marker with a size of its own; XChart knows one size for a whole chart. */
public final class PlotMarker extends Marker {
    private final MarkerShape shape;
    private final double size;
    private final double edge;

    /**
     * @param size in points
     * @param edge the width of the outline in points, which stands half outside the shape
     */
    public PlotMarker(MarkerShape shape, double size, double edge) {
        this.shape = shape;
        this.size = Points.toPixels(size);
        this.edge = Points.toPixels(edge);
    }

    public PlotMarker sized(double points) {
        return new PlotMarker(shape, points, Points.toPoints(edge));
    }

    public String noun() {
        return shape.noun;
    }

    boolean filled() {
        return shape.filled;
    }

    /** The diameter of a round marker with its edge, or 0 for any other: a dot that one pen stroke can draw. */
    public double dot() {
        return shape.round() ? shape.diameter(size) + edge : 0;
    }

    /** The shape around the origin. */
    public Shape outline() {
        return shape.outline(size);
    }

    /** All that the marker covers around the origin, with its edge. */
    Shape covered() {
        if (dot() > 0) {
            return new Ellipse2D.Double(-dot() / 2, -dot() / 2, dot(), dot());
        }
        Area covered = filled() ? new Area(outline()) : new Area();
        if (edged()) {
            covered.add(new Area(pen().createStrokedShape(outline())));
        }
        return covered;
    }

    /** The pen of the edge; markers that are nothing but lines have only this. */
    BasicStroke pen() {
        return new BasicStroke((float) edge, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    boolean edged() {
        return edge > 0 && shape != MarkerShape.PIXEL;
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int chartMarkerSize) {
        if (g instanceof RecordingGraphics recording) {
            recording.mark(this, x, y);
            return;
        }
        Shape here = AffineTransform.getTranslateInstance(x, y).createTransformedShape(outline());
        g.setStroke(pen());
        if (filled()) {
            g.fill(here);
        }
        if (edged()) {
            g.draw(here);
        }
    }
}
