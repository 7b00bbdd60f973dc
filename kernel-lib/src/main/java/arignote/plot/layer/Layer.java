package arignote.plot.layer;

import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.draw.Mark;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;

/** What XChart's lines and points lie on: bars, an image, the contours of a surface. It never changes. */
public sealed interface Layer permits Bars, HeatMap, Contours {
    /** The data's range along x, or along y, of what the scale has a place for. */
    Range range(boolean alongX, Scale scale);

    /** Adds its marks, inside {@code clip}. */
    void draw(List<Mark> marks, Projection x, Projection y, Rectangle clip);

    /** One sentence on it. */
    String describe();

    /** What its colours stand for, null where they stand for nothing. */
    default ColorScale colors() {
        return null;
    }

    /** This layer in one colour. */
    default Layer colored(Color color) {
        throw new IllegalStateException("color is for lines, points, bars and contour lines; an image has a cmap");
    }

    /** This layer in other colours. */
    default Layer mapped(ColorMap map) {
        throw new IllegalStateException("cmap is for an image or contours: call imshow, pcolormesh or contour first");
    }

    /** This layer with its colours from {@code lo} to {@code hi}. */
    default Layer limited(double lo, double hi) {
        throw new IllegalStateException("clim is for an image: call imshow or pcolormesh first");
    }

    /** This layer with lines of a width in pixels. */
    default Layer lined(double pixels) {
        return this;
    }

    /** This layer with a name for the legend. */
    default Layer labelled(String label) {
        throw new IllegalStateException("label names lines, points and bars; what has many colours takes a colorbar");
    }

    /** The name in the legend; empty for none. */
    default String label() {
        return "";
    }

    /** The colour of its patch in the legend. */
    default Color color() {
        return Color.BLACK;
    }
}
