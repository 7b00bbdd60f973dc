package arignote.rewrite;

import arignote.Expr;
import java.util.function.BiFunction;

/**
 * One equation, read from left to right.
 *
 * @param equation in the notation of {@code pp}
 * @param right the right side for an expression that the left side fits, of the same type and run-time shape, or null
 */
record Rule(String equation, BiFunction<Expr, Facts, Expr> right) {}
