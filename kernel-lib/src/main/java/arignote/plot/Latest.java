package arignote.plot;

import arignote.plot.draw.LineStyle;
import arignote.plot.draw.Palette;
import arignote.plot.draw.PlotMarker;
import arignote.plot.draw.Points;
import arignote.plot.layer.ColorMap;
import arignote.plot.layer.Layers;
import java.awt.Color;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/** What was added to a chart last: a series, or a layer below the series. Its look may be changed. */
public final class Latest {
    /** In points: larger than any figure. */
    static final double LARGEST = 10_000;

    private final Layers layers;
    private XYSeries last; // null where a layer was added last

    Latest(Layers layers) {
        this.layers = layers;
    }

    /** @param series null for the layer added last */
    void set(XYSeries series) {
        last = series;
    }

    /** Names the series added last in the legend; null for no name. */
    public void label(String label) {
        if (layerIsLast()) {
            layers.changeLast(layer -> layer.labelled(label));
            return;
        }
        XYSeries series = series("label");
        series.setLabel(label == null ? "" : label);
        series.setShowInLegend(label != null && !label.isEmpty());
    }

    /** Colours the series added last, by a letter, a name or {@code "#rrggbb"}. */
    public void color(String name) {
        Color color = Palette.named(name);
        if (color == null) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is no colour: a letter of bgrcmykw, C0 to C9, a name such as \"orange\", or \"#rrggbb\"");
        }
        if (layerIsLast()) {
            layers.changeLast(layer -> layer.colored(color));
        } else {
            color(series("color"), color);
        }
    }

    static void color(XYSeries series, Color color) {
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setFillColor(color);
    }

    /** How opaque the series or bars added last are, from 0 to 1. */
    public void alpha(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("alpha(" + part + ") is none: 0 is invisible, 1 hides what is below");
        }
        if (layerIsLast()) {
            layers.changeLast(layer -> layer.colored(opaque(layer.color(), part)));
        } else {
            color(series("alpha"), opaque(last.getLineColor(), part));
        }
    }

    private static Color opaque(Color color, double part) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * part));
    }

    /** The colour map of the image or the contours added last: viridis, gray, viridis_r or gray_r. */
    public void colorMap(String name) {
        ColorMap map = ColorMap.of(name);
        requireLayer("cmap");
        layers.changeLast(layer -> layer.mapped(map));
    }

    /** The numbers that have the first and the last colour in the image added last. */
    public void limitColors(double lo, double hi) {
        requireLayer("clim");
        layers.changeLast(layer -> layer.limited(lo, hi));
    }

    private void requireLayer(String what) {
        if (!layerIsLast()) {
            throw new IllegalStateException(
                    what + " is for the image or the contours drawn just before it: call imshow or contour first");
        }
    }

    private boolean layerIsLast() {
        return last == null && !layers.all().isEmpty();
    }

    /** Sizes the markers of the series added last, in points. */
    public void markerSize(double points) {
        requireSize("markersize", points);
        if (!layerIsLast() && series("markersize").getMarker() instanceof PlotMarker marker) {
            last.setMarker(marker.sized(points));
        }
    }

    /** Sets the line width of the series added last, in points. */
    public void lineWidth(double points) {
        requireSize("linewidth", points);
        if (layerIsLast()) {
            layers.changeLast(layer -> layer.lined(Points.toPixels(points)));
            return;
        }
        XYSeries series = series("linewidth");
        if (series.getLineStyle() != SeriesLines.NONE) {
            series.setLineStyle(LineStyle.of(series.getLineStyle()).stroke((float) Points.toPixels(points)));
        }
    }

    private static void requireSize(String what, double points) {
        if (!(points >= 0 && points <= LARGEST)) {
            throw new IllegalArgumentException(
                    what + "(" + points + ") is none: give points from 0 to " + (int) LARGEST);
        }
    }

    XYSeries series(String what) {
        if (last == null) {
            throw new IllegalStateException(
                    what + " is for the series drawn just before it: call plot or scatter first");
        }
        return last;
    }
}
