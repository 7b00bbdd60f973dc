package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which order the loops of one node lie in one another: so that memory is read and written along its rows. */
final class LoopOrder {
    private final int[][] votes; // votes[a][b]: how often a lies outside of b in memory

    private LoopOrder(int axes) {
        votes = new int[axes][axes];
    }

    /** The iteration axes of {@code p}, outermost first. */
    static List<Integer> of(Fuser.Placed p, Set<Node> placed) {
        int n = p.iteration.size();
        LoopOrder order = new LoopOrder(n);
        List<Node.Follows> own = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            own.add(new Node.Axis(i));
        }
        Map<Node, Boolean> seen = new IdentityHashMap<>();
        p.node.reads.forEach(r -> order.visit(r, own, placed, seen));
        boolean search = p.node.kind instanceof Node.Reduce r && r.kind().form() == ReduceOp.Form.POSITION;
        if (search) {
            return own.stream().map(f -> ((Node.Axis) f).axis()).toList();
        }
        order.vote(own.subList(0, p.node.dims.size()));
        return order.sorted();
    }

    private void visit(Node.Read read, List<Node.Follows> reader, Set<Node> placed, Map<Node, Boolean> seen) {
        if (seen.put(read.node(), true) != null) {
            return;
        }
        List<Node.Follows> axes = Fuser.through(read, reader);
        boolean memory = read.node().kind instanceof Node.Element
                || read.node().kind instanceof Node.Reshaped
                || placed.contains(read.node());
        if (memory) {
            vote(axes);
        } else {
            read.node().reads.forEach(r -> visit(r, axes, placed, seen));
        }
    }

    private void vote(List<Node.Follows> axes) {
        for (int i = 0; i < axes.size(); i++) {
            for (int j = i + 1; j < axes.size(); j++) {
                if (axes.get(i) instanceof Node.Axis a && axes.get(j) instanceof Node.Axis b && a.axis() != b.axis()) {
                    votes[a.axis()][b.axis()]++;
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
