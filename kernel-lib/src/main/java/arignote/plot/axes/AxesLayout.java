package arignote.plot.axes;

import arignote.plot.draw.Lettering;
import arignote.plot.draw.Points;
import java.awt.Font;
import java.awt.Rectangle;

/**
 * Where the axes stand in the figure: matplotlib's default margins, and wider where a label would be cut off.
 *
 * @param plot what the frame encloses, in pixels
 * @param yTickWidth the width of the widest number beside the y axis
 * @param xTickHeight the height of the highest number or name below the x axis
 */
public record AxesLayout(Rectangle plot, double yTickWidth, double xTickHeight) {
    private static final double LEFT = 0.125;
    private static final double RIGHT = 0.1;
    private static final double TOP = 0.12;
    private static final double BOTTOM = 0.11;

    /** Between a label and the figure's edge at the least, in pixels. */
    public static final double EDGE = 6;

    public static final double TICK = Points.toPixels(3.5);
    static final double MINOR_TICK = Points.toPixels(2);
    public static final double TICK_PAD = Points.toPixels(3.5);
    public static final double LABEL_PAD = Points.toPixels(4);
    static final double TITLE_PAD = Points.toPixels(6);

    /** From one line of a title to the next, in font sizes. */
    static final double LINE = 1.2;

    /** How many labels fit along an axis, at most as matplotlib guesses it before it knows them. */
    public static int room(double length, Font font, boolean horizontal) {
        return (int) (length / (font.getSize2D() * (horizontal ? 3 : 2)));
    }

    /** @param barRoom what a colour bar takes to the right of the axes; 0 for none */
    public static AxesLayout of(int width, int height, AxesText text, Ticks x, Ticks y, double barRoom) {
        double yTicks = widest(y, text.tickFont());
        double xTicks = widest(x, text.tickFont());
        double line = Lettering.ABOVE + Lettering.BELOW;
        double label = line * text.labelFont().getSize2D();
        double ticks = TICK + TICK_PAD;

        double xLabels = line * text.tickFont().getSize2D();
        for (TickLabel tick : x.labels()) {
            xLabels = Math.max(xLabels, tick.height(text.tickFont()));
        }
        double left = EDGE + ticks + yTicks + (text.yLabel().isEmpty() ? 0 : LABEL_PAD + label);
        double bottom = EDGE + ticks + xLabels + (text.xLabel().isEmpty() ? 0 : LABEL_PAD + label);
        double title = text.titleFont().getSize2D();
        double top = text.title().isEmpty()
                ? EDGE + Lettering.DIGIT_MIDDLE * text.tickFont().getSize2D()
                : EDGE + TITLE_PAD + title * (Lettering.ABOVE + LINE * (text.titleLines().length - 1));
        if (!y.corner().isEmpty()) {
            top = Math.max(top, EDGE + Points.toPixels(3) + text.tickFont().getSize2D());
        }
        double right = barRoom > 0 ? barRoom : Math.max(RIGHT * width, EDGE + xTicks / 2);

        // Words never take more than half of the figure; what is longer is cut at its edge.
        int x0 = (int) Math.round(Math.min(width / 2.0, Math.max(LEFT * width, left)));
        int y0 = (int) Math.round(Math.min(height / 2.0, Math.max(TOP * height, top)));
        int x1 = (int) Math.round(width - right);
        int y1 = (int) Math.round(height - Math.max(BOTTOM * height, bottom));
        return new AxesLayout(new Rectangle(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0)), yTicks, xLabels);
    }

    /** The largest axes inside these on which a unit is as long along x as along y. */
    public AxesLayout equalUnits(double lengthX, double lengthY) {
        // What counts is how they compare: lengths near the ends of the doubles are taken as parts of the longer one.
        double longer = Math.max(lengthX, lengthY);
        double whole = longer > 1e200 || longer < 1e-200 ? longer : 1;
        double perX = plot.width / (lengthX / whole);
        double perY = plot.height / (lengthY / whole);
        double unit = Math.min(perX, perY);
        int width = (int) Math.max(1, Math.round(plot.width * unit / perX));
        int height = (int) Math.max(1, Math.round(plot.height * unit / perY));
        int left = plot.x + (plot.width - width) / 2;
        int top = plot.y + (plot.height - height) / 2;
        return new AxesLayout(new Rectangle(left, top, width, height), yTickWidth, xTickHeight);
    }

    private static double widest(Ticks ticks, Font font) {
        return ticks.labels().stream().mapToDouble(l -> l.width(font)).max().orElse(0);
    }
}
