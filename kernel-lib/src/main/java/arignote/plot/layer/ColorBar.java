package arignote.plot.layer;

import arignote.plot.axes.AxesLayout;
import arignote.plot.axes.AxesText;
import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import arignote.plot.axes.TickLabel;
import arignote.plot.axes.Ticks;
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
import java.util.ArrayList;
import java.util.List;

/** The bar to the right of the axes that says which number has which colour. */
public final class ColorBar {
    private static final double WIDTH = 18;
    private static final double GAP = 25;
    private static final int MOST_LEVELS = 12;

    /** How long the label may be, in lengths of the bar. */
    private static final double MOST_LABEL = 1.2;

    private static final BasicStroke LINE = new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final ColorScale colors;
    private final String label;
    private final Font tickFont;
    private final Font labelFont;

    ColorBar(ColorScale colors, String label, AxesText text) {
        this.colors = colors;
        this.label = label;
        this.tickFont = text.tickFont();
        this.labelFont = text.labelFont();
    }

    /** How many pixels it takes beside axes of a height. */
    public double room(double height) {
        double words = label.isEmpty()
                ? 0
                : AxesLayout.LABEL_PAD + (Lettering.ABOVE + Lettering.BELOW) * labelFont.getSize2D();
        return GAP + WIDTH + AxesLayout.TICK + AxesLayout.TICK_PAD + widest(ticks(height)) + words + AxesLayout.EDGE;
    }

    public void paint(List<Mark> marks, Rectangle plot) {
        double left = plot.x + plot.width + GAP + 0.5;
        Rectangle2D bar = new Rectangle2D.Double(left, plot.y + 0.5, WIDTH, plot.height);
        Ticks ticks = ticks(plot.height);
        double right = left + WIDTH;
        if (colors.levels() != null && !colors.filled()) {
            lines(marks, bar);
        } else {
            marks.add(new Mark.Raster(colors.strip(), bar, null));
        }
        Path2D frame = new Path2D.Double(bar);
        Path2D words = new Path2D.Double();
        double size = tickFont.getSize2D();
        for (int i = 0; i < ticks.at().length; i++) {
            double y = bar.getMaxY() - ticks.at()[i] * bar.getHeight();
            double crisp = Math.floor(y) + 0.5;
            frame.moveTo(right, crisp);
            frame.lineTo(right + AxesLayout.TICK, crisp);
            double baseline = y + Lettering.DIGIT_MIDDLE * size;
            double at = right + AxesLayout.TICK + AxesLayout.TICK_PAD;
            words.append(ticks.labels().get(i).outline(tickFont, at, baseline), false);
        }
        Path2D corner = Lettering.outline(ticks.corner(), tickFont);
        corner.transform(AffineTransform.getTranslateInstance(left, plot.y - Points.toPixels(3)));
        words.append(corner, false);
        words.append(label(right + AxesLayout.TICK + AxesLayout.TICK_PAD + widest(ticks), plot), false);
        marks.add(new Mark.Stroked(frame, Color.BLACK, LINE, null));
        marks.add(new Mark.Filled(words, Color.BLACK, null));
    }

    private void lines(List<Mark> marks, Rectangle2D bar) {
        for (int i = 0; i < colors.levels().length; i++) {
            double y = bar.getMaxY() - place(i) * bar.getHeight();
            Path2D line = new Path2D.Double();
            line.moveTo(bar.getX(), y);
            line.lineTo(bar.getMaxX(), y);
            marks.add(new Mark.Stroked(line, colors.ofLevel(i), new BasicStroke((float) Points.toPixels(1.5)), null));
        }
    }

    private Path2D label(double left, Rectangle plot) {
        String words = Lettering.fitting(label, labelFont, MOST_LABEL * plot.height);
        Path2D up = Lettering.upwards(words, labelFont);
        double baseline = left + AxesLayout.LABEL_PAD + Lettering.ABOVE * labelFont.getSize2D();
        up.transform(AffineTransform.getTranslateInstance(baseline, plot.getCenterY()));
        return up;
    }

    /** Ticks at parts of the bar's height, from 0 at its foot. */
    private Ticks ticks(double height) {
        if (colors.levels() != null) {
            return levelTicks();
        }
        Range range = colors.lo() == colors.hi() ? Range.around(colors.lo(), 0.5) : new Range(colors.lo(), colors.hi());
        Ticks ticks = Ticks.of(range, Scale.LINEAR, AxesLayout.room(height, tickFont, false));
        Projection part = new Projection(range, Scale.LINEAR, 0, 1);
        double[] at = new double[ticks.at().length];
        for (int i = 0; i < at.length; i++) {
            at[i] = part.pixel(ticks.at()[i]);
        }
        return new Ticks(at, ticks.labels(), new double[0], ticks.corner());
    }

    /** Each level where there is room, evenly spaced whatever their values. */
    private Ticks levelTicks() {
        double[] levels = colors.levels();
        int stride = (levels.length + MOST_LEVELS - 1) / MOST_LEVELS;
        List<TickLabel> labels = new ArrayList<>();
        double[] at = new double[(levels.length + stride - 1) / stride];
        for (int i = 0; i < at.length; i++) {
            at[i] = place(i * stride);
            labels.add(TickLabel.plain(SpokenNumber.number(levels[i * stride], 3)));
        }
        return new Ticks(at, labels, new double[0], "");
    }

    private double place(int level) {
        int count = colors.levels().length;
        return count == 1 ? 0.5 : level / (count - 1.0);
    }

    private double widest(Ticks ticks) {
        return ticks.labels().stream().mapToDouble(l -> l.width(tickFont)).max().orElse(0);
    }
}
