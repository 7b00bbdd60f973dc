/** Figures in matplotlib's look on XChart, animations and sliders that need no kernel, and pictures of graphs. */
package arignote.plot;
