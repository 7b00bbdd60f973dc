/** Nodes to loops: puts each into as few loops over the data as dependences allow. */
package arignote.compile.fuse;
