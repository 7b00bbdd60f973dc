package arignote;

import arignote.plot.PlotChart;
import arignote.value.Values;
import java.util.List;

/**
 * How a {@link Figure} looks: colours and widths of what was drawn last, the words around the plot, its axes and its
 * legend. Every method returns the figure itself.
 */
public abstract sealed class FigureLook permits Figure {
    final PlotChart chart;

    FigureLook(PlotChart chart) {
        this.chart = chart;
    }

    private Figure figure() {
        return (Figure) this;
    }

    /** Names the series drawn last for the legend. */
    public Figure label(String label) {
        chart.latest().label(label);
        return figure();
    }

    /**
     * Colours the series drawn last.
     *
     * @param color a letter of bgrcmykw, C0 to C9, a name such as {@code "orange"}, or {@code "#rrggbb"}
     */
    public Figure color(String color) {
        chart.latest().color(color);
        return figure();
    }

    /** Sizes the markers of the series drawn last: their diameter in points, 6 by default. */
    public Figure markersize(double points) {
        chart.latest().markerSize(points);
        return figure();
    }

    /** The width of the line drawn last, in points, 1.5 by default. */
    public Figure linewidth(double points) {
        chart.latest().lineWidth(points);
        return figure();
    }

    /** How opaque the series or bars drawn last are: 0 is invisible, 1 hides what is below. */
    public Figure alpha(double part) {
        chart.latest().alpha(part);
        return figure();
    }

    /** The colours of the image or the contours drawn last: viridis (the default), gray, viridis_r or gray_r. */
    public Figure cmap(String name) {
        chart.latest().colorMap(name);
        return figure();
    }

    /** The numbers that have the first and the last colour in the image drawn last. */
    public Figure clim(double lo, double hi) {
        chart.latest().limitColors(lo, hi);
        return figure();
    }

    /** A bar that says which number has which colour. */
    public Figure colorbar() {
        return colorbar("");
    }

    /** A bar that says which number has which colour, and what the numbers are. */
    public Figure colorbar(String label) {
        chart.colorBar(label);
        return figure();
    }

    /** The words above the plot; a line break in them is one there. */
    public Figure title(String title) {
        chart.setTitle(title);
        return figure();
    }

    /** The words below the x axis. */
    public Figure xlabel(String label) {
        chart.setXAxisTitle(label);
        return figure();
    }

    /** The words beside the y axis. */
    public Figure ylabel(String label) {
        chart.setYAxisTitle(label);
        return figure();
    }

    /** The values at the left and at the right end of the x axis; without it the data decide. */
    public Figure xlim(double left, double right) {
        chart.limitX(left, right);
        return figure();
    }

    /** The values at the lower and at the upper end of the y axis; without it the data decide. */
    public Figure ylim(double bottom, double top) {
        chart.limitY(bottom, top);
        return figure();
    }

    /** {@code "log"} or {@code "linear"}; values that have no place on a logarithmic axis are gaps. */
    public Figure xscale(String scale) {
        chart.scaleX(scale);
        return figure();
    }

    /** {@code "log"} or {@code "linear"}; values that have no place on a logarithmic axis are gaps. */
    public Figure yscale(String scale) {
        chart.scaleY(scale);
        return figure();
    }

    /** Words in the place of numbers along the x axis. */
    public Figure xticks(Object at, String... labels) {
        chart.ticksX(Values.vector(at, "at"), List.of(labels));
        return figure();
    }

    /** Words in the place of numbers along the y axis. */
    public Figure yticks(Object at, String... labels) {
        chart.ticksY(Values.vector(at, "at"), List.of(labels));
        return figure();
    }

    /**
     * {@code "equal"}: a unit is as long along x as along y; {@code "auto"}: the axes fill the figure; {@code "off"}: no
     * frame and no ticks; {@code "on"}: with them.
     */
    public Figure axis(String how) {
        switch (how) {
            case "equal", "auto" -> chart.equalUnits(how.equals("equal"));
            case "off", "on" -> chart.bare(how.equals("off"));
            default ->
                throw new IllegalArgumentException(
                        "\"" + how + "\" is nothing an axis can be: \"equal\", \"auto\", \"off\", \"on\"");
        }
        return figure();
    }

    /** Lines across the plot at the ticks, or none. */
    public Figure grid(boolean on) {
        chart.grid(on);
        return figure();
    }

    /** A box with the names of the series, where it hides least. */
    public Figure legend() {
        return legend("best");
    }

    /** A box with the names of the series, at {@code "upper left"}, {@code "lower right"} and so on. */
    public Figure legend(String place) {
        chart.legend(place);
        return figure();
    }
}
