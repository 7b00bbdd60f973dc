/** What lies below lines and points: bars, histograms, images, contours, and their colours. */
package arignote.plot.layer;
