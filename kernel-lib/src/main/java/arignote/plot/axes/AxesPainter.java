package arignote.plot.axes;

import arignote.plot.draw.Lettering;
import arignote.plot.draw.Mark;
import arignote.plot.draw.Points;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws what surrounds the data: grid, frame, ticks and words. */
public final class AxesPainter {
    private static final BasicStroke FRAME = new BasicStroke(1f, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER);
    private static final BasicStroke TICK = new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke MINOR = new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final Color GRID = new Color(0xb0b0b0);

    private final List<Mark> marks;
    private final AxesText text;
    private final AxesLayout layout;
    private final Projection x;
    private final Projection y;

    /** @param x from values to pixels from the left edge of the figure; y likewise from its upper edge */
    public AxesPainter(List<Mark> marks, AxesText text, AxesLayout layout, Projection x, Projection y) {
        this.marks = marks;
        this.text = text;
        this.layout = layout;
        this.x = x;
        this.y = y;
    }

    public void grid(Ticks xTicks, Ticks yTicks) {
        Rectangle plot = layout.plot();
        Path2D lines = new Path2D.Double();
        for (double v : xTicks.at()) {
            line(lines, crisp(x.pixel(v)), plot.y, crisp(x.pixel(v)), plot.y + plot.height);
        }
        for (double v : yTicks.at()) {
            line(lines, plot.x, crisp(y.pixel(v)), plot.x + plot.width, crisp(y.pixel(v)));
        }
        marks.add(new Mark.Stroked(lines, GRID, TICK, null));
    }

    public void frame() {
        Rectangle p = layout.plot();
        marks.add(new Mark.Stroked(
                new Rectangle2D.Double(p.x + 0.5, p.y + 0.5, p.width, p.height), Color.BLACK, FRAME, null));
    }

    public void ticks(Ticks xTicks, Ticks yTicks) {
        Path2D large = new Path2D.Double();
        Path2D small = new Path2D.Double();
        double bottom = layout.plot().y + layout.plot().height + 0.5;
        double left = layout.plot().x + 0.5;
        for (double v : xTicks.at()) {
            line(large, crisp(x.pixel(v)), bottom, crisp(x.pixel(v)), bottom + AxesLayout.TICK);
        }
        for (double v : yTicks.at()) {
            line(large, left - AxesLayout.TICK, crisp(y.pixel(v)), left, crisp(y.pixel(v)));
        }
        for (double v : xTicks.minor()) {
            line(small, crisp(x.pixel(v)), bottom, crisp(x.pixel(v)), bottom + AxesLayout.MINOR_TICK);
        }
        for (double v : yTicks.minor()) {
            line(small, left - AxesLayout.MINOR_TICK, crisp(y.pixel(v)), left, crisp(y.pixel(v)));
        }
        marks.add(new Mark.Stroked(large, Color.BLACK, TICK, null));
        marks.add(new Mark.Stroked(small, Color.BLACK, MINOR, null));
    }

    /** Numbers, labels and title are marks of their own: in an animation often just the title differs. */
    public void words(Ticks xTicks, Ticks yTicks) {
        Path2D words = new Path2D.Double();
        Rectangle plot = layout.plot();
        Font tickFont = text.tickFont();
        double size = tickFont.getSize2D();
        double ticks = AxesLayout.TICK + AxesLayout.TICK_PAD;

        double xTop = plot.y + plot.height + ticks;
        for (int i = 0; i < xTicks.at().length; i++) {
            TickLabel label = xTicks.labels().get(i);
            double middle = x.pixel(xTicks.at()[i]);
            words.append(label.outlineBelow(tickFont, middle - label.width(tickFont) / 2, xTop), false);
        }
        double yEdge = plot.x - ticks;
        for (int i = 0; i < yTicks.at().length; i++) {
            TickLabel label = yTicks.labels().get(i);
            double baseline = y.pixel(yTicks.at()[i]) + Lettering.DIGIT_MIDDLE * size;
            words.append(label.outline(tickFont, yEdge - label.width(tickFont), baseline), false);
        }
        double belowTicks = xTop + layout.xTickHeight();
        write(words, xTicks.corner(), tickFont, plot.x + plot.width, belowTicks + Lettering.ABOVE * size, 1);
        write(words, yTicks.corner(), tickFont, plot.x, plot.y - Points.toPixels(3), 0);
        marks.add(new Mark.Filled(words, Color.BLACK, null));
        labels(belowTicks, yEdge - layout.yTickWidth());
        title();
    }

    private void labels(double below, double leftOf) {
        Path2D words = new Path2D.Double();
        Rectangle plot = layout.plot();
        Font font = text.labelFont();
        double size = font.getSize2D();
        double baseline = below + AxesLayout.LABEL_PAD + Lettering.ABOVE * size;
        write(words, text.xLabel(), font, plot.getCenterX(), baseline, 0.5);

        Path2D up = Lettering.upwards(text.yLabel(), font);
        up.transform(AffineTransform.getTranslateInstance(
                leftOf - AxesLayout.LABEL_PAD - Lettering.BELOW * size, plot.getCenterY()));
        words.append(up, false);
        marks.add(new Mark.Filled(words, Color.BLACK, null));
    }

    public void title() {
        Path2D words = new Path2D.Double();
        Font font = text.titleFont();
        String[] lines = text.titleLines();
        for (int i = 0; i < lines.length; i++) {
            double up = AxesLayout.LINE * font.getSize2D() * (lines.length - 1 - i);
            double baseline = layout.plot().y - AxesLayout.TITLE_PAD - up;
            write(words, lines[i], font, layout.plot().getCenterX(), baseline, 0.5);
        }
        marks.add(new Mark.Filled(words, Color.BLACK, null));
    }

    /** @param align 0 where the text begins at {@code atX}, 0.5 where its middle is there, 1 where it ends there */
    private static void write(Path2D words, String line, Font font, double atX, double baseline, double align) {
        Path2D outline = Lettering.outline(line, font);
        double left = atX - align * Lettering.width(line, font);
        outline.transform(AffineTransform.getTranslateInstance(left, baseline));
        words.append(outline, false);
    }

    private static void line(Path2D path, double x1, double y1, double x2, double y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
    }

    /** The middle of the nearest pixel, where a thin line is sharp. */
    private static double crisp(double pixel) {
        return Math.floor(pixel) + 0.5;
    }
}
