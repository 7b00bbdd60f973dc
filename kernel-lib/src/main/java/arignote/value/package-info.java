/** Arrays in and out: from Java arrays, lists, tables and ND4J to what is computed on, and back. */
package arignote.value;
