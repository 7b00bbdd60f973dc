package arignote.compile.fuse;

import arignote.compile.lower.Node;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.Nest;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the statements of planned loops. Each number is computed once, in the outermost loop in which all that it needs
 * is known.
 */
final class NestBuilder {
    /** A node at given indices. */
    private record Key(Node.Identity node, List<IndexMap<Nest.Index, Nest.Local>> at) {}

    private final Fuser fuser;
    private final Map<Node, Buffer> results;
    private final List<Buffer> temporaries = new ArrayList<>();
    private final Deque<Map<Key, Nest.Local>> scopes = new ArrayDeque<>(); // innermost first
    private final Map<PlacedNode, Nest.Accumulator> accumulators = new HashMap<>();
    private int locals;

    /** @param results the memory of the results */
    NestBuilder(Fuser fuser, Map<Node, Buffer> results) {
        this.fuser = fuser;
        this.results = results;
        for (PlacedNode p : fuser.nodes().inOrder()) {
            if (p.storeDepth >= 0) {
                p.buffer = results.get(p.node);
                if (p.buffer == null) {
                    p.buffer = temporary(p);
                }
            }
        }
    }

    List<Buffer> temporaries() {
        return temporaries;
    }

    private Buffer temporary(PlacedNode p) {
        List<Dimension> dims = new ArrayList<>();
        for (int axis = 0; axis < p.node.dims.size(); axis++) {
            if (p.path.isEmpty() || p.path.indexOf(p.loopOf[axis]) >= p.storeDepth) {
                dims.add(p.node.dims.get(axis));
            }
        }
        Buffer b = new Buffer(
                Buffer.Role.TEMPORARY, temporaries.size(), p.node.dtype, List.copyOf(dims), false, p.node.name);
        temporaries.add(b);
        return b;
    }

    List<Nest.Statement> build() {
        return block(fuser.top());
    }

    private List<Nest.Statement> block(PlannedLoop block) {
        List<Nest.Statement> out = new ArrayList<>();
        scopes.push(new HashMap<>());
        int depth = block.depth + 1;
        for (Object item : block.items) {
            if (item instanceof PlannedLoop loop) {
                List<PlacedNode> inside = loop.inside();
                for (PlacedNode p : inside) {
                    hoist(p, depth, out);
                }
                for (PlacedNode p : inside) {
                    if (p.node.isReduce() && p.done == depth && p.path.get(depth) == loop) {
                        begin(p, out);
                    }
                }
                out.add(new Nest.For(loop.index, block(loop)));
                for (PlacedNode p : inside) {
                    if (p.node.isReduce() && p.done == depth && p.path.get(depth) == loop && p.inLocal()) {
                        Nest.Local total = local(p.node);
                        out.add(new Nest.Let(total, new Nest.Result(accumulators.get(p))));
                        complete(p, total, out);
                    }
                }
            } else {
                place((PlacedNode) item, out);
            }
        }
        scopes.pop();
        return out;
    }

    private Nest.Local local(Node n) {
        return new Nest.Local(locals++, n.dtype, n.name);
    }

    private void begin(PlacedNode p, List<Nest.Statement> out) {
        ReduceOp kind = ((Node.Reduce) p.node.kind).kind();
        if (p.inLocal()) {
            DType of = p.node.reads.get(0).node().dtype;
            Nest.Accumulator a = new Nest.Accumulator(accumulators.size(), kind, p.node.dtype, of, p.node.name);
            accumulators.put(p, a);
            out.add(new Nest.Begin(a));
            return;
        }
        // memory that is added up in begins with what changes nothing
        Nest.Local start = new Nest.Local(locals++, p.node.dtype, null);
        List<Nest.Index> indices = new ArrayList<>();
        List<Nest.Subscript> at = new ArrayList<>();
        for (int axis = 0; axis < p.node.dims.size(); axis++) {
            if (p.path.indexOf(p.loopOf[axis]) >= p.storeDepth) {
                if (p.path.indexOf(p.loopOf[axis]) < p.done) {
                    at.add(Nest.Subscript.along(p.loopOf[axis].index));
                } else {
                    Nest.Index index = new Nest.Index(1_000_000 + locals++, p.loopOf[axis].index.length());
                    indices.add(index);
                    at.add(Nest.Subscript.along(index));
                }
            }
        }
        out.add(new Nest.Let(start, new Nest.Number(kind.neutral(), kind.neutral(p.node.dtype))));
        Nest.Statement fill = new Nest.Store(p.buffer, List.copyOf(at), start);
        for (int i = indices.size() - 1; i >= 0; i--) {
            fill = new Nest.For(indices.get(i), List.of(fill));
        }
        out.add(fill);
    }

    private void place(PlacedNode p, List<Nest.Statement> out) {
        List<IndexMap<Nest.Index, Nest.Local>> own = own(p);
        if (p.node.kind instanceof Node.MatrixProduct m) {
            out.add(new Nest.Multiply(
                    memory(p.node.reads.get(0).node()),
                    m.leftTransposed(),
                    memory(p.node.reads.get(1).node()),
                    m.rightTransposed(),
                    p.buffer,
                    m.rows(),
                    m.columns(),
                    m.summed()));
        } else if (p.node.kind instanceof Node.Assembled a) {
            assemble(p, a, out);
        } else if (p.node.kind instanceof Node.Reduce r) {
            Nest.Local value = value(p.node.reads.get(0), own, out);
            if (p.inLocal()) {
                List<Nest.Index> position = new ArrayList<>();
                for (int axis = p.node.dims.size(); axis < own.size(); axis++) {
                    position.add(p.loopOf[axis].index);
                }
                out.add(new Nest.Accumulate(accumulators.get(p), value, position));
            } else {
                out.add(new Nest.StoreOnto(
                        r.kind(), p.buffer, subscripts(p, own.subList(0, p.node.dims.size())), value));
            }
        } else {
            complete(p, evaluate(p.node, own, out), out);
        }
    }

    /** Zeros where there are gaps, then the operands in their places. */
    private void assemble(PlacedNode p, Node.Assembled a, List<Nest.Statement> out) {
        if (a.hasGaps()) {
            Nest.Local zero = new Nest.Local(locals++, p.node.dtype, null);
            out.add(new Nest.Let(zero, new Nest.Number(0, 0)));
            List<Nest.Index> indices = indices(p.node.dims);
            out.add(around(indices, List.of(new Nest.Store(p.buffer, along(indices), zero))));
        }
        for (int k = 0; k < a.places().size(); k++) {
            Node part = p.node.reads.get(k).node();
            List<Nest.Index> indices = indices(part.dims);
            List<Nest.Subscript> at = a.places().get(k).stream()
                    .map(m -> m.<Nest.Index, Nest.Local>through(
                            axis -> new IndexMap.Axis<>(indices.get(axis)), index -> value(index, List.of(), out)))
                    .map(m -> new Nest.Subscript(m, 1))
                    .toList();
            Nest.Local element = local(part);
            Nest.Statement store = a.hasGaps() && a.places().size() > 1
                    ? new Nest.StoreOnto(ReduceOp.SUM, p.buffer, at, element)
                    : new Nest.Store(p.buffer, at, element);
            Nest.Let load = new Nest.Let(element, new Nest.Load(memory(part), along(indices)));
            out.add(around(indices, List.of(load, store)));
        }
    }

    private List<Nest.Index> indices(List<Dimension> dims) {
        return dims.stream()
                .map(d -> new Nest.Index(1_000_000 + locals++, d.root()))
                .toList();
    }

    private static List<Nest.Subscript> along(List<Nest.Index> indices) {
        return indices.stream().map(Nest.Subscript::along).toList();
    }

    private static Nest.Statement around(List<Nest.Index> indices, List<Nest.Statement> body) {
        Nest.Statement s = new Nest.For(indices.get(indices.size() - 1), body);
        for (int i = indices.size() - 2; i >= 0; i--) {
            s = new Nest.For(indices.get(i), List.of(s));
        }
        return s;
    }

    /** Notes that {@code value} is complete for what reads it later, and stores it if it is kept in memory. */
    private void complete(PlacedNode p, Nest.Local value, List<Nest.Statement> out) {
        List<IndexMap<Nest.Index, Nest.Local>> at = own(p).subList(0, p.node.dims.size());
        scopes.peek().put(new Key(new Node.Identity(p.node), List.copyOf(at)), value);
        if (p.storeDepth >= 0) {
            out.add(new Nest.Store(p.buffer, subscripts(p, at), value));
        }
    }

    /** The indices of the loops that run with the node's axes. */
    private static List<IndexMap<Nest.Index, Nest.Local>> own(PlacedNode p) {
        List<IndexMap<Nest.Index, Nest.Local>> own = new ArrayList<>();
        for (PlannedLoop loop : p.loopOf) {
            own.add(loop == null ? new IndexMap.Zero<>() : new IndexMap.Axis<>(loop.index));
        }
        return own;
    }

    /** Where in its memory the element at {@code at} is. */
    private List<Nest.Subscript> subscripts(PlacedNode p, List<IndexMap<Nest.Index, Nest.Local>> at) {
        List<Nest.Subscript> subscripts = new ArrayList<>();
        for (int axis = 0; axis < at.size(); axis++) {
            boolean kept =
                    p.node.isWhole() || results.containsKey(p.node) || p.path.indexOf(p.loopOf[axis]) >= p.storeDepth;
            if (kept) {
                subscripts.add(new Nest.Subscript(at.get(axis), 1));
            }
        }
        return List.copyOf(subscripts);
    }

    private Buffer memory(Node n) {
        Buffer of = n.memory().kind instanceof Node.Element e
                ? e.buffer()
                : fuser.nodes().of(n.memory()).buffer;
        return n == n.memory() ? of : new Buffer(of.role(), of.index(), of.dtype(), n.dims, of.offHeap(), of.name());
    }

    /** The operand's value, with the index along each of the reader's axes. */
    private Nest.Local value(Node.Read read, List<IndexMap<Nest.Index, Nest.Local>> reader, List<Nest.Statement> out) {
        List<IndexMap<Nest.Index, Nest.Local>> at = read.axes().stream()
                .map(m -> m.through(reader::get, index -> value(index, reader, out)))
                .toList();
        Nest.Local known = known(read.node(), at);
        return known != null ? known : compute(read.node(), at, out);
    }

    private Nest.Local known(Node n, List<IndexMap<Nest.Index, Nest.Local>> at) {
        Key key = new Key(new Node.Identity(n), at);
        for (Map<Key, Nest.Local> scope : scopes) {
            if (scope.containsKey(key)) {
                return scope.get(key);
            }
        }
        return null;
    }

    private Nest.Local compute(Node n, List<IndexMap<Nest.Index, Nest.Local>> at, List<Nest.Statement> out) {
        PlacedNode p = fuser.nodes().of(n);
        if (p == null) {
            return evaluate(n, at, out);
        }
        return let(n, at, new Nest.Load(p.buffer, subscripts(p, at)), out);
    }

    private Nest.Local evaluate(Node n, List<IndexMap<Nest.Index, Nest.Local>> at, List<Nest.Statement> out) {
        List<Nest.Subscript> subscripts =
                at.stream().map(m -> new Nest.Subscript(m, 1)).toList();
        Nest.Value value;
        if (n.kind instanceof Node.Element e) {
            value = new Nest.Load(e.buffer(), subscripts);
        } else if (n.kind instanceof Node.Reshaped) {
            value = new Nest.Load(memory(n), subscripts);
        } else if (n.kind instanceof Node.Number k) {
            value = new Nest.Number(k.real(), k.whole());
        } else if (n.kind instanceof Node.Count c) {
            value = new Nest.Count(c.length());
        } else if (n.kind instanceof Node.Position k) {
            return position(at.get(k.axis()), out);
        } else {
            List<Nest.Local> operands = new ArrayList<>();
            for (Node.Read r : n.reads) {
                operands.add(value(r, at, out));
            }
            if (n.kind instanceof Node.Convert && operands.get(0).dtype() == n.dtype) {
                return operands.get(0);
            }
            value = n.kind instanceof Node.Apply a
                    ? new Nest.Apply(a.op(), operands)
                    : n.kind instanceof Node.Within w
                            ? new Nest.Within(operands.get(0), w.length().root())
                            : new Nest.Convert(operands.get(0));
        }
        return let(n, at, value, out);
    }

    /** The index that a map tells, as a number. */
    private Nest.Local position(IndexMap<Nest.Index, Nest.Local> map, List<Nest.Statement> out) {
        IndexMap.Linear<Nest.Index, Nest.Local> l = map.linear();
        Nest.Local sum = null;
        if (l.axis() != null) {
            sum = times(l.step(), whole(new Nest.Position(l.axis()), out), out);
        }
        for (IndexMap.Term<Nest.Local> t : l.starts()) {
            Nest.Local term = times(t.factor(), t.value(), out);
            sum = sum == null ? term : whole(new Nest.Apply(ScalarOp.ADD, List.of(sum, term)), out);
        }
        return sum == null ? whole(new Nest.Number(0, 0), out) : sum;
    }

    private Nest.Local times(long factor, Nest.Local value, List<Nest.Statement> out) {
        return factor == 1
                ? value
                : whole(new Nest.Apply(ScalarOp.MULTIPLY, List.of(whole(new Nest.Number(0, factor), out), value)), out);
    }

    private Nest.Local whole(Nest.Value value, List<Nest.Statement> out) {
        Nest.Local local = new Nest.Local(locals++, DType.INT64, null);
        out.add(new Nest.Let(local, value));
        return local;
    }

    private Nest.Local let(
            Node n, List<IndexMap<Nest.Index, Nest.Local>> at, Nest.Value value, List<Nest.Statement> out) {
        Nest.Local local = local(n);
        out.add(new Nest.Let(local, value));
        scopes.peek().put(new Key(new Node.Identity(n), List.copyOf(at)), local);
        return local;
    }

    /** Computes now, at {@code depth}, what {@code p} needs and deeper loops do not change. */
    private void hoist(PlacedNode p, int depth, List<Nest.Statement> out) {
        if (!p.node.isWhole()) {
            List<IndexMap<Nest.Index, Nest.Local>> own = own(p);
            Map<Key, Boolean> seen = new HashMap<>();
            p.node.reads.forEach(r -> hoist(r, own, p, depth, out, seen));
        }
    }

    /** Whether the operand needs no loop at or below {@code depth}; then it has been computed. */
    private boolean hoist(
            Node.Read read,
            List<IndexMap<Nest.Index, Nest.Local>> reader,
            PlacedNode p,
            int depth,
            List<Nest.Statement> out,
            Map<Key, Boolean> seen) {
        List<IndexMap<Nest.Index, Nest.Local>> at = new ArrayList<>();
        boolean here = true;
        for (IndexMap<Integer, Node.Read> m : read.axes()) {
            for (Node.Read index : m.linear().values()) {
                if (!hoist(index, reader, p, depth, out, seen)) {
                    return false;
                }
            }
            at.add(m.through(reader::get, i -> value(i, reader, out)));
            Nest.Index along = at.get(at.size() - 1).linear().axis();
            here &= along == null || isOutside(along, p, depth);
        }
        Node n = read.node();
        Key key = new Key(new Node.Identity(n), at);
        if (seen.containsKey(key)) {
            return seen.get(key);
        }
        if (known(n, at) == null) {
            if (fuser.nodes().of(n) != null || n.kind instanceof Node.Reshaped) {
                PlacedNode memory = fuser.nodes().of(n.memory());
                here &= memory == null || memory.commonDepth(p) <= depth; // it is complete before the loop at depth
            } else {
                for (Node.Read r : n.reads) {
                    here &= hoist(r, at, p, depth, out, seen);
                }
            }
            if (here) {
                compute(n, at, out);
            }
        } else {
            here = true;
        }
        seen.put(key, here);
        return here;
    }

    private static boolean isOutside(Nest.Index index, PlacedNode p, int depth) {
        for (int i = 0; i < depth; i++) {
            if (p.path.get(i).index == index) {
                return true;
            }
        }
        return false;
    }
}
