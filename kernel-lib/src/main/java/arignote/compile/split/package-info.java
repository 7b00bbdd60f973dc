/** Loops over the rows of data, split so that shards of rows are computed wherever they lie. */
package arignote.compile.split;
