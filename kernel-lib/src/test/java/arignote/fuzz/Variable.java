package arignote.fuzz;

import arignote.Expr;
import arignote.expr.HostArray;

/**
 * An input or a shared variable with the value that it has before a call.
 *
 * @param memory where an input's numbers lie; of no meaning for a shared variable
 */
record Variable(Expr expr, HostArray value, Memory memory) {}
