package arignote.expr;

import arignote.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Walks over expressions. They share parts, so each walk visits a part once; none recurses, so depth is no limit. */
public final class Graphs {
    private Graphs() {}

    /** Everything that {@code roots} are made of, arguments before what is made of them. */
    public static List<Expr> topological(List<? extends Expr> roots) {
        return topological(roots, Set.of());
    }

    /** As {@link #topological(List)}, without {@code known} and what only that is made of. */
    public static List<Expr> topological(List<? extends Expr> roots, Set<Expr> known) {
        return topological(roots, known, Expr::args);
    }

    /** The same of anything that is told apart by identity: {@code needs} come before what needs them, in their order. */
    public static <N> List<N> topological(
            List<? extends N> roots, Set<? extends N> known, Function<N, List<? extends N>> needs) {
        List<N> order = new ArrayList<>();
        Set<N> done = Collections.newSetFromMap(new IdentityHashMap<>());
        done.addAll(known);
        Deque<N> open = new ArrayDeque<>();
        for (N root : roots) {
            open.push(root);
            while (!open.isEmpty()) {
                N n = open.peek();
                boolean ready = true;
                if (!done.contains(n)) {
                    List<? extends N> before = needs.apply(n);
                    for (int i = before.size() - 1; i >= 0; i--) {
                        if (!done.contains(before.get(i))) {
                            open.push(before.get(i));
                            ready = false;
                        }
                    }
                }
                if (ready) {
                    open.pop();
                    if (done.add(n)) {
                        order.add(n);
                    }
                }
            }
        }
        return order;
    }

    /** Whether {@code part} is one of the expressions that {@code root} is made of. */
    public static boolean contains(Expr root, Expr part) {
        return topological(List.of(root)).stream().anyMatch(e -> e == part);
    }

    /** The inputs that {@code roots} are made of, in order of appearance. */
    public static List<Expr> inputs(List<? extends Expr> roots) {
        return topological(roots).stream()
                .filter(e -> e.op() instanceof Op.Input)
                .toList();
    }

    /** The first expression, in order of computation, that has {@code part} as an argument, or null. */
    public static Expr user(List<? extends Expr> roots, Expr part) {
        return topological(roots).stream()
                .filter(e -> e.args().stream().anyMatch(a -> a == part))
                .findFirst()
                .orElse(null);
    }

    /** {@code e} with each argument replaced by its value, under its name; the same object if none is another. */
    public static Expr rebuilt(Expr e, Map<Expr, Expr> by) {
        List<Expr> args = e.args().stream().map(by::get).toList();
        boolean same = true;
        for (int i = 0; i < args.size(); i++) {
            same &= args.get(i) == e.args().get(i);
        }
        return same ? e : Expr.of(e.op(), args).name(e.name());
    }

    /** {@code roots} with each key of {@code by} replaced by its value; untouched parts stay the same objects. */
    public static List<Expr> replace(List<? extends Expr> roots, Map<Expr, Expr> by) {
        Map<Expr, Expr> now = new IdentityHashMap<>(by);
        for (Expr e : topological(roots)) {
            if (!now.containsKey(e)) {
                now.put(e, rebuilt(e, now));
            }
        }
        List<Expr> result = new ArrayList<>();
        roots.forEach(r -> result.add(now.get(r)));
        return result;
    }
}
