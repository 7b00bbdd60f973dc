package arignote.compile;

import arignote.Expr;
import arignote.compile.lower.Lengths;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A computation in stages: generated code computes what a library needs ({@link Op.Array}), the library computes, generated
 * code goes on. A length that follows only from computed numbers ends a stage too: the next one finds it as an input.
 *
 * <p>A value is computed in one stage. What a stage has computed on its way and a later one needs is handed on; views
 * cost nothing and are taken anew.
 */
final class Stages {
    /**
     * Generated code.
     *
     * @param results what it computes
     * @param roots the same in terms of inputs, shared variables and the {@linkplain #value values} of other stages
     */
    record Stage(List<Expr> results, List<Expr> roots) {}

    private final Map<Expr, Integer> levels;
    private final Map<Expr, Expr> values = new IdentityHashMap<>();
    private final Map<Expr, Expr> replaced = new IdentityHashMap<>(); // those that later stages do not compute anew
    private final List<Object> steps = new ArrayList<>();
    private final Stage last;

    /** @param roots what is to be computed at last */
    Stages(List<Expr> roots) {
        List<Expr> order = Graphs.topological(roots);
        Set<Expr> asked = asked(order);
        levels = levels(order);
        int count = levels.values().stream().mapToInt(n -> n).max().orElse(0);
        for (int k = 0; k < count; k++) {
            int now = k;
            List<Expr> results = asked.stream()
                    .filter(e -> levels.get(e) == now && !values.containsKey(e))
                    .toList();
            add(handedOn(order, results));
            order.stream()
                    .filter(e -> e.op() instanceof Op.Array && levels.get(e) == now + 1)
                    .forEach(e -> {
                        steps.add(e);
                        know(e);
                    });
        }
        last = new Stage(roots, Graphs.replace(roots, replaced));
    }

    /** Whether anything is computed by a library, or a length follows from computed numbers. */
    static boolean areNeeded(List<Expr> roots) {
        return Graphs.topological(roots).stream()
                .anyMatch(e -> e.op() instanceof Op.Array || !unknownNumbers(e).isEmpty());
    }

    /** The largest parts of a computation that no library and no computed length has a part in. */
    static List<Expr> withoutLibraries(List<Expr> roots) {
        List<Expr> order = Graphs.topological(roots);
        Map<Expr, Integer> levels = levels(order);
        Set<Expr> read = Collections.newSetFromMap(new IdentityHashMap<>());
        read.addAll(roots);
        order.stream().filter(e -> levels.get(e) > 0).forEach(e -> read.addAll(e.args()));
        return order.stream()
                .filter(e -> levels.get(e) == 0 && read.contains(e) && !e.op().isLeaf())
                .toList();
    }

    /** {@link Stage}s, and expressions that a library computes, in order. */
    List<Object> steps() {
        return steps;
    }

    /** What is computed in the end. */
    Stage last() {
        return last;
    }

    /** The input by which later stages know a value. */
    Expr value(Expr e) {
        return values.get(e);
    }

    private void add(List<Expr> results) {
        if (!results.isEmpty()) {
            steps.add(new Stage(results, Graphs.replace(results, replaced)));
            results.forEach(this::know);
        }
    }

    private void know(Expr e) {
        Expr value = Build.input(e.name(), e.type());
        values.put(e, value);
        if (!isLength(e)) {
            replaced.put(e, value);
        }
    }

    /** Whether this follows from lengths: then each stage finds it by itself, and knows what it is equal to. */
    private static boolean isLength(Expr e) {
        return e.type().dtype().isInteger()
                && e.type().rank() <= 1
                && !(e.op() instanceof Op.Array)
                && Lengths.isKnown(e);
    }

    /** The stages in which values can be computed first; for what a library computes, those that have them first. */
    private static Map<Expr, Integer> levels(List<Expr> order) {
        Map<Expr, Integer> levels = new IdentityHashMap<>();
        for (Expr e : order) {
            int level = e.args().stream().mapToInt(levels::get).max().orElse(0);
            for (Expr number : unknownNumbers(e)) {
                level = Math.max(level, levels.get(number) + 1);
            }
            levels.put(e, e.op() instanceof Op.Array ? level + 1 : level);
        }
        return levels;
    }

    /** What has to be computed before a stage ends. */
    private static Set<Expr> asked(List<Expr> order) {
        Set<Expr> asked = new LinkedHashSet<>();
        for (Expr e : order) {
            List<Expr> needed = e.op() instanceof Op.Array ? e.args() : unknownNumbers(e);
            needed.stream()
                    .filter(n -> !n.op().isLeaf() && !(n.op() instanceof Op.Array))
                    .forEach(asked::add);
        }
        return asked;
    }

    /** The arguments that decide about lengths, and are known only when they have been computed. */
    private static List<Expr> unknownNumbers(Expr e) {
        List<Expr> args = e.args();
        List<Expr> numbers = new ArrayList<>();
        if (e.op() instanceof Op.Reshape
                || e.op() instanceof Op.BroadcastTo
                || e.op() instanceof Op.SumTo
                || e.op() instanceof Op.Place) {
            numbers.add(args.get(1));
        }
        if (e.op() instanceof Op.Iota) {
            numbers.add(args.get(0));
        }
        if (e.op() instanceof Op.Part p) {
            numbers.addAll(bounds(p.along(), args.subList(1, args.size())));
        }
        if (e.op() instanceof Op.Place p) {
            numbers.addAll(bounds(p.along(), args.subList(2, args.size())));
        }
        return numbers.stream().filter(n -> !Lengths.isKnown(n)).toList();
    }

    private static List<Expr> bounds(List<Along> along, List<Expr> numbers) {
        List<Expr> bounds = new ArrayList<>();
        for (Along.Axis<Expr> axis : Along.axes(along, numbers)) {
            if (axis.along() instanceof Along.Slice) {
                Arrays.asList(axis.at(), axis.stop()).stream()
                        .filter(n -> n != null)
                        .forEach(bounds::add);
            }
        }
        return bounds;
    }

    /** {@code results}, and what is computed on the way to them and needed elsewhere. */
    private List<Expr> handedOn(List<Expr> order, List<Expr> results) {
        Set<Expr> here = Collections.newSetFromMap(new IdentityHashMap<>());
        here.addAll(Graphs.topological(results, values.keySet()));
        Set<Expr> elsewhere = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Expr> all = new LinkedHashSet<>(results);
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr e = order.get(i);
            boolean anew = isView(e) || e.op().isLeaf() || isLength(e) || isComparison(e);
            if (here.contains(e) && elsewhere.contains(e) && !anew) {
                all.add(e);
            }
            boolean again = !here.contains(e) || anew && elsewhere.contains(e);
            if (again && !values.containsKey(e)) {
                elsewhere.addAll(e.args());
            }
        }
        return List.copyOf(all);
    }

    private static boolean isView(Expr e) {
        return e.op().movesElements() && !(e.op() instanceof Op.Gather);
    }

    /** Whether this compares what later stages know in any case: they read that instead of a bool, and loops with bools have no vectors. */
    private boolean isComparison(Expr e) {
        return e.type().dtype() == DType.BOOL
                && e.op() instanceof Op.Elementwise
                && e.args().stream().allMatch(this::isKnown);
    }

    private boolean isKnown(Expr e) {
        return e.op().isLeaf()
                || values.containsKey(e)
                || isView(e) && e.args().stream().allMatch(this::isKnown);
    }
}
