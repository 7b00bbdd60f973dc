package arignote.control;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The gradient of a loop is a loop in the opposite direction. A turn reads what the forward turn has read, and the gradient by
 * the states as later turns have left it; it passes on the gradient by the states before, adds to the gradients by what
 * stays, and gives the gradients by the elements of sequences. It is a loop like others, and so has gradients itself.
 */
final class BackwardLoop {
    private final Loop loop;
    private final Expr e;
    private final List<Expr> args;
    private final Expr turns; // that gradients go through
    private final List<Expr> readBefore = new ArrayList<>(); // the values of states that each forward turn has read
    private final List<Integer> before = new ArrayList<>(); // states that have a gradient
    private final List<Expr> gradients; // by each argument

    BackwardLoop(Loop loop, int k, Expr e, Expr g) {
        this.loop = loop;
        this.e = e;
        args = e.args();
        Expr all = Build.length(e, 0);
        turns = loop.truncated < 0 ? all : Build.scalar(ScalarOp.MINIMUM, all, Build.whole(loop.truncated));
        for (int i = 0; i < loop.states; i++) {
            Expr first = args.get(1 + loop.sequences + i);
            Expr left = loop.expression(i, args);
            readBefore.add(previous(first, left, all));
        }
        gradients = Loop.nothing(args.size());
        backwards(k, g);
    }

    /** The first value, then what each turn but the last has left; of no turns, nothing. */
    private Expr previous(Expr first, Expr left, Expr turns) {
        List<Integer> pattern = new ArrayList<>(List.of(-1));
        for (int axis = 0; axis < first.type().rank(); axis++) {
            pattern.add(axis);
        }
        Expr one = Build.dimshuffle(first, pattern);
        return Expr.of(new Op.Array(new Behind(loop.backwards)), List.of(one, left, turns));
    }

    private static boolean hasGradient(Expr e) {
        return e.type().dtype().isFloat();
    }

    /** The inputs of the forward body, new ones for the backward body. */
    private static List<Expr> copies(List<Expr> inputs) {
        return inputs.stream().map(i -> Build.input(i.name(), i.type())).toList();
    }

    private void backwards(int k, Expr g) {
        List<Expr> forward = copies(loop.inputs);
        Map<Expr, Expr> copy = new IdentityHashMap<>();
        for (int i = 0; i < forward.size(); i++) {
            copy.put(loop.inputs.get(i), forward.get(i));
        }
        List<Expr> computed = Graphs.replace(loop.results, copy);
        Expr slope = Build.input(null, loop.results.get(k).type());
        List<Expr> later = new ArrayList<>(); // gradients by the states that the turn has left
        List<Expr> slopes = Loop.nothing(computed.size());
        for (int i = 0; i < loop.states; i++) {
            if (hasGradient(loop.results.get(i))) {
                Expr own = Build.input(null, loop.results.get(i).type());
                later.add(own);
                before.add(i);
                slopes.set(i, i == k ? own.plus(slope) : own);
            }
        }
        if (k >= loop.states) {
            slopes.set(k, slope);
        }
        List<Expr> wrt = forward.stream().filter(BackwardLoop::hasGradient).toList();
        List<Expr> found = Vjp.of(computed, slopes, wrt);
        run(g, forward, slope, later, wrt, found);
    }

    private static Expr found(Expr input, List<Expr> wrt, List<Expr> found) {
        for (int i = 0; i < wrt.size(); i++) {
            if (wrt.get(i) == input) {
                return found.get(i);
            }
        }
        return null;
    }

    private void run(Expr g, List<Expr> forward, Expr slope, List<Expr> later, List<Expr> wrt, List<Expr> found) {
        int own = loop.sequences + loop.states;
        List<Expr> inputs = new ArrayList<>(forward.subList(0, own));
        inputs.add(slope);
        int sequences = inputs.size();
        List<Expr> varying = new ArrayList<>(inputs);
        varying.addAll(later);
        Set<Expr> varies = Capture.varying(
                varying,
                Graphs.topological(found.stream().filter(Objects::nonNull).toList()));

        List<Expr> states = new ArrayList<>(later);
        List<Expr> firsts = new ArrayList<>();
        List<Expr> news = new ArrayList<>();
        for (int i : before) {
            Expr state = forward.get(loop.sequences + i);
            Expr by = found(state, wrt, found);
            firsts.add(Build.filled(args.get(1 + loop.sequences + i), 0));
            news.add(by == null ? Build.filled(state, 0) : by);
        }
        List<Integer> summed = new ArrayList<>(); // what stays, with a gradient that is summed turn by turn
        Map<Integer, List<SummedProduct>> products = new TreeMap<>();
        List<Expr> others = new ArrayList<>();
        for (int i = own; i < forward.size(); i++) {
            Expr by = found(forward.get(i), wrt, found);
            if (by == null) {
                continue;
            }
            List<Expr> terms = new ArrayList<>(SummedProduct.terms(by).toList());
            products.put(i, SummedProduct.takenOut(terms, varies, forward.get(i), args.get(1 + i)));
            if (!terms.isEmpty()) {
                Expr sum = Build.input(null, forward.get(i).type());
                states.add(sum);
                firsts.add(Build.filled(args.get(1 + i), 0));
                news.add(sum.plus(terms.stream().reduce(Expr::plus).orElseThrow()));
                summed.add(i);
            }
        }
        List<Integer> elements = new ArrayList<>(); // sequences that have a gradient
        for (int i = 0; i < loop.sequences; i++) {
            Expr by = found(forward.get(i), wrt, found);
            if (by != null) {
                others.add(by);
                elements.add(i);
            }
        }
        products.values().stream()
                .flatMap(List::stream)
                .flatMap(p -> p.product().args().stream())
                .filter(factor -> !inputs.contains(factor) && !others.contains(factor))
                .forEach(others::add);
        int last = states.size();
        Map<Expr, Expr> stays = new IdentityHashMap<>();
        for (int i = own; i < forward.size(); i++) {
            stays.put(forward.get(i), args.get(1 + i));
        }
        news.addAll(others);
        Hoisted hoisted = Hoisted.turned(stays, news);
        inputs.addAll(states);
        inputs.addAll(forward.subList(own, forward.size()));
        inputs.addAll(hoisted.inputs());
        Loop backward = Loop.of(inputs, sequences, last, hoisted.body(), false, -1, true, !loop.backwards);

        List<Expr> given = new ArrayList<>(List.of(turns));
        for (int i = 0; i < loop.sequences; i++) {
            given.add(last(args.get(1 + i)));
        }
        readBefore.forEach(r -> given.add(last(r)));
        given.add(last(g));
        given.addAll(firsts);
        given.addAll(args.subList(1 + own, args.size()));
        given.addAll(hoisted.values());

        for (int k = 0; k < before.size(); k++) {
            gradients.set(1 + loop.sequences + before.get(k), backward.expression(k, given));
        }
        for (int k = 0; k < summed.size(); k++) {
            gradients.set(1 + summed.get(k), backward.expression(before.size() + k, given));
        }
        for (int k = 0; k < elements.size(); k++) {
            gradients.set(
                    1 + elements.get(k), placed(backward.expression(last + k, given), args.get(1 + elements.get(k))));
        }
        products.forEach((i, all) -> all.forEach(p -> {
            Expr sum = p.sum(factor -> inputs.indexOf(factor) < sequences && inputs.contains(factor)
                    ? exactly(given.get(1 + inputs.indexOf(factor)))
                    : backward.expression(last + others.indexOf(factor), given));
            gradients.set(
                    1 + i,
                    gradients.get(1 + i) == null ? sum : gradients.get(1 + i).plus(sum));
        }));
    }

    /** The elements that gradients go through, and maybe more behind them. */
    private Expr last(Expr sequence) {
        return loop.truncated < 0
                ? sequence
                : Build.part(
                        sequence,
                        List.of(new Along.Slice(true, true, 1)),
                        List.of(Build.length(e, 0).minus(turns), Build.length(e, 0)));
    }

    /** No more elements than these. */
    private Expr exactly(Expr sequence) {
        return Build.part(sequence, List.of(new Along.Slice(false, true, 1)), List.of(turns));
    }

    /** The gradient by a sequence, of gradients by the elements that there are some for. */
    private Expr placed(Expr elements, Expr sequence) {
        return Expr.of(
                new Op.Array(new Placed()),
                List.of(elements, sequence, Build.cast(Build.length(e, 0).minus(turns), DType.INT64)));
    }

    /** The gradient by each argument; null where there is none. */
    List<Expr> byArguments() {
        return gradients;
    }
}
