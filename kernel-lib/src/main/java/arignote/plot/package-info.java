/**
 * Figures in matplotlib's look on XChart: the chart, its series and legend, several side by side, and their words for
 * who does not see them.
 */
package arignote.plot;
