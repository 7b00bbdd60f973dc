package arignote.plot;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Graphs;
import arignote.expr.Names;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The computational graph of an expression, drawn: each input, shared variable, constant and operation a node, each
 * argument an arrow to what is made of it.
 */
public final class Picture {
    private final Graph graph;

    private Picture(Graph graph) {
        this.graph = graph;
    }

    /** The graph of {@code root}; unnamed variables have the letters that {@code pp} gives them. */
    public static Picture of(Expr root) {
        Names names = new Names(List.of(root));
        Map<Expr, String> ids = new IdentityHashMap<>();
        List<Graph.Node> nodes = new ArrayList<>();
        List<Graph.Edge> edges = new ArrayList<>();
        for (Expr e : Graphs.topological(List.of(root))) {
            String id = "n" + ids.size();
            ids.put(e, id);
            nodes.add(
                    new Graph.Node(id, label(e, names), kind(e, root), e.type().toString()));
            for (Expr arg : e.args()) {
                edges.add(new Graph.Edge(ids.get(arg), id));
            }
        }
        return new Picture(new Graph(nodes, edges));
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

    /** The drawing, as SVG. */
    public String svg() {
        return graph.svg();
    }

    /** What the drawing shows, in words. */
    public String altText() {
        return graph.altText();
    }

    @Override
    public String toString() {
        return graph.altText();
    }
}
