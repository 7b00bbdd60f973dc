package arignote.function.interpret;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.print.Printer;
import arignote.value.Shapes;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The shape of an operation's result, and the sentence for each reason why shapes and indices do not fit. */
final class ResultShape {
    private final Expr e;
    private final List<long[]> args;
    private final IntFunction<Tensor> value;

    private ResultShape(Expr e, List<long[]> args, IntFunction<Tensor> value) {
        this.e = e;
        this.args = args;
        this.value = value;
    }

    /**
     * The shape that the value of {@code e} has where its arguments have these shapes.
     *
     * @param value the value of an argument; only shapes and indices are asked for
     * @throws IllegalArgumentException if the arguments do not fit, naming them and what they have
     */
    static long[] of(Expr e, List<long[]> args, IntFunction<Tensor> value) {
        return new ResultShape(e, args, value).shape();
    }

    private long[] shape() {
        Op op = e.op();
        long[] x = args.get(0);
        return switch (op.tag()) {
            case ELEMENTWISE -> broadcast();
            case CAST, SOFTMAX, LOG_SOFTMAX, IDENTITY -> x;
            case REDUCE -> reduced((Op.Reduce) op, x);
            case SIZE -> new long[0];
            case SHAPE -> new long[] {x.length};
            case DOT -> dot((Op.Dot) op, x, args.get(1));
            case DIMSHUFFLE -> dimshuffle((Op.DimShuffle) op, x);
            case RESHAPE -> reshaped(x, lengths());
            case BROADCAST_TO -> repeated(x, lengths());
            case SUM_TO -> summedTo(x, lengths());
            case PART -> part(((Op.Part) op).along(), x, 0, 1);
            case PLACE -> placed(((Op.Place) op).along(), x, lengths());
            case GATHER -> gathered(x);
            case JOIN -> joined(((Op.Join) op).axis());
            case IOTA -> new long[] {counted(value.apply(0).host().longAt(0))};
            case ARRAY, INPUT, STATE, CONSTANT -> throw new AssertionError(op + " has a value alone");
        };
    }

    /** The lengths that the second argument holds. */
    private long[] lengths() {
        long[] lengths = value.apply(1).host().longs();
        for (long n : lengths) {
            if (n < 0 && !(e.op() instanceof Op.Reshape)) {
                counted(n);
            }
        }
        return lengths;
    }

    private long[] broadcast() {
        int rank = args.stream().mapToInt(s -> s.length).max().orElse(0);
        long[] result = new long[rank];
        int[] decidedBy = new int[rank];
        Arrays.fill(result, 1);
        for (int k = 0; k < args.size(); k++) {
            long[] shape = args.get(k);
            for (int i = 0; i < shape.length; i++) {
                int axis = rank - shape.length + i;
                if (shape[i] != 1 && result[axis] == 1) {
                    result[axis] = shape[i];
                    decidedBy[axis] = k;
                } else if (shape[i] != 1 && shape[i] != result[axis]) {
                    throw mismatch(decidedBy[axis], k, "");
                }
            }
        }
        return result;
    }

    private long[] reduced(Op.Reduce r, long[] x) {
        long[] kept = ReduceOps.kept(x, r.axes(), r.keepDims());
        boolean nothing = ReduceOps.count(x, r.axes()) == 0 && Shapes.size(kept) > 0;
        if (nothing && !r.kind().isOfNothing()) {
            throw new IllegalArgumentException(
                    "there is no " + r.kind().label() + " of no elements: " + has(0) + ", in " + quoted().get(0));
        }
        return kept;
    }

    private long[] dot(Op.Dot d, long[] a, long[] b) {
        for (int i = 0; i < d.left().size(); i++) {
            int left = d.left().get(i);
            int right = d.right().get(i);
            if (a[left] != b[right]) {
                throw mismatch(
                        0,
                        1,
                        "; axis " + left + " of the first and axis " + right
                                + " of the second must have the same length");
            }
        }
        return LongStream.concat(
                        Op.Dot.free(a.length, d.left()).stream().mapToLong(i -> a[i]),
                        Op.Dot.free(b.length, d.right()).stream().mapToLong(i -> b[i]))
                .toArray();
    }

    private long[] dimshuffle(Op.DimShuffle d, long[] x) {
        for (int axis : d.dropped(x.length)) {
            if (x[axis] != 1) {
                throw new IllegalArgumentException(
                        quoted().get(0) + " leaves out axis " + axis + ", which must have length 1, but " + has(0));
            }
        }
        return d.pattern().stream()
                .mapToLong(i -> i == Op.DimShuffle.NEW ? 1 : x[i])
                .toArray();
    }

    private long[] reshaped(long[] x, long[] lengths) {
        long size = Shapes.size(x);
        long[] shape = lengths.clone();
        long known = Arrays.stream(shape).filter(n -> n != -1).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == -1) {
                shape[i] = known == 0 ? 0 : size / known;
            }
        }
        long open = Arrays.stream(lengths).filter(n -> n == -1).count();
        if (open > 1 || Arrays.stream(lengths).anyMatch(n -> n < -1) || Shapes.size(shape) != size) {
            throw new IllegalArgumentException("cannot reshape: " + has(0) + ", which is " + size + " elements, and "
                    + Shapes.text(lengths) + " is asked for");
        }
        return shape;
    }

    private long[] repeated(long[] x, long[] to) {
        if (!isRepeated(x, to)) {
            throw new IllegalArgumentException("cannot repeat to the shape " + Shapes.text(to) + ": " + has(0));
        }
        Shapes.length(to); // which says it if there are too many elements
        return to;
    }

    private long[] summedTo(long[] x, long[] to) {
        if (!isRepeated(to, x)) {
            throw new IllegalArgumentException("cannot sum back to the shape " + Shapes.text(to) + ": " + has(0));
        }
        return to;
    }

    /** Whether one shape is the other after axes of length 1 are repeated. */
    private static boolean isRepeated(long[] from, long[] to) {
        if (from.length > to.length) {
            return false;
        }
        long[] padded = Shapes.padded(from, to.length);
        for (int i = 0; i < to.length; i++) {
            if (padded[i] != to[i] && padded[i] != 1) {
                return false;
            }
        }
        return true;
    }

    private long[] placed(List<Along> along, long[] x, long[] to) {
        long[] part = part(along, to, 1, 2);
        if (!Arrays.equals(part, x)) {
            throw new IllegalArgumentException("a part of the shape " + Shapes.text(part) + " is added to in "
                    + quoted().get(0) + ", but " + has(0));
        }
        return to;
    }

    /** The part of {@code shape}, which argument {@code of} has or is. */
    private long[] part(List<Along> along, long[] shape, int of, int firstNumber) {
        List<Tensor> numbers =
                IntStream.range(firstNumber, args.size()).mapToObj(value).toList();
        List<Along.Axis<Tensor>> axes = Along.axes(along, numbers);
        for (int axis = 0; axis < axes.size(); axis++) {
            if (axes.get(axis).along() instanceof Along.At) {
                long at = axes.get(axis).at().host().longAt(0);
                if (at < -shape[axis] || at >= shape[axis]) {
                    throw new IllegalArgumentException("index " + at + " is out of range in " + quoted().get(0) + ": "
                            + Shapes.described(quoted().get(of + 1), shape));
                }
            }
        }
        return PartPlaces.shape(shape, along, numbers);
    }

    private long[] gathered(long[] x) {
        List<long[]> shapes = args.subList(1, args.size());
        long[] common = PartPlaces.common(shapes);
        if (common == null) {
            throw new IllegalArgumentException(
                    "arrays of indices do not broadcast in " + quoted().get(0) + ": " + has(1) + " and " + has(2));
        }
        for (int axis = 0; axis < shapes.size(); axis++) {
            HostArray index = value.apply(axis + 1).host();
            for (int i = 0; i < index.size(); i++) {
                long at = index.longAt(i);
                if (at < -x[axis] || at >= x[axis]) {
                    throw new IllegalArgumentException(
                            "index " + at + " is out of range in " + quoted().get(0) + ": " + has(0));
                }
            }
        }
        return LongStream.concat(Arrays.stream(common), Arrays.stream(x).skip(shapes.size()))
                .toArray();
    }

    private long[] joined(int axis) {
        long[] shape = args.get(0).clone();
        for (int k = 1; k < args.size(); k++) {
            for (int i = 0; i < shape.length; i++) {
                if (i == axis) {
                    shape[i] += args.get(k)[i];
                } else if (args.get(k)[i] != shape[i]) {
                    throw mismatch(0, k, "; they may differ along axis " + axis + " alone");
                }
            }
        }
        return shape;
    }

    /** A length that is 0 or more. */
    private long counted(long n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "a length is " + n + " in " + quoted().get(0) + "; lengths are 0 or more");
        }
        return n;
    }

    private IllegalArgumentException mismatch(int first, int second, String more) {
        String both = has(first).equals(has(second)) ? has(first) : has(first) + " and " + has(second);
        return new IllegalArgumentException("shapes do not match in " + quoted().get(0) + ": " + both + more);
    }

    /** {@code 'x' has the shape [3]}. */
    private String has(int argument) {
        return Shapes.described(quoted().get(argument + 1), args.get(argument));
    }

    /** What the expression is called in the sentence, then what its arguments are; for a shape whose it is. */
    private List<String> quoted() {
        List<Expr> all = new ArrayList<>(List.of(e));
        e.args().forEach(a -> all.add(a.op() instanceof Op.Shape ? a.args().get(0) : a));
        return Printer.quoted(all);
    }
}
