package arignote.rewrite;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.TestValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final Set<Expr> written;

    private Rewriter(Set<Expr> written) {
        this.written = written;
    }

    /** {@code roots}, rewritten together, in their order; of the same types and run-time shapes. */
    public static List<Expr> rewrite(List<Expr> roots) {
        return rewrite(roots, Rules.ALL);
    }

    /** As {@link #rewrite(List)}; {@code known} are left as they are, and nothing looks into them. */
    public static List<Expr> rewrite(List<Expr> roots, Set<Expr> known) {
        return rewrite(roots, Rules.ALL, known);
    }

    /**
     * {@code root} in a form whose value and gradients are computed without overflow or cancellation, as far as the
     * equations know one; the same object if it has that form. {@code known} are left as they are, and nothing looks into
     * them.
     */
    public static Expr stable(Expr root, Set<Expr> known) {
        return better(List.of(root), Rules.STABLE, known).get(0);
    }

    /** Gradients whose norms are those that functions have: right where squares leave the range of floating numbers. */
    public static List<Expr> withNorms(List<Expr> gradients) {
        return better(gradients, List.of(Rules.NORM), Set.of());
    }

    /** {@code roots} rewritten by {@code rules} and those that change no bit; the same objects if none of the rules fits. */
    private static List<Expr> better(List<Expr> roots, List<Rule> rules, Set<Expr> known) {
        boolean[] better = {false};
        List<Rule> all = new ArrayList<>(Rules.SAME_BITS);
        for (Rule rule : rules) {
            all.add(new Rule(rule.equation(), (e, facts) -> {
                Expr right = rule.right().apply(e, facts);
                better[0] |= right != null;
                return right;
            }));
        }
        List<Expr> result = rewrite(roots, all, known);
        return better[0] ? result : roots;
    }

    /** As {@link #rewrite(List)}, by those equations alone that change no bit of any value. */
    public static List<Expr> rewriteExactly(List<Expr> roots) {
        return rewrite(roots, Rules.SAME_BITS);
    }

    private static List<Expr> rewrite(List<Expr> roots, List<Rule> rules, Set<Expr> known) {
        Map<Expr, Expr> opaque = new IdentityHashMap<>();
        Map<Expr, Expr> back = new IdentityHashMap<>();
        for (Expr e : known) {
            if (!e.op().isLeaf()) {
                Expr input = Build.input(null, e.type());
                opaque.put(e, input);
                back.put(input, e);
            }
        }
        return opaque.isEmpty()
                ? rewrite(roots, rules)
                : Graphs.replace(rewrite(Graphs.replace(roots, opaque), rules), back);
    }

    static List<Expr> rewrite(List<Expr> roots, List<Rule> rules) {
        return TestValues.without(() -> passes(roots, rules));
    }

    private static List<Expr> passes(List<Expr> roots, List<Rule> rules) {
        List<Expr> now = roots;
        Set<Expr> written = Set.copyOf(Graphs.topological(roots));
        for (int pass = 0; pass < PASSES; pass++) {
            List<Expr> next = new Rewriter(written).pass(now, rules);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    private List<Expr> pass(List<Expr> roots, List<Rule> rules) {
        List<Expr> order = Graphs.topological(roots);
        Facts facts = new Facts(order);
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr e : order) {
            Expr now = named(e.name(), simplified(merged(Graphs.rebuilt(e, by)), rules, facts));
            facts.logarithms().of(now); // from the parts up, so that no question goes deep
            by.put(e, now);
        }
        List<Expr> result = new ArrayList<>();
        roots.forEach(r -> result.add(by.get(r)));
        return result;
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

    /** What takes the place of a named expression has its value, so it has its name. What readers wrote is left alone. */
    private Expr named(String name, Expr e) {
        return name == null || e.name() != null || written.contains(e) ? e : e.name(name);
    }

    private int number(Expr e) {
        return numbers.computeIfAbsent(e, x -> numbers.size());
    }

    private static Expr simplified(Expr e, List<Rule> rules, Facts facts) {
        for (Rule rule : rules) {
            Expr right = rule.right().apply(e, facts);
            if (right != null) {
                return right;
            }
        }
        return e;
    }
}
