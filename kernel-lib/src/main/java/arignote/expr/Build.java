package arignote.expr;

import arignote.Config;
import arignote.Expr;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Builds checked expressions; the front doors and the gradients write in these words. */
public final class Build {
    private Build() {}

    /** A new variable that calls bring; the name may be null. */
    public static Expr input(String name, TensorType type) {
        Expr x = Expr.of(new Op.Input(type), List.of());
        return name == null ? x : x.name(name);
    }

    /** A fixed value. */
    public static Expr constant(HostArray value) {
        return Expr.of(new Op.Constant(value), List.of());
    }

    /**
     * The constant that a number is beside {@code other}: of its dtype, except that a fraction beside whole numbers is
     * floatX, and that any number beside a bool is int64 or floatX.
     */
    public static Expr number(Number value, Expr other) {
        return Operands.number(value, other.type().dtype(), other);
    }

    /** A constant of a reader's value: a number is floatX or int32 or int64, an array keeps its type. */
    public static Expr constant(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return constant(HostArray.scalar(Config.floatX(), ((Number) value).doubleValue()));
        }
        return constant(Evaluator.get().literal(value, "the constant"));
    }

    /** A number in the shape and dtype of {@code x}. */
    public static Expr filled(Expr x, double value) {
        Expr number = constant(HostArray.scalar(x.type().dtype(), value));
        return x.type().rank() == 0 ? number : broadcastTo(number, x);
    }

    /** An int64 scalar. */
    public static Expr whole(long value) {
        return constant(HostArray.ofLongs(DType.INT64, new long[0], new long[] {value}));
    }

    /** One scalar operation on the elements of its operands. */
    public static Expr scalar(ScalarOp op, Expr... operands) {
        return Expr.of(new Op.Elementwise(op), Arrays.asList(operands));
    }

    /** What a reader gave - an expression, a number, an array - as it is beside {@code other}. */
    public static Expr beside(Expr other, Object given) {
        return Operands.of("update", 1, other, given)[1];
    }

    /** One scalar operation on what a reader gave: expressions, numbers, arrays. */
    public static Expr elementwise(ScalarOp op, Object... operands) {
        return scalar(op, Operands.of(op.label(), 1, operands));
    }

    /** An operation on the first two, then on its result and the third, and so on. */
    public static Expr chain(ScalarOp op, Object... given) {
        if (given == null || given.length == 0) {
            throw new IllegalArgumentException(op.label() + " got " + (given == null ? "null" : "no operand")
                    + "; give expressions, numbers or arrays");
        }
        // Java passes a lone double[][] as the array of operands itself
        boolean several = given.getClass() == Object[].class || given instanceof Expr[] || given instanceof Number[];
        Expr[] operands = several ? Operands.of(op.label(), 1, given) : Operands.of(op.label(), 1, (Object) given);
        Expr chain = operands[0];
        for (int i = 1; i < operands.length; i++) {
            chain = scalar(op, chain, operands[i]);
        }
        return chain;
    }

    /** The second where the first holds, else the third, of what a reader gave: expressions, numbers, arrays. */
    public static Expr where(Object condition, Object yes, Object no) {
        Expr chooses = Operands.condition(condition);
        Expr[] chosen = Operands.of("where", 2, yes, no);
        return scalar(ScalarOp.WHERE, chooses, chosen[0], chosen[1]);
    }

    /** The same expression if it has the type already. */
    public static Expr cast(Expr x, DType to) {
        return Operands.there("cast", x).type().dtype() == to ? x : Expr.of(new Op.Cast(to), List.of(x));
    }

    /**
     * The same elements in another dtype.
     *
     * @param to a name of NumPy's, or {@code floatX}
     * @throws IllegalArgumentException if there is no such dtype
     */
    public static Expr cast(Expr x, String to) {
        return cast(Operands.there("cast", x), "floatX".equals(to) ? Config.floatX() : DType.of(to));
    }

    /** The nearest number from {@code low} to {@code high}, of what a reader gave: expressions, numbers, arrays. */
    public static Expr clip(Object x, Object low, Object high) {
        Expr[] all = Operands.of("clip", 1, x, low, high);
        return scalar(ScalarOp.MINIMUM, scalar(ScalarOp.MAXIMUM, all[0], all[1]), all[2]);
    }

    /**
     * @param axes from the front, or negative from the end; none means all
     * @throws IllegalArgumentException if an axis is repeated or out of range
     */
    public static Expr reduce(ReduceOp kind, Expr x, int... axes) {
        return Expr.of(new Op.Reduce(kind, axes(kind.label(), x, axes), false), List.of(x));
    }

    /** The same, with the reduced axes left in place, of length 1, if {@code keepDims} holds. */
    public static Expr reduce(ReduceOp kind, Expr x, int[] axes, boolean keepDims) {
        return Expr.of(new Op.Reduce(kind, axes(kind.label(), x, axes), keepDims), List.of(x));
    }

    /** {@code reduction} with its reduced axes left in place, of length 1. */
    public static Expr keepDims(Expr reduction) {
        if (reduction.op() instanceof Op.Reduce r) {
            return Expr.of(new Op.Reduce(r.kind(), r.axes(), true), reduction.args());
        }
        throw new IllegalArgumentException("keepDims() is for the result of sum, mean, max, min or argmax, and "
                + Printer.quoted(reduction) + " is none");
    }

    /**
     * The result of a reduction with its reduced axes put back, of length 1, so that it broadcasts to the argument.
     *
     * @param rank of the argument
     */
    public static Expr restored(Op.Reduce r, int rank, Expr result) {
        if (r.keepDims() || result.type().rank() == 0) {
            return result;
        }
        List<Integer> pattern = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            pattern.add(r.axes().contains(i) ? Op.DimShuffle.NEW : next++);
        }
        return dimshuffle(result, pattern);
    }

    /** The axes counted from the front and in order. */
    static List<Integer> axes(String what, Expr x, int... axes) {
        int rank = Operands.there(what, x).type().rank();
        if (axes.length == 0) {
            return IntStream.range(0, rank).boxed().toList();
        }
        List<Integer> counted = new ArrayList<>();
        for (int axis : axes) {
            int a = axis(what, x, axis);
            if (counted.contains(a)) {
                throw new IllegalArgumentException(
                        what + " names axis " + axis + " of " + Printer.quoted(x) + " twice");
            }
            counted.add(a);
        }
        counted.sort(null);
        return List.copyOf(counted);
    }

    /**
     * An axis counted from the front.
     *
     * @param axis from the front, or negative from the end
     * @throws IllegalArgumentException if it is out of range
     */
    public static int axis(String what, Expr x, int axis) {
        int rank = x.type().rank();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException(what + " over axis " + axis + ", but " + Printer.quoted(x) + " is "
                    + x.type().described() + " with " + (rank == 1 ? "1 axis" : rank + " axes"));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** The number of elements along {@code axes}, in {@code dtype}. */
    public static Expr size(Expr x, List<Integer> axes, DType dtype) {
        return cast(Expr.of(new Op.Size(axes), List.of(x)), dtype);
    }

    /** The lengths of all axes, an int64 vector. */
    public static Expr shape(Expr x) {
        return Expr.of(new Op.Shape(), Arrays.asList(x));
    }

    /** The expression whose lengths a vector of lengths holds, or null if it is no such vector. */
    public static Expr shaped(Expr lengths) {
        return lengths.op() instanceof Op.Shape ? lengths.args().get(0) : null;
    }

    /** exp(x) / sum(exp(x)) over the last axis. */
    public static Expr softmax(Expr x) {
        return Expr.of(new Op.Softmax(), Arrays.asList(x));
    }

    /** log(softmax(x)) over the last axis. */
    public static Expr logSoftmax(Expr x) {
        return Expr.of(new Op.LogSoftmax(), Arrays.asList(x));
    }

    /** NumPy's dot: a product if one side is a scalar; else the last axis of a with the last but one of b. */
    public static Expr dot(Expr a, Expr b) {
        Operands.there("dot", a, b);
        if (a.type().rank() == 0 || b.type().rank() == 0) {
            return scalar(ScalarOp.MULTIPLY, a, b);
        }
        int right = Math.max(0, b.type().rank() - 2);
        return dot(a, b, List.of(a.type().rank() - 1), List.of(right));
    }

    /** NumPy's dot of what a reader gave: expressions, numbers, arrays. */
    public static Expr dot(Object a, Object b) {
        Expr[] both = Operands.of("dot", 1, a, b);
        return dot(both[0], both[1]);
    }

    /** The sum of products over pairs of axes: {@link Op.Dot}. */
    public static Expr dot(Expr a, Expr b, List<Integer> left, List<Integer> right) {
        return Expr.of(new Op.Dot(left, right), List.of(a, b));
    }

    /**
     * @param pattern for each axis of the result the argument's axis, or {@link Op.DimShuffle#NEW}
     * @throws IllegalArgumentException if an axis is repeated or out of range
     */
    public static Expr dimshuffle(Expr x, List<Integer> pattern) {
        int rank = Operands.there("dimshuffle", x).type().rank();
        for (int i = 0; i < pattern.size(); i++) {
            int axis = pattern.get(i);
            if (axis != Op.DimShuffle.NEW && (axis < 0 || axis >= rank)) {
                throw new IllegalArgumentException("dimshuffle names axis " + axis + ", but " + Printer.quoted(x)
                        + " is " + x.type().described() + " with axes 0 to " + (rank - 1) + "; a new axis is 'x'");
            }
            if (axis != Op.DimShuffle.NEW && pattern.indexOf(axis) != i) {
                throw new IllegalArgumentException(
                        "dimshuffle names axis " + axis + " of " + Printer.quoted(x) + " twice");
            }
        }
        boolean identity = pattern.equals(IntStream.range(0, rank).boxed().toList());
        return identity ? x : Expr.of(new Op.DimShuffle(List.copyOf(pattern)), List.of(x));
    }

    /**
     * @param pattern for each axis of the result the argument's axis, or {@code "x"} for a new one
     * @throws IllegalArgumentException if there is something else, or an axis is repeated or out of range
     */
    public static Expr dimshuffle(Expr x, Object... pattern) {
        if (pattern == null) {
            throw new IllegalArgumentException("dimshuffle got null; give axes and \"x\" for a new axis");
        }
        List<Integer> axes = new ArrayList<>();
        for (Object p : Operands.pattern(pattern)) {
            if (p instanceof Integer i) {
                axes.add(i);
            } else if ("x".equals(p) || Character.valueOf('x').equals(p)) {
                axes.add(Op.DimShuffle.NEW);
            } else {
                throw new IllegalArgumentException("dimshuffle takes axes and \"x\" for a new axis, not "
                        + (p != null && p.getClass().isArray() ? p.getClass().getSimpleName() : p) + ", of "
                        + Printer.quoted(x));
            }
        }
        return dimshuffle(x, axes);
    }

    /** All axes in the opposite order, or in the given one. */
    public static Expr transpose(Expr x, int... axes) {
        int rank = Operands.there("transpose", x).type().rank();
        if (axes.length == 0) {
            return dimshuffle(
                    x, IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList());
        }
        if (axes.length != rank) {
            throw new IllegalArgumentException("transpose needs all " + rank + " axes of " + Printer.quoted(x)
                    + " in their new order, not " + Arrays.toString(axes));
        }
        return dimshuffle(
                x, Arrays.stream(axes).map(a -> axis("transpose", x, a)).boxed().toList());
    }

    /** @param lengths at most one of them -1: what is left */
    public static Expr reshape(Expr x, long... lengths) {
        long open = Arrays.stream(lengths).filter(n -> n == -1).count();
        if (open > 1 || Arrays.stream(lengths).anyMatch(n -> n < -1)) {
            throw new IllegalArgumentException("reshape of " + Printer.quoted(x) + " to " + Arrays.toString(lengths)
                    + ": lengths are 0 or more, and at most one is -1 (what is left)");
        }
        return reshape(x, constant(HostArray.vector(lengths)), lengths.length);
    }

    /** The elements row by row in the shape that an int64 vector of {@code rank} elements holds. */
    public static Expr reshape(Expr x, Expr shape, int rank) {
        return Expr.of(new Op.Reshape(rank), Arrays.asList(x, shape));
    }

    /** {@code x} repeated to the shape of {@code like}. */
    public static Expr broadcastTo(Expr x, Expr like) {
        return Expr.of(new Op.BroadcastTo(like.type().rank()), List.of(x, shape(like)));
    }

    /** {@code x} summed back to the shape of {@code like}, from which it was broadcast. */
    public static Expr sumTo(Expr x, Expr like) {
        return Expr.of(new Op.SumTo(like.type().rank()), List.of(x, shape(like)));
    }

    /** The part at these whole numbers, one for each leading axis. */
    public static Expr index(Expr x, List<Expr> indices) {
        return part(x, Collections.nCopies(indices.size(), new Along.At()), indices);
    }

    /** A part: {@link Op.Part}. */
    public static Expr part(Expr x, List<Along> along, List<Expr> numbers) {
        int needed = along.size();
        while (needed > 0 && along.get(needed - 1).equals(Along.Slice.ALL)) {
            needed--;
        }
        return needed == 0
                ? x
                : Expr.of(new Op.Part(List.copyOf(along.subList(0, needed))), Operands.behind(List.of(x), numbers));
    }

    /** Zeros in the shape of {@code like} with {@code part} at these whole numbers. */
    public static Expr addAt(Expr part, Expr like, List<Expr> indices) {
        return place(part, like, Collections.nCopies(indices.size(), new Along.At()), indices);
    }

    /** Zeros in the shape of {@code like} with {@code part}, of exactly its shape, in the part that {@link Op.Part} takes. */
    public static Expr place(Expr part, Expr like, List<Along> along, List<Expr> numbers) {
        return Expr.of(
                new Op.Place(like.type().rank(), List.copyOf(along)),
                Operands.behind(List.of(part, shape(like)), numbers));
    }

    /** The elements at arrays of whole numbers: {@link Op.Gather}. */
    public static Expr gather(Expr x, List<Expr> indices) {
        return Expr.of(new Op.Gather(), Operands.behind(List.of(x), indices));
    }

    /** Arrays one behind the other along an axis. */
    public static Expr join(int axis, List<Expr> parts) {
        return parts.size() == 1 ? parts.get(0) : Expr.of(new Op.Join(axis), parts);
    }

    /** The whole numbers from 0 up to, but without {@code n}, an int64 vector. */
    public static Expr iota(Expr n) {
        return Expr.of(new Op.Iota(), List.of(n));
    }

    /** The length of an axis, an int64 scalar. */
    public static Expr length(Expr x, int axis) {
        return Expr.of(new Op.Size(List.of(axis)), List.of(x));
    }

    /** Whole numbers as an int64 vector. */
    public static Expr vector(List<Expr> numbers) {
        boolean fixed = numbers.stream().allMatch(n -> n.op() instanceof Op.Constant);
        if (fixed) {
            return constant(HostArray.vector(numbers.stream()
                    .mapToLong(n -> ((Op.Constant) n.op()).value().longAt(0))
                    .toArray()));
        }
        return join(
                0,
                numbers.stream()
                        .map(n -> dimshuffle(cast(n, DType.INT64), List.of(Op.DimShuffle.NEW)))
                        .toList());
    }

    /** What a reader gave in an expression's place, as an expression. */
    public static Expr expression(String what, Object given) {
        return Operands.of(what, 1, given)[0];
    }

    /** What a library computes. */
    public static Expr array(ArrayOp op, Expr... args) {
        return Expr.of(new Op.Array(op), Arrays.asList(args));
    }
}
