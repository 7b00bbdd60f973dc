package arignote.control;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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
    private final List<Expr> forward; // the inputs of the forward body, new ones for this one
    private final Map<Expr, Expr> found = new IdentityHashMap<>(); // the gradients by these in one turn

    // the body: what it reads of sequences, its states with their first values and their new ones, its other results
    private final List<Expr> read;
    private final List<Expr> states = new ArrayList<>();
    private final List<Expr> firsts = new ArrayList<>();
    private final List<Expr> news = new ArrayList<>();
    private final List<Expr> others = new ArrayList<>();

    // what results are for: arguments of the forward loop, by their places
    private final List<Integer> ofStates = new ArrayList<>();
    private final List<Integer> ofOthers = new ArrayList<>();
    private final Map<Integer, List<SummedProduct>> products = new TreeMap<>();

    private final List<Expr> kept =
            new ArrayList<>(); // what turns of the forward loop have computed and this one reads
    private final List<Expr> gradients; // by each argument

    BackwardLoop(Loop loop, int k, Expr e, Expr g) {
        this.loop = loop;
        this.e = e;
        args = e.args();
        Expr all = Build.length(e, 0);
        turns = loop.truncated < 0 ? all : Build.scalar(ScalarOp.MINIMUM, all, Build.whole(loop.truncated));
        forward = loop.inputs.stream().map(i -> Build.input(i.name(), i.type())).toList();
        read = new ArrayList<>(forward.subList(0, stays()));
        gradients = Loop.nothing(args.size());
        turn(k);
        passOn();
        addUp();
        ofElements();
        run(g, all);
    }

    /** Where what stays begins among the inputs of the forward body. */
    private int stays() {
        return loop.sequences + loop.states;
    }

    private static boolean hasGradient(Expr e) {
        return e.type().dtype().isFloat();
    }

    /** The gradients in one turn, of result {@code k}, which the body reads, and of the states, which the turn has left. */
    private void turn(int k) {
        Map<Expr, Expr> copy = new IdentityHashMap<>();
        for (int i = 0; i < forward.size(); i++) {
            copy.put(loop.inputs.get(i), forward.get(i));
        }
        List<Expr> costly = costly();
        List<Expr> all = Graphs.replace(joined(List.of(loop.results, costly)), copy);
        List<Expr> computed = all.subList(0, loop.results.size());
        Expr slope = Build.input(null, loop.results.get(k).type());
        read.add(slope);
        List<Expr> slopes = Loop.nothing(computed.size());
        for (int i = 0; i < loop.states; i++) {
            if (hasGradient(loop.results.get(i))) {
                Expr later = Build.input(null, loop.results.get(i).type());
                states.add(later);
                slopes.set(i, i == k ? later.plus(slope) : later);
            }
        }
        if (k >= loop.states) {
            slopes.set(k, slope);
        }
        List<Expr> wrt = forward.stream().filter(BackwardLoop::hasGradient).toList();
        List<Expr> by = Vjp.of(computed, slopes, wrt);
        for (int i = 0; i < wrt.size(); i++) {
            if (by.get(i) != null) {
                found.put(wrt.get(i), by.get(i));
            }
        }
        keep(costly, all.subList(loop.results.size(), all.size()));
    }

    /** What a turn of the forward loop computes and would take long to be computed once more, or is there anyhow. */
    private List<Expr> costly() {
        return Graphs.topological(loop.results).stream()
                .filter(n -> !n.op().isLeaf() && hasGradient(n))
                .filter(n -> loop.results.contains(n)
                        || n.op() instanceof Op.Dot
                        || n.op() instanceof Op.Array
                        || n.type().rank() == 0
                                && n.op() instanceof Op.Elementwise w
                                && w.op().cost() != ScalarOp.Cost.BASIC)
                .toList();
    }

    /**
     * Lets gradients read what the forward loop keeps.
     *
     * @param costly in terms of the forward loop's inputs
     * @param copies the same in terms of this one's
     */
    private void keep(List<Expr> costly, List<Expr> copies) {
        Map<Expr, Expr> by = new IdentityHashMap<>();
        Set<Expr> needed = identitySet(found.values());
        Graphs.topological(List.copyOf(found.values()), identitySet(copies)).forEach(n -> needed.addAll(n.args()));
        for (int i = 0; i < copies.size(); i++) {
            if (needed.contains(copies.get(i))) {
                Expr input = Build.input(costly.get(i).name(), costly.get(i).type());
                by.put(copies.get(i), input);
                read.add(input);
                kept.add(loop.expression(loop.keep(costly.get(i)), args));
            }
        }
        List<Expr> wrt = List.copyOf(found.keySet());
        List<Expr> now = Graphs.replace(wrt.stream().map(found::get).toList(), by);
        for (int i = 0; i < now.size(); i++) {
            found.put(wrt.get(i), now.get(i));
        }
    }

    private static Set<Expr> identitySet(Collection<Expr> all) {
        Set<Expr> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(all);
        return set;
    }

    /** The gradients by the states, which turns pass on. */
    private void passOn() {
        for (int i = loop.sequences; i < stays(); i++) {
            Expr state = forward.get(i);
            if (hasGradient(loop.results.get(i - loop.sequences))) {
                Expr by = found.get(state);
                firsts.add(Build.filled(args.get(1 + i), 0));
                news.add(by == null ? Build.filled(state, 0) : by);
                ofStates.add(1 + i);
            }
        }
    }

    /** The gradients by what stays, which turns add to; of products the factors are kept instead. */
    private void addUp() {
        Set<Expr> varies =
                Capture.varying(joined(List.of(read, states)), Graphs.topological(List.copyOf(found.values())));
        for (int i = stays(); i < forward.size(); i++) {
            Expr fixed = forward.get(i);
            Expr outside = args.get(1 + i);
            Expr by = found.get(fixed);
            if (by == null) {
                continue;
            }
            List<Expr> terms = new ArrayList<>(SummedProduct.terms(by).toList());
            products.put(1 + i, SummedProduct.takenOut(terms, varies, fixed, outside));
            if (!terms.isEmpty()) {
                Expr sum = Build.input(null, fixed.type());
                states.add(sum);
                firsts.add(Build.filled(outside, 0));
                news.add(sum.plus(terms.stream().reduce(Expr::plus).orElseThrow()));
                ofStates.add(1 + i);
            }
        }
    }

    /** The gradients by elements of sequences, and the factors that are read from nowhere. */
    private void ofElements() {
        for (int i = 0; i < loop.sequences; i++) {
            Expr by = found.get(forward.get(i));
            if (by != null) {
                others.add(by);
                ofOthers.add(1 + i);
            }
        }
        products.values().stream()
                .flatMap(List::stream)
                .flatMap(p -> p.product().args().stream())
                .filter(factor -> !read.contains(factor) && !others.contains(factor))
                .forEach(others::add);
    }

    private void run(Expr g, Expr all) {
        List<Expr> fixed = forward.subList(stays(), forward.size());
        List<Expr> outside = args.subList(1 + stays(), args.size());
        Map<Expr, Expr> known = new IdentityHashMap<>();
        for (int i = 0; i < fixed.size(); i++) {
            known.put(fixed.get(i), outside.get(i));
        }
        Hoisted turned = Hoisted.turned(known, joined(List.of(news, others)));
        Turn turn = new Turn(read.size(), states.size(), true, !loop.turn.backwards(), false);
        List<Expr> inputs = joined(List.of(read, states, fixed, turned.inputs()));
        Loop backward = Loop.of(inputs, turned.body(), turn, -1);

        List<Expr> sequences = new ArrayList<>(args.subList(1, 1 + loop.sequences));
        for (int i = 0; i < loop.states; i++) {
            Expr first = args.get(1 + loop.sequences + i);
            sequences.add(previous(first, loop.expression(i, args), all));
        }
        sequences.add(g);
        sequences.addAll(kept);
        List<Expr> elements = sequences.stream().map(this::last).toList();
        List<Expr> given = joined(List.of(List.of(turns), elements, firsts, outside, turned.values()));

        for (int k = 0; k < ofStates.size(); k++) {
            gradients.set(ofStates.get(k), backward.expression(k, given));
        }
        for (int k = 0; k < ofOthers.size(); k++) {
            int i = ofOthers.get(k);
            gradients.set(i, placed(backward.expression(states.size() + k, given), args.get(i)));
        }
        UnaryOperator<Expr> ofAllTurns = factor -> read.contains(factor)
                ? exactly(elements.get(read.indexOf(factor)))
                : backward.expression(states.size() + others.indexOf(factor), given);
        products.forEach((i, some) -> some.forEach(p -> {
            Expr sum = p.sum(ofAllTurns);
            gradients.set(i, gradients.get(i) == null ? sum : gradients.get(i).plus(sum));
        }));
    }

    private static List<Expr> joined(List<List<Expr>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    /** The first value, then what each turn but the last has left; of no turns, nothing. */
    private Expr previous(Expr first, Expr left, Expr turns) {
        List<Integer> pattern = new ArrayList<>(List.of(-1));
        for (int axis = 0; axis < first.type().rank(); axis++) {
            pattern.add(axis);
        }
        Expr one = Build.dimshuffle(first, pattern);
        return Expr.of(new Op.Array(new Behind(loop.turn.backwards())), List.of(one, left, turns));
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
