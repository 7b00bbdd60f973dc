/** Linear algebra: products along axes, and what LAPACK computes of whole matrices. */
package arignote.expr.linear;
