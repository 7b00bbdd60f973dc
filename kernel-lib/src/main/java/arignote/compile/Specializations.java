package arignote.compile;

import arignote.compile.fuse.Loops;
import arignote.compile.java.Target;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.CallMemory;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The specializations of a computation: one for each kind of memory and each way of broadcasting that its calls have
 * brought. Most computations have one.
 */
final class Specializations {
    private final Computation computation;
    private final CallMemory memory;
    private final Function<List<Loops.Memory>, Specialization> maker;
    private final Workers workers;
    private final List<Specialization> made = new ArrayList<>();
    private Specialization current;

    /**
     * @param memory where calls put what they bring
     * @param maker makes one, from what is known of each leaf
     */
    Specializations(
            Computation computation,
            CallMemory memory,
            Function<List<Loops.Memory>, Specialization> maker,
            Workers workers) {
        this.computation = computation;
        this.memory = memory;
        this.maker = maker;
        this.workers = workers;
    }

    /** Those of generated Java, by what this Java understands. */
    static Specializations inJava(Computation c, CallMemory memory, Target target, Workers workers) {
        return new Specializations(c, memory, memories -> JavaSpecialization.of(c, memories, target), workers);
    }

    /** The one that ran last, or will run first; null if none could be made. */
    Specialization current() {
        return current;
    }

    /**
     * Makes one, which is the current one then.
     *
     * @param memories what is known of each leaf
     * @throws NoNest if loops cannot say it, or lengths do not match
     */
    void make(List<Loops.Memory> memories) {
        Specialization s = bound(maker.apply(memories));
        made.add(s);
        current = s;
    }

    /** The same specialization, reading what calls have brought. */
    Specialization bound(Specialization s) {
        s.code().bind(memory, workers);
        return s;
    }

    /**
     * Computes with the first that takes the call's memory, which is the current one then; if none does, with a new one.
     *
     * @return whether it was computed
     * @throws NoNest if loops cannot say it, or lengths do not match
     * @throws GeneratedCode.Refused if an operation refuses a value, or an array would be too large
     */
    boolean run() {
        return (current != null && current.code().run()) || ranOther(GeneratedCode::run);
    }

    /**
     * Computes turn after turn of a loop, as {@link #run} computes once.
     *
     * @return how many turns, or {@link GeneratedCode#OTHER_SHAPES}
     */
    int turns(int n, Object[] sequences, Object[] kept) {
        int[] done = new int[1];
        Predicate<GeneratedCode> runs = code -> {
            done[0] = code.turns(n, sequences, kept);
            return done[0] != GeneratedCode.OTHER_MEMORY;
        };
        boolean ran = (current != null && runs.test(current.code())) || ranOther(runs);
        return ran ? done[0] : GeneratedCode.OTHER_SHAPES;
    }

    private boolean ranOther(Predicate<GeneratedCode> runs) {
        for (Specialization other : made) {
            if (other != current && runs.test(other.code())) {
                current = other;
                return true;
            }
        }
        make(memories(false));
        if (runs.test(current.code())) {
            return true;
        }
        made.remove(made.size() - 1); // whole numbers that the call brings decide what broadcasts
        make(memories(true));
        return runs.test(current.code());
    }

    private List<Loops.Memory> memories(boolean wholes) {
        List<Loops.Memory> all = new ArrayList<>();
        for (int i = 0; i < computation.leaves().size(); i++) {
            all.add(new Loops.Memory(memory.isOffHeap(i), memory.shape(i), wholes ? memory.wholes(i) : List.of()));
        }
        return all;
    }
}
