package arignote.plot.layer;

import arignote.plot.axes.AxesText;
import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.draw.Mark;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What lies below a chart's lines and points, in the order in which it was added. */
public final class Layers {
    private final List<Layer> all = new ArrayList<>();
    private String barLabel;

    public List<Layer> all() {
        return all;
    }

    public void add(Layer layer) {
        all.add(layer);
    }

    /** Puts a changed layer in the place of the one added last. */
    public void changeLast(UnaryOperator<Layer> change) {
        all.set(all.size() - 1, change.apply(all.get(all.size() - 1)));
    }

    public Range range(boolean alongX, Scale scale) {
        Range range = Range.EMPTY;
        for (Layer layer : all) {
            range = range.with(layer.range(alongX, scale));
        }
        return range;
    }

    /** Images and bands first, so that they hide nothing. */
    public void draw(List<Mark> marks, Projection x, Projection y, Rectangle clip) {
        for (boolean covering : new boolean[] {true, false}) {
            for (Layer layer : all) {
                if (covers(layer) == covering) {
                    layer.draw(marks, x, y, clip);
                }
            }
        }
    }

    private static boolean covers(Layer layer) {
        return layer instanceof HeatMap || layer instanceof Contours c && c.filled();
    }

    public void colorBar(String label) {
        if (colors() == null) {
            throw new IllegalStateException(
                    "A colour bar explains the colours of an image or of contours: call imshow, pcolormesh or contour"
                            + " first");
        }
        barLabel = label;
    }

    /** The bar asked for, for the colours added last; null for none. */
    public ColorBar bar(AxesText text) {
        return barLabel == null ? null : new ColorBar(colors(), barLabel, text);
    }

    private ColorScale colors() {
        ColorScale colors = null;
        for (Layer layer : all) {
            colors = layer.colors() == null ? colors : layer.colors();
        }
        return colors;
    }
}
