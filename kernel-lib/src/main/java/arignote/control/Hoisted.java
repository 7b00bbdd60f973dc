package arignote.control;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Products of an element of a sequence with what stays the same, such as {@code dot(x[t], W)}, do not need the loop: one product
 * of the whole sequence gives them all, faster than one in each turn. They become sequences themselves.
 *
 * @param sequences the products of whole sequences
 * @param elements the body's inputs for their elements
 * @param body in terms of these
 */
record Hoisted(List<Expr> sequences, List<Expr> elements, List<Expr> body) {
    /**
     * @param whole the sequence that an input of the body is an element of
     * @param fixed what an input of the body stands for that stays the same
     */
    static Hoisted of(Map<Expr, Expr> whole, Map<Expr, Expr> fixed, List<Expr> body) {
        List<Expr> sequences = new ArrayList<>();
        List<Expr> elements = new ArrayList<>();
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr e : Graphs.topological(body)) {
            Expr all = e.op() instanceof Op.Dot d
                    ? product(d, e.args().get(0), e.args().get(1), whole, fixed)
                    : null;
            if (all != null) {
                Expr element = Build.input(e.name(), e.type());
                sequences.add(all);
                elements.add(element);
                by.put(e, element);
            }
        }
        return new Hoisted(sequences, elements, Graphs.replace(body, by));
    }

    /** The product of the whole sequence, turns along the first axis; null if it is not one of an element. */
    private static Expr product(Op.Dot d, Expr a, Expr b, Map<Expr, Expr> whole, Map<Expr, Expr> fixed) {
        if (whole.containsKey(a) && fixed.containsKey(b)) {
            return Build.dot(whole.get(a), fixed.get(b), behindTurns(d.left()), d.right());
        }
        if (fixed.containsKey(a) && whole.containsKey(b)) {
            Expr all = Build.dot(fixed.get(a), whole.get(b), d.left(), behindTurns(d.right()));
            int turns = a.type().rank() - d.left().size(); // the axis, behind the other axes of a
            List<Integer> pattern = new ArrayList<>(List.of(turns));
            for (int axis = 0; axis < all.type().rank(); axis++) {
                if (axis != turns) {
                    pattern.add(axis);
                }
            }
            return Build.dimshuffle(all, pattern);
        }
        return null;
    }

    private static List<Integer> behindTurns(List<Integer> axes) {
        return axes.stream().map(axis -> axis + 1).toList();
    }
}
