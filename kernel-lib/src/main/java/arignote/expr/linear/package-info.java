/** Linear algebra: products along axes, and what OpenBLAS's LAPACK computes of whole matrices. */
package arignote.expr.linear;
