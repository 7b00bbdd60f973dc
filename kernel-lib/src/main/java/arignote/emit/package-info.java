/** Loop nests and formulas to source text: Java, Java's Vector API, JavaScript. */
package arignote.emit;
