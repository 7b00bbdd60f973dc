package arignote.rewrite;

import arignote.Expr;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.SameShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions with the same values that are cheaper or more exact to compute. Each pass goes once through the graph,
 * arguments first: equal expressions become one, and the first rule that fits replaces one by its right side. Passes
 * follow one another until nothing changes, at most {@value #PASSES}.
 */
public final class Rewriter {
    private static final int PASSES = 16;

    /** An expression by value: what is done, to which objects. */
    private record Key(Op op, List<Integer> args) {}

    private final Map<Key, Expr> known = new HashMap<>();
    private final Map<Expr, Integer> numbers = new IdentityHashMap<>();

    private Rewriter() {}

    /** {@code roots}, rewritten together, in their order; of the same types and run-time shapes. */
    public static List<Expr> rewrite(List<Expr> roots) {
        return rewrite(roots, Rules.ALL);
    }

    /** As {@link #rewrite(List)}, by those equations alone that change no bit of any value. */
    public static List<Expr> rewriteExactly(List<Expr> roots) {
        return rewrite(roots, Rules.SAME_BITS);
    }

    static List<Expr> rewrite(List<Expr> roots, List<Rule> rules) {
        List<Expr> now = roots;
        for (int pass = 0; pass < PASSES; pass++) {
            List<Expr> next = new Rewriter().pass(now, rules);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    private List<Expr> pass(List<Expr> roots, List<Rule> rules) {
        List<Expr> order = Graphs.topological(roots);
        SameShape shapes = new SameShape(order);
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr e : order) {
            by.put(e, simplified(merged(rebuilt(e, by)), rules, shapes));
        }
        List<Expr> result = new ArrayList<>();
        roots.forEach(r -> result.add(by.get(r)));
        return result;
    }

    /** {@code e} with its arguments replaced; the same object if none was. */
    private static Expr rebuilt(Expr e, Map<Expr, Expr> by) {
        boolean same = true;
        List<Expr> args = new ArrayList<>();
        for (Expr arg : e.args()) {
            Expr now = by.get(arg);
            same &= now == arg;
            args.add(now);
        }
        return same ? e : Expr.of(e.op(), args);
    }

    /** The first expression that does the same to the same. Inputs and shared variables are only themselves. */
    private Expr merged(Expr e) {
        if (e.op() instanceof Op.Input || e.op() instanceof Op.State) {
            return e;
        }
        List<Integer> args = e.args().stream().map(this::number).toList();
        Expr first = known.putIfAbsent(new Key(e.op(), args), e);
        return first == null ? e : first;
    }

    private int number(Expr e) {
        return numbers.computeIfAbsent(e, x -> numbers.size());
    }

    private static Expr simplified(Expr e, List<Rule> rules, SameShape shapes) {
        for (Rule rule : rules) {
            Expr right = rule.right().apply(e, shapes);
            if (right != null) {
                return right;
            }
        }
        return e;
    }
}
