/** Figures that move in a page without a kernel: animations, and explorers with sliders that compute. */
package arignote.plot.page;
