package arignote.function.interpret;

import arignote.Config;
import arignote.Expr;
import arignote.Shared;
import arignote.expr.Cancellation;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes expressions operation by operation: the order is fixed once, each run fills one slot an expression. It
 * shows what every other backend has to give.
 */
public final class Interpreter {
    private final List<Expr> order;
    private final int[][] arguments; // for each expression the slots of its arguments
    private final int[] lastUse; // for each slot the last step that reads it
    private final int[] roots;
    private final Map<Expr, Integer> slots = new IdentityHashMap<>();
    private final Tensor[] constants;

    /**
     * @param known expressions whose values each run brings
     * @param roots what is to be computed
     */
    public Interpreter(List<Expr> known, List<Expr> roots) {
        order = new ArrayList<>();
        known.forEach(this::add);
        for (Expr e : upTo(known, roots)) {
            add(e);
        }
        arguments = new int[order.size()][];
        lastUse = new int[order.size()];
        constants = new Tensor[order.size()];
        for (int i = 0; i < order.size(); i++) {
            Expr e = order.get(i);
            boolean computed = i >= known.size() && !e.op().isLeaf();
            arguments[i] = computed ? e.args().stream().mapToInt(slots::get).toArray() : new int[0];
            for (int a : arguments[i]) {
                lastUse[a] = i;
            }
            if (i >= known.size() && e.op() instanceof Op.Constant c) {
                constants[i] = new Tensor(c.value());
            }
        }
        this.roots = roots.stream().mapToInt(slots::get).toArray();
        for (int r : this.roots) {
            lastUse[r] = Integer.MAX_VALUE;
        }
    }

    private void add(Expr e) {
        if (slots.putIfAbsent(e, order.size()) == null) {
            order.add(e);
        }
    }

    /** What has to be computed for the roots when {@code known} is known. */
    private static List<Expr> upTo(List<Expr> known, List<Expr> roots) {
        Map<Expr, Expr> leaves = new IdentityHashMap<>();
        known.forEach(k -> leaves.put(k, k));
        return Graphs.topological(roots, leaves.keySet());
    }

    /**
     * The values of the roots, which may share memory with one another, with the given arrays and with shared
     * variables.
     *
     * @param values of the known expressions, in their order
     * @throws IllegalArgumentException if shapes do not match
     */
    public List<Tensor> run(List<Tensor> values) {
        return run(values, Config.nanGuard() ? NumberGuard.ofSettings() : Observer.NONE);
    }

    /** The same, with an observer who is told each operation. */
    public List<Tensor> run(List<Tensor> values, Observer observer) {
        Tensor[] memory = new Tensor[order.size()];
        for (int i = 0; i < order.size(); i++) {
            Expr e = order.get(i);
            if (i < values.size()) {
                memory[i] = values.get(i);
            } else if (constants[i] != null) {
                memory[i] = constants[i];
            } else if (e instanceof Shared s) {
                memory[i] = Tensor.of(s);
            } else {
                List<Tensor> args = new ArrayList<>(arguments[i].length);
                for (int a : arguments[i]) {
                    args.add(memory[a]);
                }
                Cancellation.check();
                observer.before(e, args);
                memory[i] = TensorOps.compute(e, args);
                observer.after(e, args, memory[i]);
                for (int a : arguments[i]) {
                    if (lastUse[a] == i) {
                        memory[a] = null; // so that large intermediate results can go early
                    }
                }
            }
        }
        return Arrays.stream(roots).mapToObj(r -> memory[r]).toList();
    }
}
