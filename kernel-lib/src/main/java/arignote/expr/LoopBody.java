package arignote.expr;

import arignote.Expr;
import java.util.List;

/**
 * The body of a loop, for whoever runs the turns. The arguments of the operation are the number of turns, then what the inputs
 * begin with: whole sequences, the first values of states, what stays.
 *
 * @param inputs what a turn reads
 * @param results what it computes
 * @param turn which of them are what
 */
public record LoopBody(List<Expr> inputs, List<Expr> results, Turn turn) {}
