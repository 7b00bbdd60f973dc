package arignote.compile.java.vector;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.expr.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The body of a loop over rows, parted where formulas stand, so that a formula is computed on several short rows at once: the
 * first phase of all these rows, its formulas on what they have put into memory side by side, the next phase, and so on.
 * Each row meets its own statements in their order, and each sum its rows in theirs, so no bit changes.
 */
public final class ShortRows {
    /**
     * Some statements of a row. Loops with a stage of {@link StripMining} are among them.
     *
     * @param calls what is computed for all rows after them
     */
    public record Phase(List<Nest.Statement> statements, List<StripMining.Call> calls) {}

    private final Nest.For rows;
    private final List<Phase> phases = new ArrayList<>();
    private final Map<Nest.Local, Nest.Let> lets = new LinkedHashMap<>();
    private final Map<Nest.Local, Integer> made = new HashMap<>(); // the phase that computes a number of a row
    private final Map<Nest.Local, Buffer> kept = new LinkedHashMap<>(); // numbers of rows that later phases read
    private final Set<Nest.Accumulator> waiting = new LinkedHashSet<>(); // begun, and nothing added yet
    private Dimension length; // of the loops with formulas
    private int memories; // of strips

    private ShortRows(Nest.For rows) {
        this.rows = rows;
    }

    /**
     * The phases of a row, and the length that their formulas have in it.
     *
     * @param phases empty where a later phase would need what the next row overwrites
     */
    public record Parted(List<Phase> phases, Dimension length) {
        public static final Parted NONE = new Parted(List.of(), null);
    }

    /** @param inVectors which innermost loops vectors compute */
    public static Parted of(Nest.For rows, Predicate<Nest.For> inVectors) {
        ShortRows parting = new ShortRows(rows);
        return parting.part(inVectors) && parting.phases.size() > 1 && parting.isSound() && parting.handOver()
                ? new Parted(List.copyOf(parting.phases), parting.length)
                : Parted.NONE;
    }

    private boolean part(Predicate<Nest.For> inVectors) {
        phases.add(new Phase(new ArrayList<>(), new ArrayList<>()));
        for (Nest.Statement s : rows.body()) {
            if (s instanceof Nest.Begin b) {
                waiting.add(b.accumulator());
            } else if (s instanceof Nest.For f && hasFormula(f)) {
                if (!f.isInnermost()
                        || !inVectors.test(f)
                        || length != null && !length.equals(f.index().length())) {
                    return false;
                }
                length = f.index().length();
                StripMining.of(f).forEach(stage -> add(f, stage));
            } else {
                add(s);
            }
        }
        return length != null;
    }

    private static boolean hasFormula(Nest.For f) {
        return f.body().stream()
                .anyMatch(s -> s instanceof Nest.For inner ? hasFormula(inner) : StripMining.isFormula(s));
    }

    private Phase phase() {
        return phases.get(phases.size() - 1);
    }

    private void add(Nest.For f, StripMining.Stage stage) {
        if (!stage.statements().isEmpty()) {
            add(new Nest.For(f.index(), stage.statements()));
        }
        phase().calls().addAll(stage.calls());
        if (!stage.calls().isEmpty()) {
            phases.add(new Phase(new ArrayList<>(), new ArrayList<>()));
        }
    }

    /** A sum begins in the phase that adds to it first. */
    private void add(Nest.Statement s) {
        Set<Nest.Accumulator> sums = new HashSet<>();
        each(s, t -> accumulators(t, sums));
        for (Nest.Accumulator a : List.copyOf(waiting)) {
            if (sums.contains(a)) {
                waiting.remove(a);
                phase().statements().add(new Nest.Begin(a));
            }
        }
        if (s instanceof Nest.Let l) {
            lets.put(l.local(), l);
            made.put(l.local(), phases.size() - 1);
        }
        phase().statements().add(s);
    }

    private static void each(Nest.Statement s, Consumer<Nest.Statement> visitor) {
        if (s instanceof Nest.For f) {
            f.body().forEach(inner -> each(inner, visitor));
        } else {
            visitor.accept(s);
        }
    }

    private static void accumulators(Nest.Statement s, Set<Nest.Accumulator> into) {
        if (s instanceof Nest.Accumulate a) {
            into.add(a.accumulator());
        } else if (s instanceof Nest.Let l && l.value() instanceof Nest.Result r) {
            into.add(r.accumulator());
        }
    }

    /** Whether no phase needs what another row has overwritten: sums, and memory that rows have together, belong to one phase. */
    private boolean isSound() {
        Map<Object, Integer> owners = new HashMap<>();
        Set<Buffer> shared = sharedMemory();
        for (int p = 0; p < phases.size(); p++) {
            Set<Object> touched = new HashSet<>();
            Set<Nest.Accumulator> sums = new HashSet<>();
            for (Nest.Statement s : phases.get(p).statements()) {
                each(s, t -> accumulators(t, sums));
                shared.stream().filter(b -> RowSums.touches(s, b)).forEach(touched::add);
            }
            touched.addAll(sums);
            for (Object o : touched) {
                if (owners.putIfAbsent(o, p) != null) {
                    return false;
                }
            }
        }
        return waiting.isEmpty();
    }

    /** Memory that is written where other rows write, too. */
    private Set<Buffer> sharedMemory() {
        Set<Buffer> shared = new HashSet<>();
        for (Phase phase : phases) {
            phase.statements()
                    .forEach(s -> each(s, t -> {
                        if (t instanceof Nest.Store o && !isOwn(o.buffer(), o.at())) {
                            shared.add(o.buffer());
                        } else if (t instanceof Nest.StoreOnto o && !isOwn(o.buffer(), o.at())) {
                            shared.add(o.buffer());
                        }
                        memories = Math.max(memories, part(t) + 1);
                    }));
        }
        return shared;
    }

    private boolean isOwn(Buffer b, List<Nest.Subscript> at) {
        return b.role() == Buffer.Role.PART || Nest.Subscript.follows(at, rows.index());
    }

    private static int part(Nest.Statement s) {
        Buffer b = s instanceof Nest.Store t ? t.buffer() : null;
        if (s instanceof Nest.Let l && l.value() instanceof Nest.Load o) {
            b = o.buffer();
        }
        return b != null && b.role() == Buffer.Role.PART ? b.index() : -1;
    }

    /** Gives later phases the numbers of a row that they use: computed again, or kept in memory. */
    private boolean handOver() {
        for (int p = 1; p < phases.size(); p++) {
            Set<Nest.Local> used = new LinkedHashSet<>();
            phases.get(p).statements().forEach(s -> each(s, t -> used.addAll(locals(t))));
            List<Nest.Statement> first = new ArrayList<>();
            Set<Nest.Local> known = new HashSet<>();
            for (Nest.Local l : used) {
                if (!need(l, p, first, known)) {
                    return false;
                }
            }
            phases.get(p).statements().addAll(0, first);
        }
        return true;
    }

    private boolean need(Nest.Local l, int phase, List<Nest.Statement> first, Set<Nest.Local> known) {
        Nest.Let let = lets.get(l);
        if (let == null || made.get(l) == phase || !known.add(l)) {
            return true;
        }
        if (let.value() instanceof Nest.Number || let.value() instanceof Nest.Count) {
            first.add(let);
            return true;
        }
        if (let.value() instanceof Nest.Convert c) {
            boolean has = need(c.operand(), phase, first, known);
            first.add(let);
            return has;
        }
        if (l.dtype() != DType.FLOAT64) {
            return false; // memory of strips holds float64 alone
        }
        List<Nest.Subscript> row = List.of(Nest.Subscript.along(rows.index()));
        Buffer memory = kept.get(l);
        if (memory == null) {
            memory = new Buffer(
                    Buffer.Role.PART,
                    memories + kept.size(),
                    DType.FLOAT64,
                    List.of(rows.index().length()),
                    false,
                    null);
            kept.put(l, memory);
            List<Nest.Statement> home = phases.get(made.get(l)).statements();
            home.add(home.indexOf(let) + 1, new Nest.Store(memory, row, l));
        }
        first.add(new Nest.Let(l, new Nest.Load(memory, row)));
        return true;
    }

    private static List<Nest.Local> locals(Nest.Statement s) {
        List<Nest.Local> used = new ArrayList<>();
        if (s instanceof Nest.Accumulate a) {
            used.add(a.value());
        } else if (s instanceof Nest.Store t) {
            used.add(t.value());
            t.at().forEach(u -> used.addAll(u.map().linear().values()));
        } else if (s instanceof Nest.StoreOnto t) {
            used.add(t.value());
            t.at().forEach(u -> used.addAll(u.map().linear().values()));
        } else if (s instanceof Nest.Let l) {
            if (l.value() instanceof Nest.Apply a) {
                used.addAll(a.operands());
            } else if (l.value() instanceof Nest.Convert c) {
                used.add(c.operand());
            } else if (l.value() instanceof Nest.Within w) {
                used.add(w.index());
            } else if (l.value() instanceof Nest.Load o) {
                o.at().forEach(u -> used.addAll(u.map().linear().values()));
            }
        }
        return used;
    }
}
