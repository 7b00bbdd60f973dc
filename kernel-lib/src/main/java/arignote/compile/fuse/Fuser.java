package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.expr.Graphs;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts nodes into as few loops as their dependences allow.
 *
 * <p>Some nodes are placed: reductions, results, and what costs too much to be computed again for each reader. All
 * others are computed where they are read. A placed node goes, axis by axis from the outermost, into the first loop
 * behind everything that it needs as a whole: a loop over an axis of the same length in which the operands that it
 * follows index by index are computed too, or one that it would have chosen itself; else into a new loop.
 */
public final class Fuser {
    /** A loop to be, with what is computed inside. */
    static final class Loop {
        final Nest.Index index;
        final int depth;
        final List<Object> items = new ArrayList<>(); // of Loop and Placed
        int cost;

        Loop(Nest.Index index, int depth) {
            this.index = index;
            this.depth = depth;
        }
    }

    /** A node that has a place of its own. */
    static final class Placed {
        final Node node;
        final List<Dimension> iteration;
        final List<Operand> operands = new ArrayList<>();
        final List<Loop> path = new ArrayList<>();
        final Loop[] loopOf; // for each iteration axis
        int cost;

        /** After so many enclosing loops, counted from outside, the value is complete. */
        int done;

        /** Its elements are kept in memory, apart for each index of so many enclosing loops; -1: not at all. */
        int storeDepth = -1;

        Buffer buffer;

        Placed(Node node) {
            this.node = node;
            iteration = node.iteration();
            loopOf = new Loop[iteration.size()];
        }

        /** Whether one local can hold the value while it is added up. */
        boolean inLocal() {
            for (int axis = 0; axis < node.dims.size(); axis++) {
                if (path.indexOf(loopOf[axis]) >= done) {
                    return false;
                }
            }
            return true;
        }

        boolean reduces(Loop loop) {
            for (int axis = node.dims.size(); axis < loopOf.length; axis++) {
                if (loopOf[axis] == loop) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A placed node that is read, with what its axes follow in the reader's iteration; null: all of its memory. */
    record Operand(Placed placed, List<Node.Follows> axes) {}

    private final int limit;
    private final Loop top = new Loop(null, -1);
    private final Map<Node, Placed> placed = new IdentityHashMap<>();
    private final List<Placed> inOrder = new ArrayList<>();
    private int indices;

    /** @param limit the most scalar operations in one loop */
    Fuser(int limit) {
        this.limit = limit;
    }

    Loop top() {
        return top;
    }

    List<Placed> placed() {
        return inOrder;
    }

    Placed placed(Node node) {
        return placed.get(node);
    }

    /**
     * @param kept nodes that must be in memory as a whole
     * @param asked nodes that are computed, early, though perhaps nobody reads them
     */
    void fuse(List<Node> roots, List<Node> kept, List<Node> asked) {
        List<Node> all = new ArrayList<>(asked);
        all.addAll(roots);
        List<Node> order = Graphs.topological(all, Set.of(), Fuser::needs);
        choose(order, all, kept);
        for (Node n : order) {
            Placed p = placed.get(n);
            if (p != null) {
                operands(p);
                place(p);
                inOrder.add(p);
            }
        }
        for (Placed p : inOrder) {
            p.operands.forEach(o -> keep(o, p));
        }
        kept.forEach(k -> {
            if (placed.containsKey(k)) {
                placed.get(k).storeDepth = 0;
            }
        });
        for (Placed p : inOrder) {
            if (p.node.kind instanceof Node.MatrixProduct || roots.contains(p.node)) {
                p.storeDepth = 0;
            } else if (p.node.isReduce() && !p.inLocal() && p.storeDepth < 0) {
                p.storeDepth = p.done;
            }
        }
    }

    /** The last operand comes first. */
    private static List<Node> needs(Node n) {
        List<Node> needs = new ArrayList<>();
        for (Node.Read r : n.reads) {
            needs.add(r.node());
            for (Node.Follows f : r.axes()) {
                if (f instanceof Node.At at) {
                    needs.add(at.index().node());
                }
            }
        }
        Collections.reverse(needs);
        return needs;
    }

    /** Chooses the nodes that are placed. */
    private void choose(List<Node> order, List<Node> roots, List<Node> kept) {
        Map<Node, Integer> readers = new IdentityHashMap<>();
        for (Node n : order) {
            for (Node.Read r : n.reads) {
                readers.merge(r.node(), 1, Integer::sum);
            }
        }
        Set<Node> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        asked.addAll(roots);
        asked.addAll(kept);
        Map<Node, BitSet> inlined = new IdentityHashMap<>();
        int number = 0;
        for (Node n : order) {
            BitSet own = new BitSet();
            for (Node needed : needs(n)) {
                if (!placed.containsKey(needed)) {
                    own.or(inlined.get(needed));
                }
            }
            boolean leaf = n.kind instanceof Node.Element || n.kind instanceof Node.Reshaped;
            own.set(number++);
            boolean shared = readers.getOrDefault(n, 0) > 1;
            boolean chosen = asked.contains(n)
                    || n.isReduce()
                    || n.kind instanceof Node.MatrixProduct
                    || (shared && n.isExpensive() && !n.dims.isEmpty())
                    || (n.reused && n.kind instanceof Node.Apply)
                    || own.cardinality() > limit / 2;
            if (chosen && !leaf) {
                Placed p = new Placed(n);
                p.cost = own.cardinality();
                placed.put(n, p);
            }
            inlined.put(n, own);
        }
    }

    /** Finds the placed nodes that {@code p} reads, directly or through nodes that are computed in place. */
    private void operands(Placed p) {
        List<Node.Follows> own = new ArrayList<>();
        for (int i = 0; i < p.iteration.size(); i++) {
            own.add(new Node.Axis(i));
        }
        Set<List<Object>> seen = new java.util.HashSet<>();
        for (Node.Read r : p.node.reads) {
            if (p.node.kind instanceof Node.MatrixProduct) {
                whole(p, r.node());
            } else {
                operands(p, r, own, seen);
            }
        }
    }

    private void whole(Placed p, Node memory) {
        Placed of = placed.get(memory);
        if (of != null) {
            p.operands.add(new Operand(of, null));
        }
    }

    private void operands(Placed p, Node.Read read, List<Node.Follows> reader, Set<List<Object>> seen) {
        List<Node.Follows> axes = through(read, reader);
        if (!seen.add(List.of(new Node.Identity(read.node()), axes))) {
            return;
        }
        for (Node.Follows f : axes) {
            if (f instanceof Node.At at) {
                operands(p, at.index(), List.of(), seen);
            }
        }
        if (read.node().kind instanceof Node.Reshaped) {
            whole(p, read.node().reads.get(0).node());
        } else if (placed.containsKey(read.node())) {
            p.operands.add(new Operand(placed.get(read.node()), axes));
        } else {
            read.node().reads.forEach(r -> operands(p, r, axes, seen));
        }
    }

    /** What the axes of what is read follow, seen from whom the reader's own axes follow. */
    static List<Node.Follows> through(Node.Read read, List<Node.Follows> reader) {
        return read.axes().stream()
                .map(f -> f instanceof Node.Axis a ? reader.get(a.axis()) : f)
                .toList();
    }

    private void place(Placed p) {
        if (p.node.kind instanceof Node.MatrixProduct) {
            top.items.add(p);
            p.done = 0;
            return;
        }
        List<Integer> order = LoopOrder.of(p, placed.keySet());
        boolean inOrderOnly = p.node.kind instanceof Node.Reduce r && r.kind().form() == ReduceOp.Form.POSITION;
        List<Integer> remaining = new ArrayList<>(order);
        Loop block = top;
        while (!remaining.isEmpty()) {
            List<Integer> choices = inOrderOnly ? remaining.subList(0, 1) : remaining;
            Entry entry = entry(p, block, choices);
            int axis = entry == null ? remaining.get(0) : entry.axis;
            Loop loop;
            if (entry == null) {
                loop = new Loop(new Nest.Index(indices++, p.iteration.get(axis).root()), block.depth + 1);
                block.items.add(loop);
            } else {
                loop = entry.loop;
            }
            p.loopOf[axis] = loop;
            p.path.add(loop);
            loop.cost += p.cost;
            remaining.remove((Integer) axis);
            block = loop;
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

    /** A loop to go into, by which axis. */
    private record Entry(Loop loop, int axis) {}

    private Entry entry(Placed p, Loop block, List<Integer> axes) {
        int depth = block.depth + 1;
        int from = 0; // the first item that may hold p
        Map<Loop, List<Integer>> tied = new LinkedHashMap<>(); // loops with operands inside, and by which axes
        for (Operand o : p.operands) {
            Placed r = o.placed;
            if (!isWithin(r, p, depth)) {
                continue;
            }
            Object item = r.path.size() > depth ? r.path.get(depth) : r;
            int at = block.items.indexOf(item);
            List<Integer> by = new ArrayList<>();
            // the rows of a matrix product's operand are there before the product's own loops run along them
            boolean first = r.node.reused && p.node.isReduce() && depth == r.path.size() - 1 && axes.size() > 1;
            if (item instanceof Loop loop && r.done > depth && o.axes != null && !first) {
                int axis = java.util.Arrays.asList(r.loopOf).indexOf(loop);
                if (o.axes.get(axis) instanceof Node.Axis a && axes.contains(a.axis())) {
                    by.add(a.axis());
                }
            }
            if (by.isEmpty()) {
                from = Math.max(from, at + 1);
            } else {
                tied.merge(
                        (Loop) item,
                        by,
                        (x, y) -> x.stream().filter(y::contains).toList());
            }
        }
        for (Map.Entry<Loop, List<Integer>> t : tied.entrySet()) {
            int at = block.items.indexOf(t.getKey());
            boolean enters = at >= from && !t.getValue().isEmpty() && t.getKey().cost + p.cost <= limit;
            from = Math.max(from, enters ? at : at + 1);
        }
        for (int i = from; i < block.items.size(); i++) {
            if (block.items.get(i) instanceof Loop loop && loop.cost + p.cost <= limit) {
                List<Integer> by = tied.get(loop);
                if (by != null && !by.isEmpty()) {
                    return new Entry(loop, by.get(0));
                }
                if (by == null && p.iteration.get(axes.get(0)).root() == loop.index.length()) {
                    return new Entry(loop, axes.get(0));
                }
            }
        }
        return null;
    }

    /** Whether both lie in the same {@code depth} outer loops. */
    private static boolean isWithin(Placed r, Placed p, int depth) {
        if (r.path.size() < depth) {
            return false;
        }
        for (int i = 0; i < depth; i++) {
            if (r.path.get(i) != p.path.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Sees that {@code reader} finds the operand: in a local, or in memory. */
    private static void keep(Operand o, Placed reader) {
        Placed r = o.placed;
        if (o.axes == null) {
            r.storeDepth = 0;
            return;
        }
        int common = 0;
        while (common < Math.min(r.path.size(), reader.path.size())
                && r.path.get(common) == reader.path.get(common)
                && follows(o, reader, r.path.get(common))) {
            common++;
        }
        boolean local = common >= r.done && r.inLocal();
        for (int axis = 0; local && axis < r.node.dims.size(); axis++) {
            local = o.axes.get(axis) instanceof Node.Axis a && reader.loopOf[a.axis()] == r.loopOf[axis];
        }
        if (!local) {
            int depth = Math.min(common, r.done);
            r.storeDepth = r.storeDepth < 0 ? depth : Math.min(r.storeDepth, depth);
        }
    }

    /** Whether the operand's axis that runs with {@code loop} follows the reader's axis that runs with it. */
    private static boolean follows(Operand o, Placed reader, Loop loop) {
        for (int axis = 0; axis < o.placed.node.dims.size(); axis++) {
            if (o.placed.loopOf[axis] == loop) {
                return o.axes.get(axis) instanceof Node.Axis a && reader.loopOf[a.axis()] == loop;
            }
        }
        return false;
    }
}
