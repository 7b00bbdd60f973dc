/** What generated code runs on: its base class, threads, products of matrices, formulas on arrays. */
package arignote.compile.runtime;
