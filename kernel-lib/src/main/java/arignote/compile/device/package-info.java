/** Loops as kernels for a graphics card: their text, the memory of the card, and how a call runs them. */
package arignote.compile.device;
