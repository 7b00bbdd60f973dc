/** Functions whose data lie on a Spark cluster. */
package arignote.spark;
