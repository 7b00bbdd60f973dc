package arignote.compile.java.vector;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The body of an innermost loop, parted where formulas stand. The loop then goes over a strip of its elements at a time:
 * the first stage puts the formulas' operands into memory, the formulas are computed on the whole strip, the next stage
 * reads what they gave, and so on. What else a later stage needs is loaded again, or kept in such memory too.
 */
public final class StripMining {
    /**
     * A formula of a strip.
     *
     * @param operands memory with the operands
     * @param result the memory that it fills
     */
    public record Call(ScalarOp op, List<Buffer> operands, Buffer result) {}

    /**
     * Some statements of the body, for a loop of their own.
     *
     * @param calls what is computed after that loop
     */
    public record Stage(List<Nest.Statement> statements, List<Call> calls) {}

    private final Nest.For loop;
    private final Map<Nest.Local, Nest.Let> lets = new LinkedHashMap<>();
    private final Map<Nest.Local, Integer> levels = new HashMap<>(); // the stage that has the value first
    private final Set<Buffer> stored = new HashSet<>();
    private final Map<Nest.Local, Buffer> parts = new LinkedHashMap<>(); // the memory of values
    private final List<List<Nest.Statement>> bodies = new ArrayList<>();
    private final List<Set<Nest.Local>> known = new ArrayList<>(); // in each stage
    private int last;

    private StripMining(Nest.For loop) {
        this.loop = loop;
    }

    /** Whether vectors need stages for the loop. */
    public static boolean has(Nest.For loop) {
        return loop.body().stream().anyMatch(StripMining::isFormula);
    }

    /** Whether the loop can be computed in stages: no element reads what another has stored. */
    static boolean isPossible(Nest.For loop) {
        Set<Buffer> stored = new HashSet<>();
        loop.body().forEach(s -> written(s, stored));
        return loop.body().stream()
                .noneMatch(s ->
                        s instanceof Nest.Let l && l.value() instanceof Nest.Load o && stored.contains(o.buffer()));
    }

    /**
     * Whether HotSpot itself makes vectors of the plain loop: arithmetic on Java arrays. Such a loop is fast long before one
     * with the Vector API is.
     */
    public static boolean isPlain(Nest.For stage) {
        for (Nest.Statement s : stage.body()) {
            boolean plain = s instanceof Nest.Store t && !t.buffer().offHeap();
            if (s instanceof Nest.Let l) {
                plain = l.local().dtype() != DType.BOOL
                        && !(l.value() instanceof Nest.Convert)
                        && !(l.value() instanceof Nest.Load o && o.buffer().offHeap())
                        && !(l.value() instanceof Nest.Apply a && a.op().cost() != ScalarOp.Cost.BASIC);
            }
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Whether a loop is a stage: it reads or fills the memory of a strip. */
    public static boolean isStage(Nest.For loop) {
        return loop.body().stream()
                .anyMatch(s -> s instanceof Nest.Store t && t.buffer().role() == Buffer.Role.PART
                        || s instanceof Nest.Let l
                                && l.value() instanceof Nest.Load o
                                && o.buffer().role() == Buffer.Role.PART);
    }

    public static List<Stage> of(Nest.For loop) {
        return new StripMining(loop).parted();
    }

    public static boolean isFormula(Nest.Statement s) {
        return s instanceof Nest.Let l && l.value() instanceof Nest.Apply a && a.op().cost() == ScalarOp.Cost.FORMULA;
    }

    private static void written(Nest.Statement s, Set<Buffer> into) {
        if (s instanceof Nest.Store t) {
            into.add(t.buffer());
        } else if (s instanceof Nest.StoreOnto t) {
            into.add(t.buffer());
        }
    }

    private List<Stage> parted() {
        findLevels();
        for (int stage = 0; stage <= last; stage++) {
            bodies.add(new ArrayList<>());
            known.add(new HashSet<>());
        }
        List<List<Call>> calls = new ArrayList<>();
        IntStream.rangeClosed(0, last).forEach(i -> calls.add(new ArrayList<>()));
        for (Nest.Statement s : loop.body()) {
            if (isFormula(s)) {
                Nest.Let l = (Nest.Let) s;
                Nest.Apply a = (Nest.Apply) l.value();
                int stage = levels.get(l.local()) - 1;
                List<Buffer> operands =
                        a.operands().stream().map(o -> inPart(o)).toList();
                calls.get(stage).add(new Call(a.op(), operands, part(l.local())));
            } else if (s instanceof Nest.Let) {
                continue; // it comes with the first statement that needs it
            } else {
                Nest.Local value = value(s);
                int stage = level(value);
                need(value, stage);
                bodies.get(stage).add(s);
            }
        }
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> new Stage(List.copyOf(bodies.get(i)), List.copyOf(calls.get(i))))
                .toList();
    }

    private void findLevels() {
        for (Nest.Statement s : loop.body()) {
            if (s instanceof Nest.Let l) {
                int level = operands(l).stream().mapToInt(this::level).max().orElse(0) + (isFormula(l) ? 1 : 0);
                lets.put(l.local(), l);
                levels.put(l.local(), level);
                last = Math.max(last, level);
            }
            written(s, stored);
        }
    }

    private static List<Nest.Local> operands(Nest.Let l) {
        if (l.value() instanceof Nest.Apply a) {
            return a.operands();
        }
        return l.value() instanceof Nest.Convert c ? List.of(c.operand()) : List.of();
    }

    private static Nest.Local value(Nest.Statement s) {
        if (s instanceof Nest.Accumulate a) {
            return a.value();
        }
        return s instanceof Nest.Store t ? t.value() : ((Nest.StoreOnto) s).value();
    }

    /** A value that the loop does not compute is there from the first stage on. */
    private int level(Nest.Local l) {
        return levels.getOrDefault(l, 0);
    }

    /** Sees to it that a stage has the value. */
    private void need(Nest.Local l, int stage) {
        Nest.Let let = lets.get(l);
        if (let == null || !known.get(stage).add(l)) {
            return;
        }
        if (isFormula(let)) {
            bodies.get(stage).add(load(l));
        } else if (levels.get(l) == stage || isCheap(let)) {
            operands(let).forEach(o -> need(o, stage));
            bodies.get(stage).add(let);
        } else {
            inPart(l);
            bodies.get(stage).add(load(l));
        }
    }

    /** Whether a later stage rather computes the value again; it has to for a bool, which no such memory holds. */
    private static boolean isCheap(Nest.Let let) {
        return let.local().dtype() == DType.BOOL
                || let.value() instanceof Nest.Number
                || let.value() instanceof Nest.Load
                || let.value() instanceof Nest.Convert;
    }

    private Nest.Let load(Nest.Local l) {
        return new Nest.Let(l, new Nest.Load(part(l), along()));
    }

    private List<Nest.Subscript> along() {
        return List.of(Nest.Subscript.along(loop.index()));
    }

    /** The memory of the value, which is put there as soon as it is known. */
    private Buffer inPart(Nest.Local l) {
        Buffer known = parts.get(l);
        if (known != null) {
            return known;
        }
        need(l, level(l));
        bodies.get(level(l)).add(new Nest.Store(part(l), along(), l));
        return part(l);
    }

    private Buffer part(Nest.Local l) {
        return parts.computeIfAbsent(
                l,
                k -> new Buffer(
                        Buffer.Role.PART,
                        parts.size(),
                        DType.FLOAT64,
                        List.of(loop.index().length()),
                        false,
                        null));
    }
}
