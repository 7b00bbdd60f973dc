/**
 * Figures in matplotlib's look on XChart: the chart, its series and legend, several side by side, and their
 * alternative texts.
 */
package arignote.plot;
