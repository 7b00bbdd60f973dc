package arignote.compile;

import arignote.Expr;
import arignote.compile.javac.Javac;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.CallMemory;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Program;
import arignote.expr.Turn;
import java.util.Arrays;
import java.util.List;

/** The body of a loop, whose turns generated code runs by itself where it can say the body. */
final class LoopFunction implements Program.Looped {
    private final List<Expr> inputs;
    private final List<Expr> roots;
    private final Turn turn;
    private final CallMemory memory;
    private final Specializations specializations; // null if turns have to be called one by one
    private boolean saysAll = true;
    private ArrayFunction single; // made when first needed

    LoopFunction(List<Expr> inputs, List<Expr> roots, Turn turn) {
        this.inputs = inputs;
        this.roots = roots;
        this.turn = turn;
        memory = new CallMemory(inputs);
        specializations = Javac.isThere() && !Stages.areNeeded(roots)
                ? Specializations.inJava(
                        Computation.turn(inputs, roots, turn), memory, Functions.TARGET, Workers.of(Workers.THREADS))
                : null;
    }

    @Override
    public HostArray[] run(HostArray[] inputs) {
        if (single == null) {
            single = new ArrayFunction(this.inputs, roots, true);
        }
        return single.hosts(inputs);
    }

    @Override
    public HostArray[] turns(int n, HostArray[] args) {
        if (specializations == null || !saysAll) {
            return null;
        }
        Object[] sequences = new Object[turn.sequences()];
        for (int i = 0; i < args.length; i++) {
            HostArray value = i < turn.sequences()
                    ? element(args[i])
                    : i < turn.sequences() + turn.states() ? copy(args[i]) : args[i];
            memory.bind(i, value);
            if (i < turn.sequences()) {
                sequences[i] = args[i].elements();
            }
        }
        try {
            Object[] kept = new Object[roots.size() - (turn.ends() ? 1 : 0)];
            int done = specializations.turns(n, sequences, kept);
            return done < 0 ? null : results(done, n, kept);
        } catch (NoNest e) {
            saysAll = false;
            return null;
        } catch (GeneratedCode.Refused e) {
            return null; // turn by turn it is said in words
        } finally {
            memory.clear();
        }
    }

    /** Room for an element of a sequence. */
    private static HostArray element(HostArray sequence) {
        return HostArray.zeros(sequence.dtype(), Arrays.copyOfRange(sequence.shape(), 1, sequence.rank()));
    }

    /** Room for a state, with its first value. */
    private static HostArray copy(HostArray state) {
        return HostArray.copyOf(state.dtype(), state.shape(), state.elements());
    }

    /**
     * @param done how many turns there were
     * @param n for how many there is room
     */
    private HostArray[] results(int done, int n, Object[] kept) {
        GeneratedCode code = specializations.current().code();
        HostArray[] results = new HostArray[kept.length];
        for (int i = 0; i < results.length; i++) {
            DType dtype = roots.get(i).type().dtype();
            long[] one = code.shape(i);
            if (turn.isLast(i)) {
                results[i] = HostArray.copyOf(dtype, one, code.result(i));
                continue;
            }
            long[] all = new long[one.length + 1];
            all[0] = done;
            System.arraycopy(one, 0, all, 1, one.length);
            results[i] = done == n ? HostArray.of(dtype, all, kept[i]) : HostArray.copyOf(dtype, all, kept[i]);
        }
        return results;
    }
}
