package arignote.control;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

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
    private final List<Expr> results; // of the backward loop, all turns
    private final List<Integer> elements = new ArrayList<>(); // sequences that have a gradient
    private final List<Integer> before = new ArrayList<>(); // states that have one
    private final List<Integer> fixed = new ArrayList<>(); // what stays and has one

    BackwardLoop(Loop loop, int k, Expr e, Expr g) {
        this.loop = loop;
        this.e = e;
        args = e.args();
        Expr all = Build.length(e, 0);
        turns = loop.truncated < 0 ? all : Build.scalar(ScalarOp.MINIMUM, all, Build.whole(loop.truncated));
        for (int i = 0; i < loop.states; i++) {
            Expr first = args.get(1 + loop.sequences + i);
            Expr left = loop.expression(i, args);
            Expr behind = Build.part(left, List.of(new Along.Slice(false, true, 1)), List.of(Build.whole(-1)));
            readBefore.add(previous(first, behind, all));
        }
        results = backwards(k, g);
    }

    /** The first value, then what each turn but the last has left; of no turns, nothing. */
    private static Expr previous(Expr first, Expr left, Expr turns) {
        List<Integer> pattern = new ArrayList<>(List.of(-1));
        for (int axis = 0; axis < first.type().rank(); axis++) {
            pattern.add(axis);
        }
        Expr one = Build.dimshuffle(first, pattern);
        return Expr.of(new arignote.expr.Op.Array(new Behind()), List.of(one, left, turns));
    }

    private static boolean hasGradient(Expr e) {
        return e.type().dtype().isFloat();
    }

    /** The inputs of the forward body, new ones for the backward body. */
    private static List<Expr> copies(List<Expr> inputs) {
        return inputs.stream().map(i -> Build.input(i.name(), i.type())).toList();
    }

    private List<Expr> backwards(int k, Expr g) {
        List<Expr> forward = copies(loop.inputs);
        java.util.Map<Expr, Expr> by = new java.util.IdentityHashMap<>();
        for (int i = 0; i < forward.size(); i++) {
            by.put(loop.inputs.get(i), forward.get(i));
        }
        List<Expr> computed = arignote.expr.Graphs.replace(loop.results, by);
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
        return run(g, forward, slope, later, wrt, found);
    }

    private static Expr found(Expr input, List<Expr> wrt, List<Expr> found) {
        for (int i = 0; i < wrt.size(); i++) {
            if (wrt.get(i) == input) {
                return found.get(i);
            }
        }
        return null;
    }

    private List<Expr> run(Expr g, List<Expr> forward, Expr slope, List<Expr> later, List<Expr> wrt, List<Expr> found) {
        List<Expr> states = new ArrayList<>(later);
        List<Expr> firsts = new ArrayList<>();
        List<Expr> news = new ArrayList<>();
        for (int i : before) {
            Expr own = forward.get(loop.sequences + i);
            Expr by = found(own, wrt, found);
            firsts.add(Build.filled(args.get(1 + loop.sequences + i), 0));
            news.add(by == null ? Build.filled(own, 0) : by);
        }
        for (int i = loop.sequences + loop.states; i < forward.size(); i++) {
            Expr by = found(forward.get(i), wrt, found);
            if (by != null) {
                Expr sum = Build.input(null, forward.get(i).type());
                states.add(sum);
                firsts.add(Build.filled(args.get(1 + i), 0));
                news.add(sum.plus(by));
                fixed.add(i);
            }
        }
        List<Expr> others = new ArrayList<>();
        for (int i = 0; i < loop.sequences; i++) {
            Expr by = found(forward.get(i), wrt, found);
            if (by != null) {
                others.add(by);
                elements.add(i);
            }
        }
        List<Expr> inputs = new ArrayList<>(forward.subList(0, loop.sequences + loop.states));
        inputs.add(slope);
        int sequences = inputs.size();
        inputs.addAll(states);
        inputs.addAll(forward.subList(loop.sequences + loop.states, forward.size()));
        news.addAll(others);
        Loop backward = new Loop(inputs, sequences, states.size(), news, false, -1, true);

        List<Expr> given = new ArrayList<>(List.of(turns));
        for (int i = 0; i < loop.sequences; i++) {
            given.add(reversed(args.get(1 + i)));
        }
        readBefore.forEach(b -> given.add(reversed(b)));
        given.add(reversed(g));
        given.addAll(firsts);
        given.addAll(args.subList(1 + loop.sequences + loop.states, args.size()));
        List<Expr> all = new ArrayList<>();
        for (int i = 0; i < backward.kept(); i++) {
            all.add(backward.expression(i, given));
        }
        return all;
    }

    /** The first so many elements as there are turns, the last one first. */
    private Expr reversed(Expr sequence) {
        Expr all = Build.part(sequence, List.of(new Along.Slice(false, true, 1)), List.of(Build.length(e, 0)));
        return Build.part(all, List.of(new Along.Slice(false, false, -1)), List.of());
    }

    List<Expr> byArguments() {
        List<Expr> by = Loop.nothing(args.size());
        int next = 0;
        for (int i : before) {
            by.set(1 + loop.sequences + i, results.get(next++));
        }
        for (int i : fixed) {
            by.set(1 + i, results.get(next++));
        }
        for (int i : elements) {
            Expr turned = Build.part(results.get(next++), List.of(new Along.Slice(false, false, -1)), List.of());
            Expr sequence = args.get(1 + i);
            Expr end = Build.length(e, 0);
            Expr start = end.minus(turns);
            by.set(
                    1 + i,
                    Build.place(
                            turned,
                            sequence,
                            List.of(new Along.Slice(true, true, 1)),
                            List.of(Build.cast(start, DType.INT64), end)));
        }
        return by;
    }
}
