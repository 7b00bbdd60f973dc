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
    private final HostArray[] rooms; // for elements of sequences and for states, from call to call
    private ArrayFunction single; // made when first needed

    LoopFunction(List<Expr> inputs, List<Expr> roots, Turn turn) {
        this.inputs = inputs;
        this.roots = roots;
        this.turn = turn;
        memory = new CallMemory(inputs);
        rooms = new HostArray[turn.sequences() + turn.states()];
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
    public HostArray[] turns(int n, HostArray[] args, HostArray[] earlier) {
        if (specializations == null || !saysAll) {
            return null;
        }
        Object[] sequences = new Object[turn.sequences()];
        for (int i = 0; i < args.length; i++) {
            if (i < sequences.length) {
                sequences[i] = args[i].elements();
                rooms[i] = element(args[i], rooms[i]);
            } else if (i < rooms.length) {
                rooms[i] = HostArray.copyOf(args[i].dtype(), args[i].shape(), args[i].elements(), rooms[i]);
            }
            memory.bind(i, i < rooms.length ? rooms[i] : args[i]);
        }
        try {
            Object[] kept = kept(earlier);
            int done = specializations.turns(n, sequences, kept);
            return done < 0 ? null : results(done, kept, earlier);
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
    private static HostArray element(HostArray sequence, HostArray earlier) {
        return HostArray.anything(sequence.dtype(), Arrays.copyOfRange(sequence.shape(), 1, sequence.rank()), earlier);
    }

    /** A Java array for each result of all turns: that of an earlier one, else without elements. */
    private Object[] kept(HostArray[] earlier) {
        Object[] kept = new Object[earlier.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = earlier[i] != null
                    ? earlier[i].elements()
                    : HostArray.allocate(roots.get(i).type().dtype(), 0);
        }
        return kept;
    }

    /** @param done how many turns there were */
    private HostArray[] results(int done, Object[] kept, HostArray[] earlier) {
        GeneratedCode code = specializations.current().code();
        HostArray[] results = new HostArray[kept.length];
        for (int i = 0; i < results.length; i++) {
            DType dtype = roots.get(i).type().dtype();
            long[] one = code.shape(i);
            if (turn.isLast(i)) {
                results[i] = HostArray.copyOf(dtype, one, code.result(i), earlier[i]);
                continue;
            }
            long[] all = new long[one.length + 1];
            all[0] = done;
            System.arraycopy(one, 0, all, 1, one.length);
            HostArray whole = HostArray.of(dtype, all, kept[i]);
            results[i] = whole.size() == HostArray.size(all) ? whole : HostArray.copyOf(dtype, all, kept[i]);
        }
        return results;
    }
}
