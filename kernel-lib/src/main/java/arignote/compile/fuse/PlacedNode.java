package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node that has a place of its own in the loops. */
final class PlacedNode {
    /**
     * A placed node that is read.
     *
     * @param axes where along each of its axes, as a function of the reader's iteration axes; null: all of its memory
     */
    record Operand(PlacedNode placed, List<IndexMap<Integer, Node.Read>> axes) {}

    final Node node;
    final List<Dimension> iteration;
    final List<Operand> operands = new ArrayList<>();

    /** The loops around it, outermost first. */
    final List<PlannedLoop> path = new ArrayList<>();

    /** The loop that runs along each iteration axis. */
    final PlannedLoop[] loopOf;

    /** How many scalar operations compute an element, with those that are computed in place. */
    final int cost;

    /** The value is complete at the end of the loop at this depth; the depth of the path if it is no reduction. */
    int done;

    /** Its elements are kept in memory, which is used anew in each turn of so many outer loops; -1: not at all. */
    int storeDepth = -1;

    Buffer buffer;

    PlacedNode(Node node, int cost) {
        this.node = node;
        this.cost = cost;
        iteration = node.iteration();
        loopOf = new PlannedLoop[iteration.size()];
    }

    /** Whether one local variable can hold the value while it is added up. */
    boolean inLocal() {
        return Arrays.stream(loopOf, 0, node.dims.size()).allMatch(loop -> path.indexOf(loop) < done);
    }

    boolean reduces(PlannedLoop loop) {
        return Arrays.asList(loopOf).subList(node.dims.size(), loopOf.length).contains(loop);
    }

    /** How many loops, counted from outside, both lie in. */
    int commonDepth(PlacedNode other) {
        int common = 0;
        while (common < Math.min(path.size(), other.path.size()) && path.get(common) == other.path.get(common)) {
            common++;
        }
        return common;
    }
}
