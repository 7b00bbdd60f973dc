package arignote.plot.graph;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.print.Names;
import arignote.grad.Gradients;
import arignote.plot.Graph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The computational graph of an expression: each input, shared variable, constant and operation a node, each argument
 * an arrow to what is made of it, numbered where the order of the arguments matters.
 */
public final class ExpressionGraph {
    private static final String FOLDED = "gradient";

    private ExpressionGraph() {}

    /**
     * The graph of {@code root}; unnamed variables have the letters that {@code pp} gives them. If a gradient is a part of
     * it, it can be folded into one node.
     */
    public static Graph of(Expr root) {
        List<Expr> all = Graphs.topological(List.of(root));
        Graph whole = graph(root, all, Set.of());
        Set<Expr> gradient = gradient(all);
        return gradient.size() < 2 ? whole : new Graph(whole.nodes(), whole.edges(), graph(root, all, gradient));
    }

    /** The graph of {@code root}, none of it folded, with lines of the reader's below the labels of its nodes. */
    public static Graph of(Expr root, Function<Expr, List<String>> lines) {
        List<Expr> all = Graphs.topological(List.of(root));
        Graph plain = graph(root, all, Set.of());
        List<Graph.Node> nodes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Graph.Node n = plain.nodes().get(i);
            nodes.add(new Graph.Node(n.id(), n.label(), n.kind(), n.type(), lines.apply(all.get(i))));
        }
        // the formula beside it says which argument is the first
        List<Graph.Edge> edges = plain.edges().stream()
                .map(e -> new Graph.Edge(e.from(), e.to()))
                .distinct()
                .toList();
        return new Graph(nodes, edges);
    }

    /** @param folded expressions that are one node together */
    private static Graph graph(Expr root, List<Expr> all, Set<Expr> folded) {
        Names names = new Names(List.of(root));
        Map<Expr, String> ids = new IdentityHashMap<>();
        List<Graph.Node> nodes = new ArrayList<>();
        Set<Graph.Edge> edges = new LinkedHashSet<>();
        for (Expr e : all) {
            if (folded.contains(e)) {
                if (ids.put(e, FOLDED) == null && nodes.stream().noneMatch(n -> n.id().equals(FOLDED))) {
                    nodes.add(foldedNode(root, folded));
                }
            } else {
                ids.put(e, "n" + ids.size());
                nodes.add(new Graph.Node(
                        ids.get(e), label(e, names), kind(e, root), e.type().toString()));
            }
            for (int i = 0; i < e.args().size(); i++) {
                String from = ids.get(e.args().get(i));
                String to = ids.get(e);
                if (!from.equals(to)) {
                    boolean numbered = ordered(e) && !to.equals(FOLDED);
                    edges.add(numbered ? new Graph.Edge(from, to, String.valueOf(i + 1)) : new Graph.Edge(from, to));
                }
            }
        }
        return new Graph(nodes, List.copyOf(edges));
    }

    private static Graph.Node foldedNode(Expr root, Set<Expr> folded) {
        long operations = folded.stream().filter(e -> !e.op().isLeaf()).count();
        boolean isRoot = folded.contains(root);
        String type = operations + " operations" + (isRoot ? ", " + root.type() : "");
        return new Graph.Node(FOLDED, "gradient", isRoot ? Graph.Kind.OUTPUT : Graph.Kind.OPERATION, type);
    }

    /** What belongs to gradients, with what lies between its parts, as of a gradient's gradient. */
    private static Set<Expr> gradient(List<Expr> all) {
        Set<Expr> after = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Expr e : all) {
            if (Gradients.isPart(e) || e.args().stream().anyMatch(after::contains)) {
                after.add(e);
            }
        }
        Set<Expr> before = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = all.size() - 1; i >= 0; i--) {
            Expr e = all.get(i);
            if (Gradients.isPart(e) || before.contains(e)) {
                before.addAll(e.args());
                before.add(e);
            }
        }
        after.retainAll(before);
        return after;
    }

    private static boolean ordered(Expr e) {
        return e.args().size() > 1 && !(e.op() instanceof Op.Elementwise w && w.op().commutes());
    }

    private static String label(Expr e, Names names) {
        if (e.op() instanceof Op.Constant c) {
            return c.value().toString();
        }
        return e.op().isLeaf() ? names.of(e) : e.op().label();
    }

    private static Graph.Kind kind(Expr e, Expr root) {
        if (e instanceof Shared) {
            return Graph.Kind.SHARED;
        }
        if (e.op() instanceof Op.Input) {
            return Graph.Kind.INPUT;
        }
        if (e.op() instanceof Op.Constant) {
            return Graph.Kind.CONSTANT;
        }
        return e == root ? Graph.Kind.OUTPUT : Graph.Kind.OPERATION;
    }
}
