package arignote.grad;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.Warnings;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gradients of a cost of which parts are held: considered constant, or with a gradient that is known already and stands for
 * all that the cost would give. Such parts are variables of their own while gradients are taken, and come back afterwards.
 *
 * @param constants what is considered constant, if the cost's gradient comes to it
 * @param known gradients, of the types and shapes of their expressions
 * @param disconnected what becomes of a variable that the cost does not depend on
 */
public record HeldGradients(
        List<? extends Expr> constants, Map<? extends Expr, Expr> known, Disconnected disconnected) {
    /** What becomes of a variable that the cost does not depend on. */
    public enum Disconnected {
        RAISE,
        WARN,
        IGNORE
    }

    /**
     * The gradients by each of {@code wrt}, of their dtypes and run-time shapes.
     *
     * @param cost a floating scalar; null if known gradients are all there is
     * @throws IllegalArgumentException if there is neither a cost nor a known gradient, if something is no floating number,
     *     or if the cost does not depend on a variable and that is not allowed
     */
    public List<Expr> of(Expr cost, List<? extends Expr> wrt) {
        if (cost == null && known.isEmpty()) {
            throw new IllegalArgumentException("grad got neither a cost nor a known gradient; give a scalar");
        }
        known.forEach(HeldGradients::check);
        if (cost != null) {
            Gradients.check(cost, wrt);
        }
        Map<Expr, Expr> held = new IdentityHashMap<>();
        Map<Expr, Expr> back = new IdentityHashMap<>();
        constants.forEach(e -> held.put(e, variable(e, back)));
        known.keySet().forEach(e -> held.put(e, variable(e, back)));

        // what is held is told apart by identity, so everything is replaced at once
        List<Expr> written = new ArrayList<>(wrt);
        known.keySet().forEach(e -> written.addAll(e.args()));
        if (cost != null) {
            written.add(cost);
        }
        List<Expr> now = Graphs.replace(written, held);
        Expr sum = cost == null ? null : now.get(now.size() - 1);
        int next = wrt.size();
        for (Map.Entry<? extends Expr, Expr> e : known.entrySet()) {
            Expr k = e.getKey();
            int arity = k.args().size();
            Expr rebuilt = arity == 0 ? k : Expr.of(k.op(), now.subList(next, next + arity));
            next += arity;
            Expr part = rebuilt.times(variable(e.getValue(), back)).sum();
            sum = sum == null ? part : sum.plus(part);
        }
        List<Expr> gradients = Graphs.replace(gradients(sum, wrt, now.subList(0, wrt.size()), cost), back);
        Gradients.made(gradients, Graphs.topological(written));
        return gradients;
    }

    private List<Expr> gradients(Expr sum, List<? extends Expr> wrt, List<Expr> now, Expr cost) {
        Set<Expr> connected = Gradients.connected(sum);
        List<Expr> found = new ArrayList<>();
        List<Expr> asked = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (isKnown(wrt.get(i)) || connected.contains(now.get(i))) {
                asked.add(isKnown(wrt.get(i)) ? null : now.get(i));
            } else {
                disconnected(wrt.get(i), cost);
                asked.add(null);
            }
        }
        List<Expr> walked =
                Gradients.of(sum, asked.stream().filter(e -> e != null).toList());
        int next = 0;
        for (int i = 0; i < now.size(); i++) {
            Expr v = wrt.get(i);
            if (asked.get(i) != null) {
                found.add(walked.get(next++));
            } else {
                found.add(isKnown(v) ? Build.cast(known.get(v), v.type().dtype()) : Build.filled(v, 0));
            }
        }
        return found;
    }

    private boolean isKnown(Expr v) {
        return known.keySet().stream().anyMatch(k -> k == v);
    }

    private void disconnected(Expr v, Expr cost) {
        List<String> both = Printer.quoted(cost == null ? List.of(v) : List.of(v, cost));
        String sentence = (cost == null
                        ? "nothing with a known gradient depends on " + both.get(0)
                        : "the cost " + both.get(1) + " does not depend on " + both.get(0)
                                + " in a way that has a gradient")
                + "; leave it out, or say disconnectedInputs(\"ignore\") to have zeros";
        switch (disconnected) {
            case RAISE -> throw new IllegalArgumentException(sentence);
            case WARN -> Warnings.say("warning: " + sentence);
            case IGNORE -> {}
        }
    }

    private static Expr variable(Expr e, Map<Expr, Expr> back) {
        Expr input = Build.input(e.name(), e.type());
        back.put(input, e);
        return input;
    }

    private static void check(Expr e, Expr gradient) {
        if (!e.type().dtype().isFloat()
                || !gradient.type().dtype().isFloat()
                || e.type().rank() != gradient.type().rank()) {
            List<String> both = Printer.quoted(List.of(gradient, e));
            throw new IllegalArgumentException(
                    "a known gradient has the rank of its expression, and both are floating numbers,"
                            + " but " + both.get(0) + ", the gradient by " + both.get(1) + ", is "
                            + gradient.type().described() + " and that is "
                            + e.type().described());
        }
    }
}
