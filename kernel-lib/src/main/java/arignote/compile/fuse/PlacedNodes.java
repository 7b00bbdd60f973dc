package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.compile.nest.IndexMap;
import arignote.expr.Graphs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes are placed in a loop, each behind all that it needs, and which others of them each one reads. */
final class PlacedNodes {
    private final Map<Node, PlacedNode> placed = new IdentityHashMap<>();
    private final List<PlacedNode> inOrder = new ArrayList<>();

    /**
     * @param roots nodes that are placed in any case, with all that they need
     * @param kept nodes that are placed if a root needs them
     * @param limit the most scalar operations in one loop
     */
    PlacedNodes(List<Node> roots, List<Node> kept, int limit) {
        List<Node> order = Graphs.topological(roots, Set.of(), PlacedNodes::needs);
        choose(order, roots, kept, limit);
        inOrder.forEach(this::findOperands);
    }

    /** All, each behind those that it reads. */
    List<PlacedNode> inOrder() {
        return inOrder;
    }

    /** The place of a node, or null if it is computed where it is read. */
    PlacedNode of(Node node) {
        return placed.get(node);
    }

    private static Set<Node> identitySet(Collection<Node> nodes) {
        Set<Node> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(nodes);
        return set;
    }

    /** The last operand comes first. */
    private static List<Node> needs(Node n) {
        List<Node> needs = new ArrayList<>();
        for (Node.Read r : n.reads) {
            needs.add(r.node());
            computed(r.axes()).forEach(index -> needs.add(index.node()));
        }
        if (n.kind instanceof Node.Assembled a) {
            a.places().forEach(place -> computed(place).forEach(index -> needs.add(index.node())));
        }
        Collections.reverse(needs);
        return needs;
    }

    /** The computed indices in index maps. */
    private static List<Node.Read> computed(List<IndexMap<Integer, Node.Read>> maps) {
        return maps.stream().flatMap(m -> m.linear().values().stream()).toList();
    }

    private void choose(List<Node> order, List<Node> roots, List<Node> kept, int limit) {
        Map<Node, Integer> readers = new IdentityHashMap<>();
        for (Node n : order) {
            for (Node.Read r : n.reads) {
                readers.merge(r.node(), 1, Integer::sum);
            }
        }
        Set<Node> asked = identitySet(roots);
        asked.addAll(kept);
        Map<Node, BitSet> inPlace = new IdentityHashMap<>(); // what is computed with a node, by number
        int number = 0;
        for (Node n : order) {
            BitSet own = new BitSet();
            for (Node needed : needs(n)) {
                if (!placed.containsKey(needed)) {
                    own.or(inPlace.get(needed));
                }
            }
            own.set(number++);
            boolean shared = readers.getOrDefault(n, 0) > 1;
            boolean chosen = asked.contains(n)
                    || n.isReduce()
                    || n.isWhole()
                    || (shared && n.isExpensive() && !n.dims.isEmpty())
                    || (n.reused && n.kind instanceof Node.Apply)
                    || own.cardinality() > limit / 2;
            if (chosen && !n.isMemory()) {
                PlacedNode p = new PlacedNode(n, own.cardinality());
                placed.put(n, p);
                inOrder.add(p);
            }
            inPlace.put(n, own);
        }
    }

    /** Finds the placed nodes that {@code p} reads, directly or through nodes that are computed in place. */
    private void findOperands(PlacedNode p) {
        List<IndexMap<Integer, Node.Read>> own = IndexMap.identity(p.iteration.size());
        Set<List<Object>> seen = new HashSet<>();
        if (p.node.kind instanceof Node.Assembled a) {
            a.places().forEach(place -> computed(place).forEach(index -> whole(p, index.node())));
        }
        for (Node.Read r : p.node.reads) {
            if (p.node.isWhole()) {
                whole(p, r.node());
            } else {
                findOperands(p, r, own, seen);
            }
        }
    }

    private void whole(PlacedNode p, Node memory) {
        PlacedNode of = placed.get(memory.memory());
        if (of != null) {
            p.operands.add(new PlacedNode.Operand(of, null));
        }
    }

    private void findOperands(
            PlacedNode p, Node.Read read, List<IndexMap<Integer, Node.Read>> reader, Set<List<Object>> seen) {
        List<IndexMap<Integer, Node.Read>> axes = read.through(reader::get).axes();
        if (!seen.add(List.of(new Node.Identity(read.node()), axes))) {
            return;
        }
        List<IndexMap<Integer, Node.Read>> own = IndexMap.identity(p.iteration.size());
        computed(axes).forEach(index -> findOperands(p, index, own, seen));
        if (read.node().kind instanceof Node.Reshaped) {
            whole(p, read.node());
        } else if (placed.containsKey(read.node())) {
            p.operands.add(new PlacedNode.Operand(placed.get(read.node()), axes));
        } else {
            read.node().reads.forEach(r -> findOperands(p, r, axes, seen));
        }
    }
}
