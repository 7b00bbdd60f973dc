package arignote.eager;

import arignote.Expr;
import arignote.expr.Op;
import arignote.expr.Printer;
import arignote.expr.TensorType;
import arignote.grad.Gradients;
import arignote.run.Interpreter;
import arignote.run.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a variable was computed from, in order. The gradients of a tape are worked out once for each structure (which
 * operations on which, whatever the values and lengths); a later tape of the same structure looks them up.
 */
final class Tape {
    /** One recorded operation: what was done, with the entries at which places, and whether it collects gradients. */
    private record Step(Op op, TensorType type, List<Integer> from, boolean collects) {}

    private static final int KEPT = 256;

    private static final Map<List<Step>, Interpreter> GRADIENTS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Step>, Interpreter> eldest) {
            return size() > KEPT;
        }
    };

    private Tape() {}

    static void backward(Variable cost) {
        Map<Variable, Integer> places = new IdentityHashMap<>();
        List<Variable> order = order(cost, places);
        List<Variable> parameters = order.stream().filter(Variable::collects).toList();
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("backward() found no parameter that " + Printer.quoted(cost.expr())
                    + " was computed from; make one by Variable.parameter(value, name)");
        }
        List<Step> structure = new ArrayList<>();
        for (Variable v : order) {
            List<Integer> from = v.from().stream().map(places::get).toList();
            structure.add(new Step(v.expr().op(), v.expr().type(), from, v.collects()));
        }
        Interpreter gradients;
        synchronized (GRADIENTS) {
            gradients = GRADIENTS.get(structure);
            if (gradients == null) {
                List<Expr> known = order.stream().map(Variable::expr).toList();
                List<Expr> wrt = parameters.stream().map(Variable::expr).toList();
                gradients = new Interpreter(known, Gradients.of(cost.expr(), wrt));
                GRADIENTS.put(structure, gradients);
            }
        }
        List<Tensor> results =
                gradients.run(order.stream().map(Variable::tensor).toList());
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).collect(results.get(i));
        }
    }

    /** Everything that {@code root} was computed from, arguments first. */
    private static List<Variable> order(Variable root, Map<Variable, Integer> places) {
        List<Variable> order = new ArrayList<>();
        Deque<Variable> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Variable v = open.peek();
            boolean ready = true;
            if (!places.containsKey(v)) {
                for (Variable arg : v.from()) {
                    if (!places.containsKey(arg)) {
                        open.push(arg);
                        ready = false;
                    }
                }
            }
            if (ready) {
                open.pop();
                if (places.putIfAbsent(v, order.size()) == null) {
                    order.add(v);
                }
            }
        }
        return order;
    }
}
