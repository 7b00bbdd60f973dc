/** What generated code runs on: its base class, threads, OpenBLAS, formulas on arrays. */
package arignote.compile.runtime;
