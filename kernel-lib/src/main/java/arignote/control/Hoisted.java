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
 * What a body need not compute in each turn, because it can be computed before the loop.
 *
 * @param values what is computed before the loop
 * @param inputs the body's inputs for it
 * @param body in terms of these
 */
record Hoisted(List<Expr> values, List<Expr> inputs, List<Expr> body) {
    /**
     * Products of an element of a sequence with what stays the same, such as {@code dot(x[t], W)}: one product of the whole sequence
     * gives them all, faster than one in each turn. They become sequences themselves.
     *
     * @param whole the sequence that an input of the body is an element of
     * @param fixed what an input of the body stands for that stays the same
     */
    static Hoisted products(Map<Expr, Expr> whole, Map<Expr, Expr> fixed, List<Expr> body) {
        List<Expr> values = new ArrayList<>();
        List<Expr> inputs = new ArrayList<>();
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr e : Graphs.topological(body)) {
            Expr all = e.op() instanceof Op.Dot d
                    ? product(d, e.args().get(0), e.args().get(1), whole, fixed)
                    : null;
            if (all != null) {
                Expr element = Build.input(e.name(), e.type());
                values.add(all);
                inputs.add(element);
                by.put(e, element);
            }
        }
        return new Hoisted(values, inputs, Graphs.replace(body, by));
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

    /**
     * Matrices that a body multiplies by from the right the other way round, as gradients do: a few rows times such a matrix are faster if
     * it has been turned before.
     */
    static Hoisted turned(Map<Expr, Expr> fixed, List<Expr> body) {
        List<Expr> values = new ArrayList<>();
        List<Expr> inputs = new ArrayList<>();
        Map<Expr, Expr> turned = new IdentityHashMap<>();
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr e : Graphs.topological(body)) {
            Expr right = e.op() instanceof Op.Dot ? e.args().get(1) : null;
            if (right == null || right.type().rank() != 2 || !fixed.containsKey(right)) {
                continue;
            }
            Op.Dot d = (Op.Dot) e.op();
            if (d.right().equals(List.of(1))) {
                Expr input = turned.computeIfAbsent(right, r -> {
                    values.add(Build.dimshuffle(fixed.get(r), List.of(1, 0)));
                    inputs.add(Build.input(r.name(), r.type()));
                    return inputs.get(inputs.size() - 1);
                });
                by.put(e, Build.dot(e.args().get(0), input, d.left(), List.of(0)));
            }
        }
        return new Hoisted(values, inputs, Graphs.replace(body, by));
    }

    private static List<Integer> behindTurns(List<Integer> axes) {
        return axes.stream().map(axis -> axis + 1).toList();
    }
}
