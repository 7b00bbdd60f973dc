package arignote.plot;

import arignote.plot.draw.Lettering;
import arignote.plot.draw.Mark;
import arignote.plot.draw.PlotMarker;
import arignote.plot.draw.Points;
import arignote.plot.layer.Layer;
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
    private static final double HANDLE_HEIGHT = 0.7;
    private static final double HANDLE_GAP = 0.8;
    private static final double FROM_FRAME = 0.5;
    private static final double CORNER = 0.4;
    private static final Color BACK = new Color(255, 255, 255, 204);
    private static final Color EDGE = new Color(0xcc, 0xcc, 0xcc, 204);

    /** The sample of a series, drawn from {@code left} around the height {@code middle}. */
    private interface Handle {
        void paint(List<Mark> marks, double left, double middle);
    }

    private record Entry(String label, Handle handle) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Font font;
    private final double em;

    Legend(PlotChart chart) {
        font = chart.getStyler().getLegendFont();
        em = font.getSize2D();
        for (XYSeries s : chart.getSeriesMap().values()) {
            if (s.isEnabled() && s.isShowInLegend() && !s.getLabel().isEmpty()) {
                entries.add(new Entry(s.getLabel(), (marks, left, middle) -> handle(marks, s, left, middle)));
            }
        }
        for (Layer layer : chart.layers().all()) {
            if (!layer.label().isEmpty()) {
                entries.add(
                        new Entry(layer.label(), (marks, left, middle) -> patch(marks, layer.color(), left, middle)));
            }
        }
    }

    /** Draws the box where {@code place} says, or where it hides least of the marks so far; nothing without a name. */
    void paint(List<Mark> marks, Rectangle plot, LegendPlace place) {
        if (entries.isEmpty()) {
            return;
        }
        double longest = Math.max(em, plot.width - em * (HANDLE + HANDLE_GAP + 2 * BORDER_PAD + 2 * FROM_FRAME));
        entries.replaceAll(e -> new Entry(Lettering.fitting(e.label, font, longest), e.handle));
        List<Mark> drawn = List.copyOf(marks);
        double width = widest() + em * (HANDLE + HANDLE_GAP + 2 * BORDER_PAD);
        double row = em * (Lettering.ABOVE + Lettering.BELOW);
        double height = entries.size() * row + (entries.size() - 1) * em * ROW_GAP + 2 * em * BORDER_PAD;
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
        for (Entry entry : entries) {
            entry.handle.paint(marks, left, top + row / 2);
            Path2D word = Lettering.outline(entry.label, font);
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

    private void patch(List<Mark> marks, Color color, double left, double middle) {
        double height = HANDLE_HEIGHT * em;
        marks.add(new Mark.Filled(new Rectangle2D.Double(left, middle - height / 2, HANDLE * em, height), color, null));
    }

    private double widest() {
        return entries.stream()
                .mapToDouble(e -> Lettering.width(e.label, font))
                .max()
                .orElse(0);
    }
}
