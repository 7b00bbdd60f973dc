/** NumPy's stream of random numbers, bit for bit. */
package arignote.random;
