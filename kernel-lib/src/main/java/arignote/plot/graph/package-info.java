/** Pictures of graphs, above all of expressions. */
package arignote.plot.graph;
