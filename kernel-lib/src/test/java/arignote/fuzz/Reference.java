package arignote.fuzz;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.array.Scatter;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An interpreter of its own, with naive loops, that also bounds the error of any other: a running error analysis (see
 * N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapters 3 and 4). A sum of n numbers may be off
 * by n units of the sum of their absolute values, in whatever order it is taken; scalar operations pass on what the ends
 * of their operands' intervals make of it.
 */
final class Reference {
    /** What the other computation is. */
    enum Beside {
        /** The same graph: an operation on the same elements gives the same bits, the order of sums is free. */
        SAME_GRAPH,
        /** A rewritten graph: each operation may round, and what overflows may not have had to. */
        REWRITTEN
    }

    private final Beside beside;
    private final Map<Expr, Bounded> values = new IdentityHashMap<>();

    private Reference(Beside beside) {
        this.beside = beside;
    }

    /** The values of {@code roots} and of all that they are made of. */
    static Map<Expr, Bounded> evaluate(List<Expr> roots, Map<Expr, Bounded> known, Beside beside) {
        Reference r = new Reference(beside);
        r.values.putAll(known);
        for (Expr e : Graphs.topological(roots, Set.copyOf(known.keySet()))) {
            r.values.computeIfAbsent(e, r::compute);
        }
        return r.values;
    }

    /** What a library computes is known where its arguments are, and nothing is known of it elsewhere. */
    private static Bounded array(Op.Array op, Expr e, List<Bounded> args) {
        boolean exact = args.stream().allMatch(a -> Arrays.stream(a.error).allMatch(error -> error == 0));
        Bounded result =
                Bounded.of(op.op().compute(e, args.stream().map(Bounded::value).toList()));
        if (!exact) {
            Arrays.fill(result.error, Double.POSITIVE_INFINITY);
        }
        return result;
    }

    private Bounded compute(Expr e) {
        Op op = e.op();
        if (op instanceof Op.Constant c) {
            return Bounded.of(c.value());
        }
        List<Bounded> args = e.args().stream().map(values::get).toList();
        Bounded x = args.get(0);
        DType out = e.type().dtype();
        Bounded result = switch (op.tag()) {
            case ELEMENTWISE -> Elementwise.compute(((Op.Elementwise) op).op(), out, args, beside);
            case CAST -> Elementwise.cast(x, out);
            case REDUCE -> reduce((Op.Reduce) op, out, x, products(e.args().get(0), 8));
            case SIZE ->
                wholes(
                        new long[0],
                        ((Op.Size) op)
                                .axes().stream().mapToLong(a -> x.shape[a]).reduce(1, (a, b) -> a * b));
            case SHAPE -> wholes(new long[] {x.shape.length}, x.shape);
            case SOFTMAX -> Reductions.softmax(x, out, false);
            case LOG_SOFTMAX -> Reductions.softmax(x, out, true);
            case DOT -> Reductions.dot((Op.Dot) op, out, x, args.get(1));
            case DIMSHUFFLE -> dimshuffle(((Op.DimShuffle) op).pattern(), x);
            case RESHAPE -> x.reshaped(reshaped(args.get(1).wholes, x.size()));
            case BROADCAST_TO -> x.gathered(args.get(1).wholes, Shapes.repeated(x.shape, args.get(1).wholes));
            case SUM_TO -> sumTo(x, args.get(1).wholes, products(e.args().get(0), 8));
            case PART -> {
                List<Along> along = ((Op.Part) op).along();
                List<Bounded> numbers = args.subList(1, args.size());
                yield x.gathered(Parts.shape(x.shape, along, numbers), Parts.positions(x.shape, along, numbers));
            }
            case PLACE -> placed(((Op.Place) op).along(), out, args);
            case GATHER -> Parts.gathered(x, args.subList(1, args.size()));
            case JOIN ->
                Parts.joined(
                        ((Op.Join) op).axis(),
                        args.stream().map(a -> Elementwise.cast(a, out)).toList());
            case IOTA -> wholes(x.wholes, LongStream.range(0, x.wholes[0]).toArray());
            case ARRAY ->
                ((Op.Array) op).op() instanceof Scatter s
                        ? Parts.scattered(s.adds(), x, args.get(1), args.subList(2, args.size()))
                        : array((Op.Array) op, e, args);
            case IDENTITY -> x;
            case INPUT, STATE, CONSTANT -> throw new AssertionError(op);
        };
        if (beside == Beside.REWRITTEN && result.floats != null) {
            for (int i = 0; i < result.size(); i++) {
                if (!Double.isFinite(result.floats[i]) && isMade(op, i, result, args)) {
                    result.error[i] = Double.POSITIVE_INFINITY;
                }
            }
        }
        return result;
    }

    private static Bounded wholes(long[] shape, long... numbers) {
        Bounded z = new Bounded(DType.INT64, shape);
        System.arraycopy(numbers, 0, z.wholes, 0, numbers.length);
        return z;
    }

    private static Bounded dimshuffle(List<Integer> pattern, Bounded x) {
        int[] own = Shapes.strides(x.shape);
        long[] shape = pattern.stream().mapToLong(i -> i < 0 ? 1 : x.shape[i]).toArray();
        int[] strides = pattern.stream().mapToInt(i -> i < 0 ? 0 : own[i]).toArray();
        return x.gathered(shape, Shapes.positions(shape, strides));
    }

    private static long[] reshaped(long[] wanted, int size) {
        long rest = Arrays.stream(wanted).filter(n -> n >= 0).reduce(1, (a, b) -> a * b);
        return Arrays.stream(wanted)
                .map(n -> n >= 0 ? n : rest == 0 ? 0 : size / rest)
                .toArray();
    }

    private static Bounded placed(List<Along> along, DType out, List<Bounded> args) {
        Bounded z = new Bounded(out, args.get(1).wholes.clone());
        int[] places = Parts.positions(z.shape, along, args.subList(2, args.size()));
        for (int i = 0; i < places.length; i++) {
            z.copy(places[i], args.get(0), i);
        }
        return z;
    }

    /**
     * Whether an element became infinite or NaN here: it was computed from finite numbers, or is a NaN that was computed
     * from none. Equations that avoid overflow have the limit there, as 1 for exp(x) / (1 + exp(x)) of a large or infinite x.
     */
    private static boolean isMade(Op op, int i, Bounded result, List<Bounded> args) {
        boolean nan = Double.isNaN(result.floats[i]);
        return args.stream()
                .filter(arg -> arg.floats != null)
                .allMatch(arg -> op instanceof Op.Elementwise && arg.size() == result.size()
                        ? isBefore(arg.floats[i], nan)
                        : Arrays.stream(arg.floats).allMatch(x -> isBefore(x, nan)));
    }

    private static boolean isBefore(double operand, boolean nan) {
        return nan ? !Double.isNaN(operand) : Double.isFinite(operand);
    }

    private static Bounded reduce(Op.Reduce r, DType out, Bounded x, int products) {
        long[] kept = x.shape.clone();
        r.axes().forEach(a -> kept[a] = 1);
        Bounded result = Reductions.reduce(r.kind(), out, x, kept, products);
        long[] shape = r.keepDims()
                ? kept
                : IntStream.range(0, kept.length)
                        .filter(i -> !r.axes().contains(i))
                        .mapToLong(i -> kept[i])
                        .toArray();
        return result.reshaped(shape);
    }

    private static Bounded sumTo(Bounded x, long[] shape, int products) {
        if (Arrays.equals(x.shape, shape)) {
            return withoutSignOfZero(x);
        }
        long[] kept = new long[x.shape.length];
        Arrays.fill(kept, 1);
        System.arraycopy(shape, 0, kept, kept.length - shape.length, shape.length);
        return Reductions.reduce(ReduceOp.SUM, x.dtype, x, kept, products).reshaped(shape);
    }

    /** How many products and quotients follow one another, elements moved or not, as deep as factors are looked for. */
    private static int products(Expr e, int depth) {
        ScalarOp op = e.op() instanceof Op.Elementwise w ? w.op() : null;
        if (depth > 0 && (op == ScalarOp.MULTIPLY || op == ScalarOp.DIVIDE)) {
            return 1 + e.args().stream().mapToInt(a -> products(a, depth - 1)).sum();
        }
        boolean passesOn = op == ScalarOp.NEGATE || e.op().movesElements();
        return depth > 0 && passesOn ? products(e.args().get(0), depth - 1) : 0;
    }

    /** A sum of each single element: 0 for -0, where it begins with 0. */
    private static Bounded withoutSignOfZero(Bounded x) {
        Bounded z = x.reshaped(x.shape);
        for (int i = 0; i < z.size() && z.floats != null; i++) {
            z.error[i] = z.floats[i] == 0 ? Math.max(z.error[i], Double.MIN_VALUE) : z.error[i];
        }
        return z;
    }
}
