/** Loops and branches in expressions: operations that have expressions of their own as their bodies. */
package arignote.control;
