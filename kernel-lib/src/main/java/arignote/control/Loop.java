package arignote.control;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Program;
import arignote.expr.Turn;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The body of a loop: what a turn reads, and what it computes of that. A turn reads its element of
 * each sequence, the value of each state that the turn before has left, and what comes from outside and stays.
 */
final class Loop {
    /** Inputs of the body: elements of sequences, then states, then what stays. */
    final List<Expr> inputs;

    final int sequences;
    final int states;
    final Turn turn;

    /**
     * The new value of each state, then other results, then a bool that ends the loop, if there is one. There may become more of the
     * other results: what gradients read.
     */
    final List<Expr> results;

    /** Gradients go back through so many turns at most; -1 through all. */
    final int truncated;

    private final int asked;
    private Loop allTurns; // the same, but for the values of states that all turns have left
    private Program.Looped program;
    private List<HostArray> lastArguments = List.of();
    private HostArray[] lastResults;

    /** Those that somebody still has, by what they compute. */
    private static final Map<List<Object>, WeakReference<Loop>> ALL = new WeakHashMap<>();

    private final List<Object> structure; // which keeps it in the map

    private Loop(List<Expr> inputs, List<Expr> results, Turn turn, int truncated) {
        this.inputs = List.copyOf(inputs);
        this.results = new ArrayList<>(results);
        this.turn = turn;
        this.truncated = truncated;
        sequences = turn.sequences();
        states = turn.states();
        asked = kept();
        structure = structure();
    }

    /**
     * The loop that computes this. It is the same for all that ask for the same, with the same names: gradients by several variables,
     * each asked for by itself, so have one loop, which runs once.
     */
    static Loop of(List<Expr> inputs, List<Expr> results, Turn turn, int truncated) {
        Loop made = new Loop(inputs, results, turn, truncated);
        synchronized (ALL) {
            WeakReference<Loop> known = ALL.get(made.structure);
            Loop there = known == null ? null : known.get();
            if (there == null) {
                ALL.put(made.structure, new WeakReference<>(made));
            }
            return there == null ? made : there;
        }
    }

    private List<Object> structure() {
        List<Object> parts = new ArrayList<>(List.of(turn, truncated));
        Map<Expr, Integer> places = new IdentityHashMap<>();
        for (Expr e : inputs) {
            places.put(e, places.size());
            parts.add(e.type());
            parts.add(e.name());
        }
        for (Expr e : Graphs.topological(results)) {
            if (places.putIfAbsent(e, places.size()) == null) {
                parts.add(e.op());
                parts.add(e.name());
                e.args().forEach(arg -> parts.add(places.get(arg)));
            }
        }
        results.forEach(e -> parts.add(places.get(e)));
        return parts;
    }

    /** Whether only the last value of result {@code k} is there. */
    boolean isLast(int k) {
        return turn.isLast(k);
    }

    /** How many results were asked for; those behind them are what gradients read. */
    int asked() {
        return asked;
    }

    /** How many results there are. */
    int kept() {
        return results.size() - (turn.ends() ? 1 : 0);
    }

    /** The number of a result that is computed in each turn in any case, so that it need not be computed once more. */
    synchronized int keep(Expr computed) {
        int k = results.indexOf(computed);
        if (k < 0) {
            k = kept();
            results.add(k, computed);
            program = null;
            lastResults = null;
        }
        return k;
    }

    /** Result {@code k}, of all turns one behind the other or of the last one: the loop with its arguments as an expression. */
    Expr expression(int k, List<Expr> args) {
        return Build.array(new Scanned(this, k), args.toArray(Expr[]::new));
    }

    /** All results of all turns; those that were asked for last with the same arrays are not computed again. */
    synchronized HostArray[] run(Expr e, List<HostArray> args) {
        boolean same = lastResults != null && args.size() == lastArguments.size();
        for (int i = 0; same && i < args.size(); i++) {
            same = args.get(i) == lastArguments.get(i);
        }
        if (!same) {
            lastResults = run(e, args, new HostArray[kept()]);
            lastArguments = List.copyOf(args);
        }
        return lastResults;
    }

    /**
     * All results of all turns.
     *
     * @param earlier results whose memory may be taken; null where there are none
     */
    synchronized HostArray[] run(Expr e, List<HostArray> args, HostArray[] earlier) {
        if (program == null) {
            program = Program.Compiler.get().compile(inputs, List.copyOf(results), turn);
        }
        return new Turns(this, program, e, args, earlier).results();
    }

    /**
     * The gradients by all arguments of a loop.
     *
     * @param k of which result
     * @param e that result of all turns
     * @param g the gradient by it
     */
    List<Expr> gradient(int k, Expr e, Expr g) {
        if (turn.lastStates()) {
            if (allTurns == null) {
                allTurns = Loop.of(
                        inputs, results, new Turn(sequences, states, false, turn.backwards(), turn.ends()), truncated);
            }
            Expr all = allTurns.expression(k, e.args());
            return allTurns.gradient(
                    k, all, isLast(k) ? Build.addAt(g, all, List.of(Build.whole(turn.backwards() ? 0 : -1))) : g);
        }
        return new BackwardLoop(this, k, e, g).byArguments();
    }

    List<Expr> elements() {
        return inputs.subList(0, sequences);
    }

    List<Expr> before() {
        return inputs.subList(sequences, sequences + states);
    }

    List<Expr> fixed() {
        return inputs.subList(sequences + states, inputs.size());
    }

    /** A list that can be written to, of so many nulls. */
    static List<Expr> nothing(int n) {
        return new ArrayList<>(Collections.nCopies(n, null));
    }
}
