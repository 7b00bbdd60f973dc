/** Variables that have a value at once, as it seems, and remember how they were computed. */
package arignote.eager;
