package arignote.function.interpret;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Cancellation;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What calls of a function are refused for: whatever any of its operations refuses, as they were written. So it makes no
 * difference whether rewriting removed an operation, or whether a result needs its value or only its shape. Loops hold to
 * the same by their guards; the sentences are these.
 */
public final class Refusals {
    private final List<Expr> inputs;
    private final List<Expr> order;
    private final Set<Expr> valued; // of which more than the shape is needed

    /** @param roots what was written */
    public Refusals(List<Expr> inputs, List<Expr> roots) {
        this.inputs = inputs;
        order = Graphs.topological(roots, Set.copyOf(inputs));
        List<Expr> looked = order.stream().flatMap(e -> looksAt(e).stream()).toList();
        Set<Expr> byShape = order.stream()
                .filter(e -> e.op() instanceof Op.Shape || e.op() instanceof Op.Size)
                .collect(Collectors.toSet());
        valued = Set.copyOf(Graphs.topological(looked, byShape));
    }

    /** The expressions whose values decide whether {@code e} refuses its arguments. */
    private static List<Expr> looksAt(Expr e) {
        Op op = e.op();
        List<Expr> args = e.args();
        return switch (op.tag()) {
            case PART, PLACE, GATHER -> args.subList(1, args.size());
            case IOTA -> args;
            case RESHAPE, BROADCAST_TO, SUM_TO -> args.subList(1, 2);
            case ELEMENTWISE -> isWholePower(e) ? List.of(e) : List.of();
            case ARRAY -> looksOnly(e) ? List.of() : List.of(e);
            case INPUT,
                    STATE,
                    CONSTANT,
                    CAST,
                    REDUCE,
                    SIZE,
                    SHAPE,
                    SOFTMAX,
                    LOG_SOFTMAX,
                    DOT,
                    DIMSHUFFLE,
                    JOIN,
                    IDENTITY -> List.of();
        };
    }

    /** Whether this is its first argument, and computing it is seen by the reader. */
    private static boolean looksOnly(Expr e) {
        return e.op() instanceof Op.Array a && a.op().looksOnly();
    }

    /** Whether this is a power of whole numbers: some have none. */
    private static boolean isWholePower(Expr e) {
        return e.op() instanceof Op.Elementwise w
                && w.op() == ScalarOp.POWER
                && !e.type().dtype().isFloat();
    }

    /**
     * Nothing happens if all operations take their arguments.
     *
     * @param values of the inputs
     * @throws IllegalArgumentException if one does not, in the words of {@link ResultShape}
     * @throws ArithmeticException for a negative power of whole numbers
     */
    public void check(List<Tensor> values) {
        Map<Expr, long[]> shapes = new IdentityHashMap<>();
        Map<Expr, Tensor> known = new IdentityHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            known.put(inputs.get(i), values.get(i));
            shapes.put(inputs.get(i), values.get(i).shape());
        }
        for (Expr e : order) {
            Cancellation.check();
            if (e.op().isLeaf()) {
                shapes.put(
                        e,
                        e instanceof Shared v
                                ? v.shapeNow()
                                : ((Op.Constant) e.op()).value().shape());
                if (valued.contains(e)) {
                    known.put(e, leaf(e));
                }
                continue;
            }
            if (looksOnly(e)) {
                shapes.put(e, shapes.get(e.args().get(0)));
                known.computeIfAbsent(e, x -> known.get(x.args().get(0)));
                continue;
            }
            if (e.op() instanceof Op.Array) {
                known.put(e, computed(e, known));
                shapes.put(e, known.get(e).shape());
                continue;
            }
            List<long[]> args = e.args().stream().map(shapes::get).toList();
            shapes.put(e, ResultShape.of(e, args, k -> known.get(e.args().get(k))));
            if (e.op() instanceof Op.Shape) {
                known.put(e, new Tensor(HostArray.vector(args.get(0))));
            } else if (e.op() instanceof Op.Size s) {
                known.put(e, TensorOps.number(ReduceOps.count(args.get(0), s.axes())));
            } else if (valued.contains(e)) {
                known.put(e, computed(e, known));
            }
        }
    }

    private static Tensor computed(Expr e, Map<Expr, Tensor> known) {
        List<Tensor> of = new ArrayList<>();
        e.args().forEach(a -> of.add(known.get(a)));
        return TensorOps.compute(e, of);
    }

    private static Tensor leaf(Expr e) {
        return e instanceof Shared s ? Tensor.of(s) : new Tensor(((Op.Constant) e.op()).value());
    }
}
