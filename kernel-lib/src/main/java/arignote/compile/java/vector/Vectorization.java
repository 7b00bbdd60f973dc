package arignote.compile.java.vector;

import arignote.compile.java.Target;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/** Says which innermost loops vectors compute with the same bits, and which of these hold their sums in registers. */
public final class Vectorization {
    /** So many vectors of sums are held in locals, of the 32 registers that the widest vectors have. */
    static final int IN_LOCALS = 24;

    /** So many vector operations stand in an unrolled loop. */
    private static final int UNROLLED = 120;

    /** So many statements may there be for rows that do not fill one vector. */
    private static final int SHORT = 80;

    private Vectorization() {}

    /** The sums of an innermost loop that run over lanes. */
    public static List<Nest.Accumulator> sums(Nest.For innermost) {
        List<Nest.Accumulator> sums = new ArrayList<>();
        for (Nest.Statement s : innermost.body()) {
            if (s instanceof Nest.Accumulate a && a.accumulator().isLaned()) {
                sums.add(a.accumulator());
            }
        }
        return sums;
    }

    /** The type of the vectors for a loop, or null where vectors cannot compute it with the same bits. */
    public static DType type(Nest.For f, Target target) {
        if (!target.hasVectors() || (StripMining.has(f) && !StripMining.isPossible(f))) {
            return null;
        }
        DType type = null;
        for (Nest.Statement s : f.body()) {
            DType touched = null;
            if (s instanceof Nest.Let l && !(l.value() instanceof Nest.Number)) {
                touched = l.local().dtype();
            } else if (s instanceof Nest.Store t) {
                touched = t.buffer().dtype();
            } else if (s instanceof Nest.StoreOnto t) {
                touched = t.buffer().dtype();
            } else if (s instanceof Nest.Accumulate a) {
                touched = a.accumulator().dtype();
            }
            if (touched != null && touched != DType.BOOL) {
                if (!touched.isFloat() || (type != null && type != touched)) {
                    return null;
                }
                type = touched;
            }
        }
        if (type == null) {
            return null;
        }
        for (Nest.Statement s : f.body()) {
            if (!isVector(f, s, type)) {
                return null;
            }
        }
        return type;
    }

    private static boolean isVector(Nest.For f, Nest.Statement s, DType type) {
        Nest.Index i = f.index();
        if (s instanceof Nest.Let l) {
            if (l.value() instanceof Nest.Load o) {
                return o.buffer().dtype() == type
                        && (Nest.Subscript.isRow(o.at(), i) || !Nest.Subscript.follows(o.at(), i));
            }
            if (l.value() instanceof Nest.Apply a) {
                boolean onMasks =
                        a.op() != ScalarOp.WHERE && a.operands().stream().anyMatch(o -> o.dtype() == DType.BOOL);
                boolean onBools = a.op().cost() != ScalarOp.Cost.FORMULA;
                boolean typed =
                        a.operands().stream().allMatch(o -> o.dtype() == type || (onBools && o.dtype() == DType.BOOL));
                return typed
                        && VectorText.has(a.op(), type, onMasks)
                        && (a.op() != ScalarOp.WHERE || l.local().dtype() == type);
            }
            if (l.value() instanceof Nest.Convert c) {
                return c.operand().dtype() == DType.BOOL && l.local().dtype() == type;
            }
            return l.value() instanceof Nest.Number && l.local().dtype() != DType.BOOL;
        }
        if (s instanceof Nest.Store t) {
            return t.buffer().dtype() == type
                    && Nest.Subscript.isRow(t.at(), i)
                    && t.value().dtype() == type;
        }
        if (s instanceof Nest.StoreOnto t) {
            return t.buffer().dtype() == type && Nest.Subscript.isRow(t.at(), i);
        }
        if (s instanceof Nest.Accumulate a) {
            return a.accumulator().dtype() == type
                    && a.position() != null
                    && a.accumulator().isLaned();
        }
        return false;
    }

    /** Whether the loop holds all lanes of its sums in local vectors. */
    public static boolean holds(Nest.For loop, DType type, List<Nest.Accumulator> accumulators, Target target) {
        int groups = LoopPrinter.LANES / Lanes.of(type, target).width();
        return !accumulators.isEmpty()
                && accumulators.size() * groups <= IN_LOCALS
                && loop.body().size() * groups <= UNROLLED
                && !StripMining.has(loop);
    }

    /** Whether rows that do not fill one vector are worth statements of their own. */
    public static boolean hasShortRows(Nest.For loop, Lanes lanes) {
        return loop.body().size() * lanes.width() <= SHORT;
    }
}
