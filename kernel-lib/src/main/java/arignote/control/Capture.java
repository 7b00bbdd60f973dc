package arignote.control;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a body takes from outside. Each such expression becomes an argument of the operation, and an input of the body.
 *
 * @param outside the expressions, in the order of their inputs
 * @param inputs of the body, one for each
 * @param inside the body's expressions in terms of its inputs
 */
record Capture(List<Expr> outside, List<Expr> inputs, List<Expr> inside) {
    /**
     * Takes whatever does not depend on the body's own inputs as a whole, so that it is computed once, before the body runs.
     *
     * @param own the body's own inputs
     */
    static Capture ofLoop(List<Expr> own, List<Expr> body) {
        List<Expr> order = Graphs.topological(body);
        Set<Expr> varies = varying(own, order);
        Set<Expr> used = Collections.newSetFromMap(new IdentityHashMap<>());
        used.addAll(body);
        for (Expr e : order) {
            if (varies.contains(e)) {
                used.addAll(e.args());
            }
        }
        return of(
                order.stream()
                        .filter(e -> used.contains(e) && !varies.contains(e) && !(e.op() instanceof Op.Constant))
                        .toList(),
                body);
    }

    /**
     * What depends on some inputs, with these.
     *
     * @param order expressions, arguments first
     */
    static Set<Expr> varying(List<Expr> inputs, List<Expr> order) {
        Set<Expr> varies = Collections.newSetFromMap(new IdentityHashMap<>());
        varies.addAll(inputs);
        for (Expr e : order) {
            if (e.args().stream().anyMatch(varies::contains)) {
                varies.add(e);
            }
        }
        return varies;
    }

    /** Takes inputs and shared variables, so that all else is computed in the body or not at all. */
    static Capture ofBranches(List<Expr> body) {
        return of(
                Graphs.topological(body).stream()
                        .filter(e -> e.op().isLeaf() && !(e.op() instanceof Op.Constant))
                        .toList(),
                body);
    }

    private static Capture of(List<Expr> outside, List<Expr> body) {
        List<Expr> inputs = new ArrayList<>();
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr e : outside) {
            Expr input = Build.input(e.name(), e.type());
            inputs.add(input);
            by.put(e, input);
        }
        return new Capture(outside, List.copyOf(inputs), Graphs.replace(body, by));
    }
}
