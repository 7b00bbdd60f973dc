/** Steps on one machine and on a cluster, beside Spark's own regressions. */
package arignote.spark.bench;
