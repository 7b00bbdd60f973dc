/** Benchmarks of the library. */
package arignote.bench;
