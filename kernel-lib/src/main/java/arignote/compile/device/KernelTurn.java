package arignote.compile.device;

import arignote.compile.nest.Buffer;
import arignote.expr.Turn;
import java.util.List;

/**
 * Where a turn of a loop has its elements. A sequence, and what is kept of all turns, is one array; of a state whose last
 * value alone is wanted there are two rooms, which turns write to by turns, the last turn to the first.
 */
record KernelTurn(Turn turn, List<Buffer> results) {
    /** The number of the turn, in a kernel. */
    static final String NOW = "now";

    boolean isSequence(Buffer b) {
        return b.role() == Buffer.Role.INPUT && b.index() < turn.sequences();
    }

    boolean isState(Buffer b) {
        return b.role() == Buffer.Role.INPUT && !isSequence(b) && b.index() < changing();
    }

    /** How many inputs are others in each turn. */
    int changing() {
        return turn.sequences() + turn.states();
    }

    /** Whether it is a result that turns have different places for. */
    boolean isPlaced(Buffer b) {
        return b.role() == Buffer.Role.OUTPUT && !(turn.ends() && b.index() == results.size() - 1);
    }

    /** The new value of a state. */
    Buffer left(Buffer state) {
        return results.get(state.index() - turn.sequences());
    }

    /** How many elements there is room for. */
    long rooms(int result, int turns) {
        return !isPlaced(results.get(result)) ? 1 : turn.isLast(result) ? 2 : turns;
    }

    /** Which element of a sequence this turn reads. */
    String element(String turns) {
        return turn.backwards() ? "(" + turns + " - 1 - " + NOW + ")" : NOW;
    }

    /** Which element of a result this turn writes. */
    String written(Buffer result, String turns) {
        return turn.isLast(result.index()) ? "((" + turns + " - 1 - " + NOW + ") & 1)" : element(turns);
    }

    /** Which one the turn before has written. */
    String before(Buffer result, String turns) {
        return turn.isLast(result.index())
                ? "((" + turns + " - " + NOW + ") & 1)"
                : turn.backwards() ? "(" + turns + " - " + NOW + ")" : "(" + NOW + " - 1)";
    }
}
