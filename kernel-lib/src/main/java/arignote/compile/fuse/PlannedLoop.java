package arignote.compile.fuse;

import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.List;

/** A loop that is being planned, with what is computed inside, in the order of execution. */
final class PlannedLoop {
    /** The loop's index; null for what lies in no loop. */
    final Nest.Index index;

    /** How many loops lie around it; -1 for what lies in no loop. */
    final int depth;

    /** Of {@link PlannedLoop} and {@link PlacedNode}. */
    final List<Object> items = new ArrayList<>();

    /** How many scalar operations lie inside. */
    int cost;

    PlannedLoop(Nest.Index index, int depth) {
        this.index = index;
        this.depth = depth;
    }

    /** The nodes that are computed inside, also in further loops. */
    List<PlacedNode> inside() {
        List<PlacedNode> found = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof PlannedLoop inner) {
                found.addAll(inner.inside());
            } else {
                found.add((PlacedNode) item);
            }
        }
        return found;
    }
}
