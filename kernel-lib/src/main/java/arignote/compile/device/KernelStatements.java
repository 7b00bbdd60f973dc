package arignote.compile.device;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import arignote.compile.print.SourceText;
import arignote.compile.runtime.GeneratedCode;
import arignote.expr.DType;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Prints the statements of kernels: names, memory, what the host tells all of them in a call, and the single numbers that one
 * hands on to others.
 */
abstract class KernelStatements extends LoopPrinter {
    private static final String LOOP = "the loop";
    private static final String TURNS = "turns";

    protected final Loops loops;
    protected final KernelText target;
    /** What the host tells in a call. */
    protected final List<ToLongFunction<CallSizes>> call = new ArrayList<>();
    /** The numbers that kernels hand on, with their places. */
    protected final Map<Object, Integer> numbers = new HashMap<>();
    /** Where locals outside of all loops, and sums of sweeps, are computed. */
    protected final Map<Object, KernelScope> defined = new HashMap<>();
    /** What begins to be added up outside of all loops. */
    protected final Set<Nest.Accumulator> begun = new HashSet<>();
    /** The row of a block that stands for another. */
    protected final Map<Buffer, String> ofBlock = new HashMap<>();

    protected final Set<Dimension> indexed = new LinkedHashSet<>();
    /** The kernel that is being printed. */
    protected KernelScope scope;
    /** The kernel of one thread that statements still go to, or null. */
    protected KernelScope single;

    /** How this is a turn of a loop, or null. */
    protected final KernelTurn turn;

    protected boolean refuses;
    private final Map<Object, Integer> slots = new HashMap<>(); // in the call
    private final Map<Nest.Local, String> literals = new HashMap<>();

    protected KernelStatements(Loops loops, KernelText target, Turn turn) {
        super(target, new SourceText());
        this.turn = turn == null ? null : new KernelTurn(turn, loops.results());
        this.loops = loops;
        this.target = target;
    }

    // What the host tells, and what kernels hand on

    /** @param key what the number is of; numbers with one hint are told apart by it */
    protected String fromCall(Object key, String hint, ToLongFunction<CallSizes> value) {
        String known = scope.name(List.of(hint, key));
        if (known != null) {
            return known;
        }
        int slot = slot(List.of(hint, key), value);
        String name = hint + slot;
        return scope.declare(List.of(hint, key), name, "const int " + name + " = (int) call[" + slot + "];");
    }

    private int slot(Object key, ToLongFunction<CallSizes> value) {
        return slots.computeIfAbsent(key, k -> {
            call.add(value);
            return call.size() - 1;
        });
    }

    @Override
    public String length(Dimension n) {
        Dimension root = n.root();
        if (root.source() instanceof Dimension.Fixed f) {
            return Long.toString(f.value());
        }
        return fromCall(root, "n", s -> GeneratedCode.counted(s.of(root)));
    }

    /** A single input, which the host tells. */
    private String number(Buffer b) {
        String known = scope.name(b);
        if (known != null) {
            return known;
        }
        boolean real = b.dtype().isFloat();
        int slot = slot(
                b,
                s -> real
                        ? Double.doubleToRawLongBits(s.memory().real(b.index()))
                        : s.memory().whole(b.index()));
        String name = KernelScope.called(b);
        return scope.declare(
                b, name, target.constant(b.dtype()) + " " + name + " = " + cell(b.dtype(), "call", slot) + ";");
    }

    private static String cell(DType dtype, String memory, int slot) {
        String cell = memory + "[" + slot + "]";
        return switch (dtype) {
            case FLOAT64 -> "from_bits(" + cell + ")";
            case FLOAT32 -> "(float) from_bits(" + cell + ")";
            case INT64 -> cell;
            case INT32 -> "(int) " + cell;
            case BOOL -> cell + " != 0";
        };
    }

    private static DType dtype(Object what) {
        return what instanceof Nest.Local l ? l.dtype() : ((Nest.Accumulator) what).dtype();
    }

    protected String toSlot(Object what, int slot) {
        String name = defined.get(what).name(what);
        String value = dtype(what).isFloat() ? "bits_of((double) " + name + ")" : name;
        return "numbers[" + slot + "] = " + value + ";";
    }

    /** A number that is computed outside of all loops, in this kernel or before it. */
    private String known(Object what, String name) {
        String known = scope.name(what);
        if (known != null) {
            return known;
        }
        if (!defined.containsKey(what)) {
            throw new IllegalStateException(what + " is not known in " + scope.name);
        }
        int slot = numbers.computeIfAbsent(what, k -> numbers.size());
        DType dtype = dtype(what);
        return scope.declare(
                what, name, target.constant(dtype) + " " + name + " = " + cell(dtype, "numbers", slot) + ";");
    }

    @Override
    public String read(Nest.Local local) {
        String literal = literals.get(local);
        return literal != null ? literal : known(local, "v" + local.id());
    }

    @Override
    protected void number(Nest.Local local, String text) {
        literals.put(local, text);
    }

    @Override
    protected void declare(Nest.Let l, String value) {
        String name = "v" + l.local().id();
        body.line(target.constant(l.local().dtype()) + " " + name + " = " + value + ";");
        scope.name(l.local(), name);
        refuses |= l.refuses();
        if (scope == single) {
            defined.put(l.local(), scope);
        }
    }

    // Memory

    @Override
    protected String memory(Buffer b) {
        return ofBlock.containsKey(b) ? ofBlock.get(b) : here(b, false);
    }

    /** Memory outside of blocks; in a loop that of this turn's element. */
    protected String here(Buffer b, boolean writes) {
        if (turn == null || !turn.isSequence(b) && !turn.isState(b) && !turn.isPlaced(b)) {
            return scope.memory(b, writes);
        }
        String known = scope.name(List.of("here", b));
        if (known != null) {
            return known;
        }
        String all = scope.memory(b, b.role() == Buffer.Role.OUTPUT);
        String turns = turns();
        String now = scope.name(KernelTurn.NOW, KernelTurn.NOW);
        String place;
        if (turn.isSequence(b)) {
            place = all + " + " + element(turn.element(turns), b);
        } else if (turn.isPlaced(b)) {
            place = all + " + " + element(turn.written(b, turns), b);
        } else {
            Buffer left = turn.left(b);
            place = now + " == 0 ? " + all + " : " + scope.memory(left, true) + " + "
                    + element(turn.before(left, turns), left);
        }
        String type = "GLOBAL " + (b.role() == Buffer.Role.INPUT ? "const " : "") + KernelText.type(b.dtype());
        return scope.declare(List.of("here", b), all + "_now", type + " *" + all + "_now = " + place + ";");
    }

    private String element(String which, Buffer b) {
        return "(whole) " + which + " * " + fromCall(b, "size", s -> s.product(b.dims()));
    }

    /** How many turns the loop has. */
    protected String turns() {
        return fromCall(LOOP, TURNS, s -> s.turns);
    }

    /** The same outside of what a kernel knows. */
    protected String turnsOfAll() {
        return "call[" + slot(List.of(TURNS, LOOP), s -> s.turns) + "]";
    }

    @Override
    protected String load(Buffer b, List<Nest.Subscript> at) {
        boolean single =
                b.role() == Buffer.Role.INPUT && loops.leaves().get(b.index()).rank() == 0 && isTold(b);
        return single ? number(b) : super.load(b, at);
    }

    /** Whether the host tells a single input. A loop's are where turns leave and find them, but for what may be a length. */
    private boolean isTold(Buffer b) {
        return turn == null || b.index() >= turn.changing() && !b.dtype().isFloat();
    }

    @Override
    protected void store(Nest.Store t) {
        writes(t.buffer());
        super.store(t);
    }

    @Override
    protected void storeOnto(Nest.StoreOnto t) {
        writes(t.buffer());
        super.storeOnto(t);
    }

    private void writes(Buffer b) {
        if (!ofBlock.containsKey(b)) {
            here(b, true);
        }
    }

    @Override
    protected String within(Nest.Within w) {
        indexed.add(w.length());
        return "at(" + read(w.index()) + ", " + length(w.length()) + ", refused)";
    }

    // Sums

    @Override
    protected String sum(Nest.Accumulator a) {
        return "sum" + a.id();
    }

    @Override
    protected String lanes(Nest.Accumulator a) {
        return "lanes" + a.id();
    }

    @Override
    protected void fill(Nest.Accumulator a, String neutral) {
        if (scope.name(lanes(a)) == null) {
            scope.declare(lanes(a), lanes(a), target.variable(a.of()) + " " + lanes(a) + "[" + LANES + "];");
        }
        body.line("for (int lane = 0; lane < " + LANES + "; lane++) " + lanes(a) + "[lane] = " + neutral + ";");
    }

    @Override
    protected String collected(Nest.Accumulator a) {
        if (defined.containsKey(a)) {
            return known(a, "total" + a.id());
        }
        return laned.contains(a) ? tree(a) : super.collected(a);
    }

    /** Prints that lanes are added up: each with the one half of them further on, until one is left. */
    protected String tree(Nest.Accumulator a) {
        body.open("for (int half_ = " + LANES / 2 + "; half_ > 0; half_ /= 2)");
        body.open("for (int lane = 0; lane < half_; lane++)");
        add(a.kind(), a.dtype(), lanes(a) + "[lane]", lanes(a) + "[lane + half_]");
        body.close().close();
        return lanes(a) + "[0]";
    }

    /** The sum of a sweep is in a variable of this kernel now. */
    protected void total(Nest.Accumulator a) {
        begun.remove(a);
        scope.name(a, "total" + a.id());
        defined.put(a, scope);
    }
}
