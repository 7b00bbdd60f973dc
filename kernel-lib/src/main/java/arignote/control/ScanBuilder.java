package arignote.control;

import arignote.Expr;
import arignote.Scan;
import arignote.Shared;
import arignote.Update;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;
import arignote.expr.Shaping;
import arignote.expr.Turn;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a {@link Loop} of what a reader has said of it. */
public final class ScanBuilder {
    /** The outputs, and the new values of shared variables. */
    public record Made(List<Expr> outputs, List<Update> updates) {}

    private record Sequence(Expr array, int[] taps) {}

    /** @param first the value before the first step; with several steps' values, along its first axis */
    private record State(Expr first, int[] taps) {
        int depth() {
            return -Arrays.stream(taps).min().orElse(-1);
        }

        /** Whether the first values of several steps are given along an axis. */
        boolean isDeep() {
            return taps.length > 1 || taps[0] < -1;
        }
    }

    private final List<Sequence> sequences = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private Expr steps;
    private boolean backwards;
    private int truncated = -1;

    /** Goes over a sequence. */
    public void sequence(Expr array, int... taps) {
        if (Operands.there("the sequence of scan", array).type().rank() == 0) {
            throw new IllegalArgumentException("scan goes over the first axis of a sequence, but "
                    + Printer.quoted(array) + " is " + array.type().described());
        }
        if (taps.length == 0) {
            throw new IllegalArgumentException("a sequence of scan has at least one tap, usually 0");
        }
        sequences.add(new Sequence(array, taps.clone()));
    }

    /** Carries a state. */
    public void state(Object first, int... taps) {
        if (taps.length == 0 || Arrays.stream(taps).anyMatch(t -> t >= 0)) {
            throw new IllegalArgumentException(
                    "the taps of a state are steps before: -1, or -2 and -1; not " + Arrays.toString(taps));
        }
        State s = new State(Build.expression("state", first), taps.clone());
        if (s.isDeep() && s.first.type().rank() == 0) {
            throw new IllegalArgumentException("a state with the taps " + Arrays.toString(taps) + " begins with "
                    + s.depth() + " values along a first axis, but " + Printer.quoted(s.first) + " is "
                    + s.first.type().described());
        }
        states.add(s);
    }

    /** Takes so many steps. */
    public void steps(Object n) {
        steps = Build.expression("steps", n);
        if (steps.type().rank() != 0 || !steps.type().dtype().isInteger()) {
            throw new IllegalArgumentException("the number of steps of scan is a whole number, but "
                    + Printer.quoted(steps) + " is " + steps.type().described());
        }
    }

    /** Goes over the sequences from their ends. */
    public void backwards() {
        backwards = true;
    }

    /** Lets gradients go back through so many steps at most. */
    public void truncateGradient(int n) {
        if (n < -1) {
            throw new IllegalArgumentException("gradients go back through 0 or more steps, or -1: all; not " + n);
        }
        truncated = n;
    }

    /** @throws IllegalArgumentException if a step that reads so many values does not fit */
    public void needs(int values) {
        int there = sequences.stream().mapToInt(s -> s.taps.length).sum()
                + states.stream().mapToInt(s -> s.taps.length).sum();
        if (there != values) {
            throw new IllegalArgumentException(
                    "a step of this scan reads " + there + (there == 1 ? " value" : " values")
                            + " (sequences, then states, each tap by itself), and the function takes " + values);
        }
    }

    // The loop

    /** The loop, by a step from the values that it reads to an expression, a list of them, or {@link Scan#until}. */
    public Made step(Function<List<Expr>, Object> step) {
        Expr n = count();
        List<Expr> inputs = new ArrayList<>(); // of the body: elements, then states, all of one step before
        List<Expr> arguments = new ArrayList<>();
        List<Expr> read = new ArrayList<>();
        for (Sequence s : sequences) {
            for (int tap : s.taps) {
                Expr element = Build.input(
                        s.array.name(), s.array.type().withRank(s.array.type().rank() - 1));
                inputs.add(element);
                read.add(element);
                arguments.add(shifted(s, tap, n));
            }
        }
        int elements = inputs.size();
        List<List<Expr>> before = new ArrayList<>(); // of each state the value one step before, two steps before …
        for (State s : states) {
            List<Expr> values = new ArrayList<>();
            int rank = s.first.type().rank() - (s.isDeep() ? 1 : 0);
            for (int i = 0; i < s.depth(); i++) {
                values.add(Build.input(s.first.name(), s.first.type().withRank(rank)));
            }
            for (int tap : s.taps) {
                read.add(values.get(-tap - 1));
            }
            before.add(values);
        }
        Results results = new Results(step.apply(List.copyOf(read)), states.size());
        return loop(n, inputs, elements, arguments, before, results);
    }

    private Expr count() {
        if (sequences.isEmpty() && steps == null) {
            throw new IllegalArgumentException(
                    "scan has no sequence to go over; say how many steps it takes: steps(n)");
        }
        Expr n = steps == null ? null : Build.cast(steps, DType.INT64);
        for (Sequence s : sequences) {
            int least = Math.min(0, Arrays.stream(s.taps).min().orElse(0));
            int most = Math.max(0, Arrays.stream(s.taps).max().orElse(0));
            Expr length = Build.length(s.array, 0);
            Expr own = most == least ? length : length.minus((long) most - least);
            if (steps == null) {
                n = n == null ? own : Build.scalar(ScalarOp.MINIMUM, n, own);
            }
        }
        return n;
    }

    /** What a tap of a sequence reads in each step. */
    private Expr shifted(Sequence s, int tap, Expr n) {
        int least = Math.min(0, Arrays.stream(s.taps).min().orElse(0));
        Expr from = tap == least
                ? s.array
                : Build.part(
                        s.array, List.of(new Along.Slice(true, false, 1)), List.of(Build.whole((long) tap - least)));
        if (!backwards) {
            return from;
        }
        int most = Math.max(0, Arrays.stream(s.taps).max().orElse(0));
        Expr used = most == tap
                ? from
                : Build.part(from, List.of(new Along.Slice(false, true, 1)), List.of(Build.whole((long) tap - most)));
        return Build.part(used, List.of(new Along.Slice(false, false, -1)), List.of());
    }

    private Made loop(
            Expr n, List<Expr> inputs, int elements, List<Expr> arguments, List<List<Expr>> before, Results results) {
        List<Expr> news = new ArrayList<>(); // the new value of each state of the loop
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            State s = states.get(i);
            List<Expr> values = before.get(i);
            shown.add(news.size());
            for (int back = 0; back < values.size(); back++) {
                inputs.add(values.get(back));
                arguments.add(
                        s.isDeep() ? Build.index(s.first, List.of(Build.whole((long) s.depth() - 1 - back))) : s.first);
                news.add(back == 0 ? fitting(results.values.get(i), values.get(0), s.first) : values.get(back - 1));
            }
        }
        List<Shared> changed = changed(results.all());
        for (Shared s : changed) {
            Expr own = Build.input(s.name(), s.type());
            inputs.add(own);
            arguments.add(s);
            news.add(own);
        }
        int states = news.size();
        List<Expr> body = new ArrayList<>(news);
        for (int i = 0; i < changed.size(); i++) {
            body.set(states - changed.size() + i, changed.get(i).defaultUpdate());
        }
        body.addAll(results.values.subList(this.states.size(), results.values.size()));
        if (results.ends != null) {
            body.add(results.ends);
        }
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (int i = 0; i < changed.size(); i++) {
            by.put(changed.get(i), news.get(states - changed.size() + i));
        }
        List<Expr> replaced = Graphs.replace(body, by);
        Capture c = Capture.ofLoop(inputs, replaced);
        Hoisted h = Hoisted.products(
                pairs(inputs.subList(0, elements), arguments), pairs(c.inputs(), c.outside()), c.inside());
        inputs.addAll(elements, h.inputs());
        arguments.addAll(elements, h.values());
        inputs.addAll(c.inputs());
        Turn turn = new Turn(elements + h.inputs().size(), states, false, false, results.ends != null);
        Loop loop = Loop.of(inputs, h.body(), turn, truncated);
        List<Expr> args = new ArrayList<>(List.of(n));
        args.addAll(arguments);
        args.addAll(c.outside());
        List<Expr> outputs = new ArrayList<>();
        shown.forEach(k -> outputs.add(loop.expression(k, args)));
        for (int k = states; k < loop.asked(); k++) {
            outputs.add(loop.expression(k, args));
        }
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            Expr left = loop.expression(states - changed.size() + i, args);
            Shared own = changed.get(i);
            // after no step it is what it was
            Expr values = Shaping.concatenate("scan", 0, List.of(Shaping.expandDims(own, 0), left));
            updates.add(new Update(own, Build.index(values, List.of(Build.whole(-1)))));
        }
        return new Made(List.copyOf(outputs), List.copyOf(updates));
    }

    private static Map<Expr, Expr> pairs(List<Expr> keys, List<Expr> values) {
        Map<Expr, Expr> pairs = new IdentityHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.put(keys.get(i), values.get(i));
        }
        return pairs;
    }

    /** Shared variables that each use is to change, as the states of random streams. */
    private static List<Shared> changed(List<Expr> body) {
        List<Shared> changed = new ArrayList<>();
        for (Expr e : Graphs.topological(body)) {
            if (e instanceof Shared s && s.defaultUpdate() != null) {
                changed.add(s);
            }
        }
        return changed;
    }

    /** The new value of a state in exactly the type of the one before. */
    private static Expr fitting(Expr value, Expr before, Expr first) {
        if (value.type().rank() != before.type().rank()
                || !before.type().dtype().accepts(value.type().dtype())) {
            List<String> both = Printer.quoted(List.of(first, value));
            throw new IllegalArgumentException("a state of scan keeps its type: it begins with " + both.get(0) + ", "
                    + before.type().described() + " in each step, and a step makes " + both.get(1) + " of it, "
                    + value.type().described() + "; cast or reshape one of them");
        }
        return Build.cast(value, before.type().dtype());
    }

    /** What a step has returned. */
    private static final class Results {
        final List<Expr> values = new ArrayList<>();
        Expr ends;

        Results(Object returned, int states) {
            Object given = returned;
            if (given instanceof Scan.Until u) {
                ends = Build.cast(Build.expression("until", u.condition()), DType.BOOL);
                if (ends.type().rank() != 0) {
                    throw new IllegalArgumentException("until decides by one number or bool, but "
                            + Printer.quoted(ends) + " is " + ends.type().described());
                }
                given = u.results();
            }
            List<?> all = given instanceof List<?> l ? l : given instanceof Object[] a ? Arrays.asList(a) : null;
            if (all == null) {
                all = given == null ? List.of() : List.of(given);
            }
            all.forEach(v -> values.add(Build.expression("the step of scan", v)));
            if (values.isEmpty() || values.size() < states) {
                throw new IllegalArgumentException("a step of this scan returns the new value of each of its " + states
                        + " states first, and this one returns " + values.size());
            }
        }

        List<Expr> all() {
            List<Expr> all = new ArrayList<>(values);
            if (ends != null) {
                all.add(ends);
            }
            return all;
        }
    }
}
