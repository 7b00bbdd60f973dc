package arignote.plot;

/**
 * A chart and where it stands.
 *
 * @param left of its upper left corner, in pixels
 * @param top of its upper left corner, in pixels
 */
public record Panel(PlotChart chart, int left, int top) {}
