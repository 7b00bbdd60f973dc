package arignote.expr;

import arignote.Config;
import arignote.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    public static Expr constant(Literal value) {
        return Expr.of(new Op.Constant(value), List.of());
    }

    /**
     * The constant that a number is beside {@code other}: of its dtype, except that a fraction beside whole numbers is
     * floatX, and that any number beside a bool is int64 or floatX.
     */
    public static Expr number(Number value, Expr other) {
        boolean fraction = value instanceof Double || value instanceof Float;
        DType beside = other.type().dtype();
        if (beside.isFloat()) {
            return constant(Literal.scalar(beside, value.doubleValue()));
        }
        if (fraction) {
            return constant(Literal.scalar(Config.floatX(), value.doubleValue()));
        }
        long whole = value.longValue();
        DType dtype = beside == DType.BOOL ? DType.INT64 : beside;
        if (dtype == DType.INT32 && whole != (int) whole) {
            throw new IllegalArgumentException(
                    whole + " does not fit in int32, the type of " + Printer.quoted(other) + "; cast that to int64");
        }
        return constant(Literal.ofIntegers(dtype, new long[0], new long[] {whole}));
    }

    /** A constant of a reader's value: a number is floatX or int32 or int64, an array keeps its type. */
    public static Expr constant(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return constant(Literal.scalar(Config.floatX(), ((Number) value).doubleValue()));
        }
        return constant(Evaluator.get().literal(value, "the constant"));
    }

    /** A number in the shape and dtype of {@code x}. */
    public static Expr filled(Expr x, double value) {
        Expr number = constant(Literal.scalar(x.type().dtype(), value));
        return x.type().rank() == 0 ? number : broadcastTo(number, x);
    }

    /** An int64 scalar. */
    public static Expr whole(long value) {
        return constant(Literal.ofIntegers(DType.INT64, new long[0], new long[] {value}));
    }

    /** One scalar operation on the elements of its operands. */
    public static Expr scalar(ScalarOp op, Expr... operands) {
        for (Expr operand : operands) {
            if (operand == null) {
                String name = op.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                throw new NullPointerException("an operand of " + name + " is null, it has no value yet");
            }
        }
        return Expr.of(new Op.Elementwise(op), List.of(operands));
    }

    /** The same expression if it has the type already. */
    public static Expr cast(Expr x, DType to) {
        return x.type().dtype() == to ? x : Expr.of(new Op.Cast(to), List.of(x));
    }

    /**
     * @param axes from the front, or negative from the end; none means all
     * @throws IllegalArgumentException if an axis is repeated or out of range
     */
    public static Expr reduce(Op.Reduce.Kind kind, Expr x, int... axes) {
        return Expr.of(new Op.Reduce(kind, axes(kind.label(), x, axes), false), List.of(x));
    }

    /** {@code reduction} with its reduced axes left in place, of length 1. */
    public static Expr keepDims(Expr reduction) {
        if (reduction.op() instanceof Op.Reduce r) {
            return Expr.of(new Op.Reduce(r.kind(), r.axes(), true), reduction.args());
        }
        throw new IllegalArgumentException("keepDims() is for the result of sum, mean, max, min or argmax, and "
                + Printer.quoted(reduction) + " is none");
    }

    /** The axes counted from the front and in order. */
    static List<Integer> axes(String what, Expr x, int... axes) {
        int rank = x.type().rank();
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

    static int axis(String what, Expr x, int axis) {
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
        return Expr.of(new Op.Shape(), List.of(x));
    }

    /** exp(x) / sum(exp(x)) over the last axis. */
    public static Expr softmax(Expr x) {
        return Expr.of(new Op.Softmax(), List.of(x));
    }

    /** log(softmax(x)) over the last axis. */
    public static Expr logSoftmax(Expr x) {
        return Expr.of(new Op.LogSoftmax(), List.of(x));
    }

    /** NumPy's dot: a product if one side is a scalar; else the last axis of a with the last but one of b. */
    public static Expr dot(Expr a, Expr b) {
        if (a.type().rank() == 0 || b.type().rank() == 0) {
            return scalar(ScalarOp.MULTIPLY, a, b);
        }
        int right = Math.max(0, b.type().rank() - 2);
        return dot(a, b, List.of(a.type().rank() - 1), List.of(right));
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
        int rank = x.type().rank();
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
        List<Integer> axes = new ArrayList<>();
        for (Object p : pattern) {
            if (p instanceof Integer i) {
                axes.add(i);
            } else if ("x".equals(p) || Character.valueOf('x').equals(p)) {
                axes.add(Op.DimShuffle.NEW);
            } else {
                throw new IllegalArgumentException(
                        "dimshuffle takes axes and \"x\" for a new axis, not " + p + ", of " + Printer.quoted(x));
            }
        }
        return dimshuffle(x, axes);
    }

    /** All axes in the opposite order, or in the given one. */
    public static Expr transpose(Expr x, int... axes) {
        int rank = x.type().rank();
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
        return reshape(x, constant(Literal.vector(lengths)), lengths.length);
    }

    /** The elements row by row in the shape that an int64 vector of {@code rank} elements holds. */
    public static Expr reshape(Expr x, Expr shape, int rank) {
        return Expr.of(new Op.Reshape(rank), List.of(x, shape));
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
        List<Expr> args = new ArrayList<>(List.of(x));
        args.addAll(indices);
        return Expr.of(new Op.Index(), List.copyOf(args));
    }

    /** Zeros in the shape of {@code like} with {@code part} at these whole numbers. */
    public static Expr addAt(Expr part, Expr like, List<Expr> indices) {
        List<Expr> args = new ArrayList<>(List.of(part, shape(like)));
        args.addAll(indices);
        return Expr.of(new Op.AddAt(like.type().rank()), List.copyOf(args));
    }
}
