package arignote.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.List;

/** One thing drawn: in SVG one path element, whose attributes say how and whose {@code d} says where. */
sealed interface Mark {
    /** What the mark may not draw outside of; null for the whole picture. */
    Rectangle clip();

    /** The path's attributes other than {@code d}. */
    String attributes();

    /** The path's {@code d}. */
    String data();

    void paint(Graphics2D g);

    /** A filled shape: text, backgrounds. */
    record Filled(Shape shape, Color color, Rectangle clip) implements Mark {
        @Override
        public String attributes() {
            return Svg.color("fill", color);
        }

        @Override
        public String data() {
            return new PathData(PathData.FINE).add(shape).toString();
        }

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            g.fill(shape);
        }
    }

    /** A line along a shape. */
    record Stroked(Shape shape, Color color, BasicStroke stroke, Rectangle clip) implements Mark {
        @Override
        public String attributes() {
            return "fill=\"none\" " + Svg.color("stroke", color) + Svg.stroke(stroke);
        }

        @Override
        public String data() {
            return new PathData(PathData.COARSE).add(shape).toString();
        }

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            g.setStroke(stroke);
            g.draw(shape);
        }
    }

    /** One marker at many places. */
    record Stamped(PlotMarker marker, List<Point2D> places, Color color, Rectangle clip) implements Mark {
        /** A round marker is a dot of a round pen, which takes a tenth of the room of a circle drawn as a curve. */
        @Override
        public String attributes() {
            if (marker.dot() > 0) {
                return "fill=\"none\" " + Svg.color("stroke", color) + " stroke-width=\"" + Svg.number(marker.dot())
                        + "\" stroke-linecap=\"round\"";
            }
            String fill = marker.filled() ? Svg.color("fill", color) : "fill=\"none\"";
            return marker.edged() ? fill + " " + Svg.color("stroke", color) + Svg.stroke(marker.pen()) : fill;
        }

        @Override
        public String data() {
            PathData data = new PathData(PathData.COARSE);
            if (marker.dot() > 0) {
                places.forEach(p -> data.dot(p.getX(), p.getY()));
            } else {
                String shape = new PathData(PathData.FINE).addRelative(marker.outline());
                places.forEach(p -> data.stamp(p.getX(), p.getY(), shape));
            }
            return data.toString();
        }

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            g.setStroke(marker.pen());
            double dot = marker.dot();
            Shape shape = dot > 0 ? new Ellipse2D.Double(-dot / 2, -dot / 2, dot, dot) : marker.outline();
            for (Point2D p : places) {
                Shape here =
                        AffineTransform.getTranslateInstance(p.getX(), p.getY()).createTransformedShape(shape);
                if (marker.filled()) {
                    g.fill(here);
                }
                if (marker.edged() && dot == 0) {
                    g.draw(here);
                }
            }
        }
    }
}
