package arignote.control;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.grad.Gradients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Gradients through a body: what gradients by its results make of gradients by what it reads. */
final class Vjp {
    private Vjp() {}

    /**
     * @param results of the body
     * @param slopes the gradient by each result, of its shape; null where there is none
     * @param wrt expressions of a floating type
     * @return the gradient by each of {@code wrt}; null where no result with a slope depends on it
     */
    static List<Expr> of(List<Expr> results, List<Expr> slopes, List<Expr> wrt) {
        Expr cost = null;
        for (int i = 0; i < results.size(); i++) {
            Expr result = results.get(i);
            if (slopes.get(i) != null && result.type().dtype().isFloat()) {
                Expr term = result.times(slopes.get(i));
                Expr sum = Build.cast(
                        term.type().rank() == 0 ? term : term.sum(),
                        result.type().dtype());
                cost = cost == null ? sum : cost.plus(sum);
            }
        }
        List<Expr> by = new ArrayList<>(Collections.nCopies(wrt.size(), null));
        if (cost == null) {
            return by;
        }
        Set<Expr> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        parts.addAll(Graphs.topological(List.of(cost)));
        List<Expr> there = wrt.stream().filter(parts::contains).toList();
        List<Expr> found = Gradients.of(cost, there);
        for (int i = 0; i < wrt.size(); i++) {
            int at = there.indexOf(wrt.get(i));
            by.set(i, at < 0 ? null : found.get(at));
        }
        return by;
    }
}
