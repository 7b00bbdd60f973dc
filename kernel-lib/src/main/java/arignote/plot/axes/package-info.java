/** Axes: scales, limits, ticks and their labels. */
package arignote.plot.axes;
