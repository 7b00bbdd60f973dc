package arignote.plot.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;

/** One thing drawn: in SVG one element, whose attributes say how and whose data, one attribute more, say what and where. */
public sealed interface Mark {
    /** {@code path} or {@code image}. */
    default String element() {
        return "path";
    }

    /** The attribute that holds the data. */
    default String dataAttribute() {
        return "d";
    }

    /** What the mark may not draw outside of; null for the whole picture. */
    Rectangle clip();

    /** The element's attributes other than that of its data. */
    String attributes();

    /** What differs from frame to frame of an animation. */
    String data();

    void paint(Graphics2D g);

    /** The same mark elsewhere. */
    Mark moved(int right, int down);

    private static Shape moved(Shape shape, int right, int down) {
        return AffineTransform.getTranslateInstance(right, down).createTransformedShape(shape);
    }

    private static Rectangle moved(Rectangle clip, int right, int down) {
        return clip == null ? null : new Rectangle(clip.x + right, clip.y + down, clip.width, clip.height);
    }

    /** A filled shape: text, backgrounds. */
    record Filled(Shape shape, Color color, Rectangle clip) implements Mark {
        @Override
        public String attributes() {
            boolean evenOdd = shape instanceof Path2D path && path.getWindingRule() == Path2D.WIND_EVEN_ODD;
            return Svg.color("fill", color) + (evenOdd ? " fill-rule=\"evenodd\"" : "");
        }

        @Override
        public Mark moved(int right, int down) {
            return new Filled(Mark.moved(shape, right, down), color, Mark.moved(clip, right, down));
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
        public Mark moved(int right, int down) {
            return new Stroked(Mark.moved(shape, right, down), color, stroke, Mark.moved(clip, right, down));
        }

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
        @Override
        public Mark moved(int right, int down) {
            List<Point2D> there = places.stream()
                    .<Point2D>map(p -> new Point2D.Double(p.getX() + right, p.getY() + down))
                    .toList();
            return new Stamped(marker, there, color, Mark.moved(clip, right, down));
        }

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

    /** An image stretched over an area, each of its pixels a rectangle. */
    record Raster(BufferedImage image, Rectangle2D area, Rectangle clip) implements Mark {
        @Override
        public String element() {
            return "image";
        }

        @Override
        public String dataAttribute() {
            return "href";
        }

        @Override
        public String attributes() {
            return "x=\"" + Svg.number(area.getX()) + "\" y=\"" + Svg.number(area.getY()) + "\" width=\""
                    + Svg.number(area.getWidth()) + "\" height=\"" + Svg.number(area.getHeight())
                    + "\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"";
        }

        @Override
        public String data() {
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(Drawing.png(image));
        }

        @Override
        public void paint(Graphics2D g) {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
            place.scale(area.getWidth() / image.getWidth(), area.getHeight() / image.getHeight());
            g.drawImage(image, place, null);
        }

        @Override
        public Mark moved(int right, int down) {
            Rectangle2D there =
                    new Rectangle2D.Double(area.getX() + right, area.getY() + down, area.getWidth(), area.getHeight());
            return new Raster(image, there, Mark.moved(clip, right, down));
        }
    }
}
