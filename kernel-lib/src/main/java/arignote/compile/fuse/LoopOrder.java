package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.compile.nest.IndexMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** In which order the loops of one node lie in one another: so that memory is read and written along its rows. */
final class LoopOrder {
    private final int[][] votes; // votes[a][b]: how often a lies outside of b in memory

    private LoopOrder(int axes) {
        votes = new int[axes][axes];
    }

    /** The iteration axes of {@code p}, outermost first. */
    static List<Integer> of(PlacedNode p, PlacedNodes placed) {
        int n = p.iteration.size();
        LoopOrder order = new LoopOrder(n);
        List<IndexMap<Integer, Node.Read>> own = IndexMap.identity(n);
        Map<Node, Boolean> seen = new IdentityHashMap<>();
        p.node.reads.forEach(r -> order.visit(r, own, placed, seen));
        if (p.node.isSearch()) {
            return own.stream().map(IndexMap::unitAxis).toList();
        }
        order.vote(own.subList(0, p.node.dims.size()));
        return order.sorted();
    }

    private void visit(
            Node.Read read, List<IndexMap<Integer, Node.Read>> reader, PlacedNodes placed, Map<Node, Boolean> seen) {
        if (seen.put(read.node(), true) != null) {
            return;
        }
        List<IndexMap<Integer, Node.Read>> axes = read.through(reader::get).axes();
        if (read.node().isMemory() || placed.of(read.node()) != null) {
            vote(axes);
        } else {
            read.node().reads.forEach(r -> visit(r, axes, placed, seen));
        }
    }

    private void vote(List<IndexMap<Integer, Node.Read>> maps) {
        List<Integer> axes = maps.stream()
                .map(m -> m.linear().axis())
                .filter(Objects::nonNull)
                .toList();
        for (int i = 0; i < axes.size(); i++) {
            for (int j = i + 1; j < axes.size(); j++) {
                if (!axes.get(i).equals(axes.get(j))) {
                    votes[axes.get(i)][axes.get(j)]++;
                }
            }
        }
    }

    /** Always the next axis that fewest others should enclose. */
    private List<Integer> sorted() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < votes.length; i++) {
            left.add(i);
        }
        List<Integer> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = left.get(0);
            for (int candidate : left) {
                if (against(candidate, left) < against(best, left)) {
                    best = candidate;
                }
            }
            sorted.add(best);
            left.remove((Integer) best);
        }
        return sorted;
    }

    private int against(int axis, List<Integer> left) {
        int sum = 0;
        for (int other : left) {
            sum += Math.max(0, votes[other][axis] - votes[axis][other]);
        }
        return sum;
    }
}
