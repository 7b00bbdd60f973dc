/** From expressions to loops: which lengths are equal, what is computed in which loop, and a form that can be printed. */
package arignote.loop;
