package arignote.plot;

import arignote.plot.axes.Projection;
import arignote.plot.draw.Drawing;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYSeries;

/**
 * A chart that has been drawn.
 *
 * @param x from values to pixels across
 * @param y from values to pixels upwards
 * @param places which of the drawing's marks are a series': its line, its markers
 */
public record Plotted(Drawing drawing, Projection x, Projection y, Map<XYSeries, List<Integer>> places) {}
