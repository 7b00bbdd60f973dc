package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which loops a computation has, and what is computed in each: loop fusion.
 *
 * <p>Computed operation by operation, {@code mean(sqr(x * m + c - y))} goes over its data five times, and each time but
 * the last writes an array that the next one reads. Memory is slower than arithmetic; so loops along the same axis should
 * be one loop, in which what lies between is a local variable. Two loops can be one if a turn of the second needs no more
 * of the first than the same turn has computed. A quotient {@code x / sum(x)} does need more: the sum is known only when
 * its loop has ended, so the quotients have a second one. The fewest loops that such dependences allow are hard to find in
 * general. This is a greedy way, which looks at each node once:
 *
 * <ol>
 *   <li><b>What has a place</b> ({@link PlacedNodes}). Most nodes have none: their operation is computed wherever it is
 *       read, in the reader's loops. Reductions are placed, results, and what is too expensive to be computed again for
 *       each reader.
 *   <li><b>In which order.</b> Placed nodes are taken in the order of their dependences, so that the loops of all that a
 *       node reads are known when its own are looked for. {@link LoopOrder} says which of its axes should be outermost.
 *   <li><b>Where.</b> A node goes from outside inwards, one loop for each of its axes. In a block, which is a list of
 *       loops in the order of execution, each operand says where the node may stand. Is the operand complete within a turn
 *       of its loop, and is it read along the axis of that loop index by index, then the node is <i>tied</i> to the loop:
 *       it may lie inside, or behind. All other operands are <i>barriers</i>: the node may only lie behind. The node enters
 *       the first loop behind all barriers that it is tied to, or that has the length of the node's outermost axis, as two
 *       sums over the same rows have that know nothing of each other. If there is none, a new loop ends the block. Inside
 *       the loop the search goes on for the axes that are left.
 *   <li><b>What is kept.</b> If a reader lies in all the loops of its operand, behind it and at the same indices, the value
 *       is a local variable. Else it is in memory, which needs no axis for a loop that both lie in.
 * </ol>
 *
 * <p>For the line above with its gradients, {@code sum((x m + c - y)^2)}, {@code sum((x m + c - y) x)} and
 * {@code sum(x m + c - y)} are placed. The first opens a loop along x; the others have no operand that is placed, find a
 * loop of their length and enter. So a training step goes over the data once, and no rule knows anything of lines. In a
 * variance, {@code sum((x - sum(x) / n)^2)}, the inner sum is a barrier for the outer one, as no turn of its loop completes
 * it: there are two loops.
 *
 * <p>A loop takes in only so many operations that the virtual machine still compiles its method. Nothing is undone: a node
 * that is taken early may keep a later one from a better place.
 */
public final class Fuser {
    private final int limit;
    private final PlannedLoop top = new PlannedLoop(null, -1);
    private final PlacedNodes nodes;
    private int indices;

    /**
     * @param roots the results
     * @param kept nodes that must be in memory as a whole
     * @param asked nodes that are computed, early, even if nothing reads them
     * @param limit the most scalar operations in one loop
     */
    Fuser(List<Node> roots, List<Node> kept, List<Node> asked, int limit) {
        this.limit = limit;
        List<Node> all = new ArrayList<>(asked);
        all.addAll(roots);
        nodes = new PlacedNodes(all, kept, limit);
        nodes.inOrder().forEach(this::place);
        for (PlacedNode reader : nodes.inOrder()) {
            reader.operands.forEach(o -> keep(o, reader));
        }
        for (PlacedNode p : nodes.inOrder()) {
            if (p.node.isWhole() || roots.contains(p.node) || kept.contains(p.node)) {
                p.storeDepth = 0;
            }
        }
    }

    /** The loops that lie in no other, and what is computed between them. */
    PlannedLoop top() {
        return top;
    }

    /** The nodes that have a place. */
    PlacedNodes nodes() {
        return nodes;
    }

    private void place(PlacedNode p) {
        if (p.node.isWhole()) {
            top.items.add(p);
            p.done = 0;
            return;
        }
        List<Integer> remaining = new ArrayList<>(LoopOrder.of(p, nodes));
        PlannedLoop block = top;
        while (!remaining.isEmpty()) {
            // a search for the first position goes in the order of positions
            List<Integer> choices = p.node.isSearch() ? remaining.subList(0, 1) : remaining;
            Entry entry = entry(p, block, choices);
            if (entry == null) {
                int axis = remaining.get(0);
                Nest.Index index =
                        new Nest.Index(indices++, p.iteration.get(axis).root());
                entry = new Entry(new PlannedLoop(index, block.depth + 1), axis);
                block.items.add(entry.loop);
            }
            block = entry.loop;
            block.cost += p.cost;
            p.loopOf[entry.axis] = block;
            p.path.add(block);
            remaining.remove((Integer) entry.axis);
        }
        block.items.add(p);
        p.done = p.path.size();
        for (int i = 0; i < p.path.size(); i++) {
            if (p.reduces(p.path.get(i))) {
                p.done = i;
                break;
            }
        }
    }

    /** A loop to go into, and the node's axis along which it runs. */
    private record Entry(PlannedLoop loop, int axis) {}

    private Entry entry(PlacedNode p, PlannedLoop block, List<Integer> axes) {
        int depth = block.depth + 1;
        int from = 0; // the first item that may hold p
        Map<PlannedLoop, List<Integer>> tied = new LinkedHashMap<>(); // and by which of p's axes
        for (PlacedNode.Operand o : p.operands) {
            PlacedNode r = o.placed();
            if (p.commonDepth(r) < depth) {
                continue;
            }
            Object item = r.path.size() > depth ? r.path.get(depth) : r;
            int at = block.items.indexOf(item);
            List<Integer> by = new ArrayList<>();
            // the rows of a matrix product's operand are complete before the product's own loops run along them
            boolean first = r.node.reused && p.node.isReduce() && depth == r.path.size() - 1 && axes.size() > 1;
            if (item instanceof PlannedLoop loop && r.done > depth && o.axes() != null && !first) {
                Integer axis =
                        o.axes().get(Arrays.asList(r.loopOf).indexOf(loop)).unitAxis();
                if (axes.contains(axis)) {
                    by.add(axis);
                }
            }
            if (by.isEmpty()) {
                from = Math.max(from, at + 1);
            } else {
                tied.merge(
                        (PlannedLoop) item,
                        by,
                        (x, y) -> x.stream().filter(y::contains).toList());
            }
        }
        for (Map.Entry<PlannedLoop, List<Integer>> t : tied.entrySet()) {
            int at = block.items.indexOf(t.getKey());
            boolean enters = at >= from && !t.getValue().isEmpty() && t.getKey().cost + p.cost <= limit;
            from = Math.max(from, enters ? at : at + 1);
        }
        for (int i = from; i < block.items.size(); i++) {
            if (block.items.get(i) instanceof PlannedLoop loop && loop.cost + p.cost <= limit) {
                List<Integer> by = tied.get(loop);
                if (by != null) {
                    return new Entry(loop, by.get(0));
                }
                if (p.iteration.get(axes.get(0)).root() == loop.index.length()) {
                    return new Entry(loop, axes.get(0));
                }
            }
        }
        return null;
    }

    /** Sees that {@code reader} finds the operand: in a local variable, or in memory. */
    private static void keep(PlacedNode.Operand o, PlacedNode reader) {
        PlacedNode r = o.placed();
        // the loops that both lie in are those that the reader is tied to, and it reads at their indices
        int common = o.axes() == null ? 0 : r.commonDepth(reader);
        if (o.axes() == null || common < r.done || !r.inLocal()) {
            int depth = Math.min(common, r.done);
            r.storeDepth = r.storeDepth < 0 ? depth : Math.min(r.storeDepth, depth);
        }
    }
}
