/** Marks on a picture, and the picture as SVG and PNG: paths, markers, letters as outlines. */
package arignote.plot.draw;
