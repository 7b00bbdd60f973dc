package arignote.plot.draw;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records what XChart draws, in order to draw it better.
 *
 * <p>XChart draws a line segment by segment, with beads at the joints and dashes that begin anew at every point. Here
 * the segments of a series become one path, and its markers one mark at many places.
 */
public final class RecordingGraphics extends VectorGraphics2D {
    private record Pen(Color color, BasicStroke stroke) {}

    private record Stamp(Color color, PlotMarker marker) {}

    private final List<Mark> marks = new ArrayList<>();
    private final Map<Pen, Polyline> lines = new LinkedHashMap<>();
    private final Map<Stamp, List<Point2D>> stamps = new LinkedHashMap<>();
    private boolean inSeries;
    private Rectangle clip;
    private Rectangle seriesClip;

    public List<Mark> marks() {
        return marks;
    }

    /** From here to {@link #endSeries()} lines are joined and markers gathered. */
    public void beginSeries() {
        inSeries = true;
    }

    /** Adds what the series has drawn: its lines first, its markers on top of them. */
    public void endSeries() {
        inSeries = false;
        lines.forEach((pen, line) -> marks.add(new Mark.Stroked(line.path(), pen.color, pen.stroke, seriesClip)));
        stamps.forEach((stamp, places) -> marks.add(new Mark.Stamped(stamp.marker, places, stamp.color, seriesClip)));
        lines.clear();
        stamps.clear();
    }

    /** Makes sure that the series has a line, if only an empty one, so that frames with and without it line up. */
    public void expectLine(Color color, BasicStroke stroke) {
        lines.computeIfAbsent(new Pen(color, stroke), pen -> new Polyline());
    }

    /** The same for the series' markers. */
    public void expectMarkers(Color color, PlotMarker marker) {
        stamps.computeIfAbsent(new Stamp(color, marker), stamp -> new ArrayList<>());
    }

    void mark(PlotMarker marker, double x, double y) {
        Point2D place = getTransform().transform(new Point2D.Double(x, y), null);
        if (!(Math.abs(place.getX()) <= Polyline.FAR && Math.abs(place.getY()) <= Polyline.FAR)) {
            return;
        }
        if (inSeries) {
            stamps.computeIfAbsent(new Stamp(getColor(), marker), stamp -> new ArrayList<>())
                    .add(place);
        } else {
            marks.add(new Mark.Stamped(marker, List.of(place), getColor(), clip));
        }
    }

    @Override
    public void draw(Shape shape) {
        BasicStroke stroke = (BasicStroke) getStroke();
        Shape placed = getTransform().createTransformedShape(shape);
        if (inSeries && shape instanceof Line2D line) {
            Point2D from = getTransform().transform(line.getP1(), null);
            Point2D to = getTransform().transform(line.getP2(), null);
            lines.computeIfAbsent(new Pen(getColor(), stroke), pen -> new Polyline())
                    .segment(from.getX(), from.getY(), to.getX(), to.getY());
        } else {
            marks.add(new Mark.Stroked(placed, getColor(), stroke, clip));
        }
    }

    @Override
    public void fill(Shape shape) {
        if (getColor().getAlpha() == 0) {
            return;
        }
        marks.add(new Mark.Filled(getTransform().createTransformedShape(shape), getColor(), clip));
    }

    @Override
    public void drawString(String text, float x, float y) {
        Font font = getFont();
        fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(Lettering.outline(text, font)));
    }

    @Override
    public void setClip(Shape shape) {
        super.setClip(shape);
        clip = shape == null
                ? null
                : getTransform().createTransformedShape(shape).getBounds();
        // XChart lifts the clip before the series ends.
        if (inSeries && clip != null) {
            seriesClip = clip;
        }
    }

    /** XChart draws on one surface only; a copy would lose its marks. */
    @Override
    public Graphics create() {
        return this;
    }
}
