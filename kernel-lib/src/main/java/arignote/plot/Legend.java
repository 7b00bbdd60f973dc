package arignote.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;

/** A box that names the series, in matplotlib's proportions (parts of the font size). */
final class Legend {
    private static final double BORDER_PAD = 0.4;
    private static final double ROW_GAP = 0.5;
    private static final double HANDLE = 2;
    private static final double HANDLE_GAP = 0.8;
    private static final double FROM_FRAME = 0.5;
    private static final double CORNER = 0.4;
    private static final Color BACK = new Color(255, 255, 255, 204);
    private static final Color EDGE = new Color(0xcc, 0xcc, 0xcc, 204);

    private final List<XYSeries> series;
    private final Font font;
    private final double em;

    Legend(Iterable<XYSeries> all, Font font) {
        series = new ArrayList<>();
        for (XYSeries s : all) {
            if (s.isEnabled() && s.isShowInLegend() && !s.getLabel().isEmpty()) {
                series.add(s);
            }
        }
        this.font = font;
        this.em = font.getSize2D();
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    /** Draws the box where {@code place} says, or where it hides least of what {@code drawn} holds. */
    void paint(List<Mark> marks, Rectangle plot, LegendPlace place) {
        List<Mark> drawn = List.copyOf(marks);
        double width = widest() + em * (HANDLE + HANDLE_GAP + 2 * BORDER_PAD);
        double row = em * (Lettering.ABOVE + Lettering.BELOW);
        double height = series.size() * row + (series.size() - 1) * em * ROW_GAP + 2 * em * BORDER_PAD;
        Rectangle2D inside = new Rectangle2D.Double(
                plot.x + em * FROM_FRAME,
                plot.y + em * FROM_FRAME,
                plot.width - 2 * em * FROM_FRAME - width,
                plot.height - 2 * em * FROM_FRAME - height);
        Rectangle2D box = place.box(inside, width, height, drawn);

        RoundRectangle2D frame =
                new RoundRectangle2D.Double(box.getX(), box.getY(), width, height, CORNER * em, CORNER * em);
        marks.add(new Mark.Filled(frame, BACK, null));
        marks.add(new Mark.Stroked(frame, EDGE, new BasicStroke((float) Points.toPixels(1)), null));
        Path2D words = new Path2D.Double();
        double left = box.getX() + em * BORDER_PAD;
        double top = box.getY() + em * BORDER_PAD;
        for (XYSeries s : series) {
            handle(marks, s, left, top + row / 2);
            Path2D word = Lettering.outline(s.getLabel(), font);
            word.transform(AffineTransform.getTranslateInstance(
                    left + em * (HANDLE + HANDLE_GAP), top + Lettering.ABOVE * em));
            words.append(word, false);
            top += row + em * ROW_GAP;
        }
        marks.add(new Mark.Filled(words, Color.BLACK, null));
    }

    private void handle(List<Mark> marks, XYSeries s, double left, double middle) {
        boolean line =
                s.getXYSeriesRenderStyle() != XYSeriesRenderStyle.Scatter && s.getLineStyle() != SeriesLines.NONE;
        if (line) {
            Line2D sample = new Line2D.Double(left, middle, left + HANDLE * em, middle);
            marks.add(new Mark.Stroked(sample, s.getLineColor(), s.getLineStyle(), null));
        }
        if (s.getMarker() instanceof PlotMarker marker) {
            Point2D centre = new Point2D.Double(left + HANDLE * em / 2, middle);
            marks.add(new Mark.Stamped(marker, List.of(centre), s.getMarkerColor(), null));
        }
    }

    private double widest() {
        return series.stream()
                .mapToDouble(s -> Lettering.width(s.getLabel(), font))
                .max()
                .orElse(0);
    }
}
