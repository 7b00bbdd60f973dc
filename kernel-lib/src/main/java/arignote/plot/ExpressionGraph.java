package arignote.plot;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Graphs;
import arignote.expr.Names;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The computational graph of an expression: each input, shared variable, constant and operation a node, each argument
 * an arrow to what is made of it, numbered where the order of the arguments matters.
 */
public final class ExpressionGraph {
    private static final Set<ScalarOp> COMMUTATIVE =
            EnumSet.of(ScalarOp.ADD, ScalarOp.MULTIPLY, ScalarOp.MAXIMUM, ScalarOp.MINIMUM, ScalarOp.EQ, ScalarOp.NEQ);

    private ExpressionGraph() {}

    /** The graph of {@code root}; unnamed variables have the letters that {@code pp} gives them. */
    public static Graph of(Expr root) {
        Names names = new Names(List.of(root));
        Map<Expr, String> ids = new IdentityHashMap<>();
        List<Graph.Node> nodes = new ArrayList<>();
        List<Graph.Edge> edges = new ArrayList<>();
        for (Expr e : Graphs.topological(List.of(root))) {
            String id = "n" + ids.size();
            ids.put(e, id);
            nodes.add(
                    new Graph.Node(id, label(e, names), kind(e, root), e.type().toString()));
            for (int i = 0; i < e.args().size(); i++) {
                String from = ids.get(e.args().get(i));
                edges.add(ordered(e) ? new Graph.Edge(from, id, String.valueOf(i + 1)) : new Graph.Edge(from, id));
            }
        }
        return new Graph(nodes, edges);
    }

    private static boolean ordered(Expr e) {
        return e.args().size() > 1 && !(e.op() instanceof Op.Elementwise w && COMMUTATIVE.contains(w.op()));
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
