package arignote.plot.draw;

import java.awt.BasicStroke;

/** matplotlib's four line styles; dash lengths are in line widths. */
public enum LineStyle {
    SOLID("-", "line"),
    DASHED("--", "dashed line", 3.7f, 1.6f),
    DASHDOT("-.", "dash-dotted line", 6.4f, 1.6f, 1f, 1.6f),
    DOTTED(":", "dotted line", 1f, 1.65f);

    /** A line without width has dashes still, of which nothing is seen. */
    private static final float THINNEST = 0.01f;

    public final String symbol;
    public final String noun;
    private final float[] dashes;

    LineStyle(String symbol, String noun, float... dashes) {
        this.symbol = symbol;
        this.noun = noun;
        this.dashes = dashes;
    }

    /** The pen for a line {@code width} pixels wide. */
    public BasicStroke stroke(float width) {
        if (dashes.length == 0) {
            return new BasicStroke(width, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_ROUND);
        }
        float[] lengths = new float[dashes.length];
        for (int i = 0; i < dashes.length; i++) {
            lengths[i] = dashes[i] * Math.max(width, THINNEST);
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, lengths, 0f);
    }

    /** The style that a pen was made for, judged by the number of its dashes. */
    public static LineStyle of(BasicStroke stroke) {
        float[] lengths = stroke.getDashArray();
        if (lengths == null) {
            return SOLID;
        }
        if (lengths.length == 4) {
            return DASHDOT;
        }
        return lengths[0] > 2 * stroke.getLineWidth() ? DASHED : DOTTED;
    }
}
