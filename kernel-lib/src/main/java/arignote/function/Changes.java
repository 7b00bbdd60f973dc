package arignote.function;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.expr.Graphs;
import arignote.expr.print.Printer;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What is different in a copy of a function. */
final class Changes {
    private Changes() {}

    /** @throws IllegalArgumentException if a change is none, or does not fit the function */
    static Signature of(Signature s, FunctionArgument... changes) {
        Map<Expr, Expr> swaps = new IdentityHashMap<>();
        boolean updates = true;
        String name = s.name();
        for (FunctionArgument change : changes) {
            if (change instanceof FunctionArgument.Swap swap) {
                put(s, swap, swaps);
            } else if (change instanceof FunctionArgument.WithoutUpdates) {
                updates = false;
            } else if (change instanceof FunctionArgument.Named n) {
                name = n.name();
            } else {
                throw new IllegalArgumentException(
                        "copy of " + s.name() + " takes swap(…, …), withoutUpdates() and named(…)");
            }
        }
        List<Expr> roots = Graphs.replace(s.roots(), swaps);
        List<Shared> targets =
                s.targets().stream().map(t -> (Shared) swaps.getOrDefault(t, t)).toList();
        if (updates && new HashSet<>(targets).size() < targets.size()) {
            throw new IllegalArgumentException("after this swap a shared variable of " + s.name()
                    + " would have two updates; a call can give it one new value");
        }
        int outputs = s.outputs().size();
        return s.with(
                        roots.subList(0, outputs),
                        updates ? targets : List.of(),
                        updates ? roots.subList(outputs, roots.size()) : List.of())
                .named(name);
    }

    private static void put(Signature s, FunctionArgument.Swap swap, Map<Expr, Expr> swaps) {
        Shared from = swap.from();
        Shared to = swap.to();
        boolean there =
                s.targets().contains(from) || Graphs.topological(s.roots()).contains(from);
        if (!there) {
            throw new IllegalArgumentException(
                    "swap: " + Printer.quoted(from) + " is no shared variable of " + s.name());
        }
        if (!from.type().equals(to.type())) {
            List<String> both = Printer.quoted(List.of(from, to));
            throw new IllegalArgumentException(
                    "swap: " + both.get(0) + " is " + from.type().described() + ", and " + both.get(1)
                            + " in its place is " + to.type().described() + "; they must be alike");
        }
        if (swaps.put(from, to) != null) {
            throw new IllegalArgumentException("swap: " + Printer.quoted(from) + " is swapped twice");
        }
    }
}
