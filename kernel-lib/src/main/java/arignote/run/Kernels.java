package arignote.run;

import arignote.Expr;
import arignote.expr.DType;
import arignote.expr.Elementary;
import arignote.expr.Op;
import arignote.expr.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One operation on the values of its arguments. The meaning is NumPy's; a result may be a view of an argument. */
public final class Kernels {
    private Kernels() {}

    /**
     * The value of {@code e} from the values of its arguments.
     *
     * @throws IllegalArgumentException if the shapes do not match, naming the arguments and both shapes
     */
    public static Tensor compute(Expr e, List<Tensor> args) {
        Op op = e.op();
        Tensor x = args.get(0);
        if (op instanceof Op.Elementwise w) {
            return ElementwiseKernel.compute(e, w.op(), args);
        }
        if (op instanceof Op.Cast c) {
            return new Tensor(x.plain().as(c.to()));
        }
        if (op instanceof Op.Reduce r) {
            return ReduceKernel.compute(e, r, x);
        }
        if (op instanceof Op.Size s) {
            return new Tensor(Plain.of(DType.INT64, new long[0], new long[] {ReduceKernel.count(x.shape(), s.axes())}));
        }
        if (op instanceof Op.Shape) {
            return new Tensor(Plain.of(DType.INT64, new long[] {x.rank()}, x.shape()));
        }
        if (op instanceof Op.Softmax) {
            return new Tensor(softmax(x.plain().as(e.type().dtype()), false));
        }
        if (op instanceof Op.LogSoftmax) {
            return new Tensor(softmax(x.plain().as(e.type().dtype()), true));
        }
        if (op instanceof Op.Dot d) {
            return DotKernel.compute(e, d, x, args.get(1));
        }
        if (op instanceof Op.DimShuffle d) {
            return dimshuffle(e, d, x);
        }
        if (op instanceof Op.Reshape) {
            return reshape(e, x, lengths(args.get(1)));
        }
        if (op instanceof Op.BroadcastTo) {
            return broadcastTo(e, x, lengths(args.get(1)));
        }
        if (op instanceof Op.SumTo) {
            return sumTo(e, x, lengths(args.get(1)));
        }
        if (op instanceof Op.Index) {
            return index(e, x, args.subList(1, args.size()));
        }
        if (op instanceof Op.AddAt) {
            return addAt(e, x, lengths(args.get(1)), args.subList(2, args.size()));
        }
        throw new AssertionError("no kernel for " + op);
    }

    /**
     * The shape that the value of {@code e} has where its arguments have these shapes.
     *
     * @param e an elementwise operation, a reduction or a dot product
     * @throws IllegalArgumentException if the shapes do not match, in the words of {@link #compute}
     */
    public static long[] shape(Expr e, List<long[]> args) {
        Op op = e.op();
        if (op instanceof Op.Elementwise) {
            return Shapes.broadcast(e, args);
        }
        if (op instanceof Op.Reduce r) {
            return ReduceKernel.kept(args.get(0), r.axes(), r.keepDims());
        }
        if (op instanceof Op.Dot d) {
            return DotKernel.shape(e, d, args.get(0), args.get(1));
        }
        throw new AssertionError("no shape for " + op);
    }

    private static long[] lengths(Tensor shape) {
        return shape.plain().wholes;
    }

    private static Plain softmax(Plain x, boolean log) {
        int n = (int) x.shape[x.shape.length - 1];
        Plain z = Plain.zeros(x.dtype, x.shape);
        for (int row = 0; row + n <= x.size() && n > 0; row += n) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = row; i < row + n; i++) {
                max = Math.max(max, x.floats[i]);
            }
            double sum = 0;
            for (int i = row; i < row + n; i++) {
                sum += Elementary.exp(x.floats[i] - max);
            }
            for (int i = row; i < row + n; i++) {
                double d = x.floats[i] - max;
                double value = log ? d - Elementary.log(sum) : Elementary.exp(d) / sum;
                z.floats[i] = x.dtype == DType.FLOAT32 ? (float) value : value;
            }
        }
        return z;
    }

    private static Tensor dimshuffle(Expr e, Op.DimShuffle d, Tensor x) {
        List<Integer> dropped = d.dropped(x.rank());
        for (int axis : dropped) {
            if (x.shape()[axis] != 1) {
                throw new IllegalArgumentException(
                        Printer.quoted(e) + " leaves out axis " + axis + ", which must have length 1, but "
                                + Shapes.described(e.args().get(0), x.shape()));
            }
        }
        List<Integer> order = new ArrayList<>(
                d.pattern().stream().filter(i -> i != Op.DimShuffle.NEW).toList());
        long[] shape = d.pattern().stream()
                .mapToLong(i -> i == Op.DimShuffle.NEW ? 1 : x.shape()[i])
                .toArray();
        boolean turns = !order.equals(order.stream().sorted().toList());
        if (!turns) {
            return x.reshaped(shape);
        }
        order.addAll(dropped);
        return x.size() == 0
                ? new Tensor(Plain.zeros(x.dtype(), shape))
                : new Tensor(x.array().permute(ReduceKernel.ints(order)).reshape('c', shape));
    }

    private static Tensor reshape(Expr e, Tensor x, long[] lengths) {
        long[] shape = lengths.clone();
        long known = Arrays.stream(shape).filter(n -> n != -1).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == -1) {
                shape[i] = known == 0 ? 0 : x.size() / known;
            }
        }
        if (Shapes.size(shape) != x.size()) {
            throw new IllegalArgumentException(
                    "cannot reshape: " + Shapes.described(e.args().get(0), x.shape()) + ", which is " + x.size()
                            + " elements, and " + Shapes.text(lengths) + " is asked for");
        }
        return x.size() == 0 ? new Tensor(Plain.zeros(x.dtype(), shape)) : x.reshaped(shape);
    }

    private static Tensor broadcastTo(Expr e, Tensor x, long[] shape) {
        if (Arrays.equals(x.shape(), shape)) {
            return x;
        }
        boolean fits = x.rank() <= shape.length;
        long[] padded = fits ? Shapes.padded(x.shape(), shape.length) : x.shape();
        for (int i = 0; fits && i < shape.length; i++) {
            fits = padded[i] == shape[i] || padded[i] == 1;
        }
        if (!fits) {
            throw new IllegalArgumentException("cannot repeat to the shape " + Shapes.text(shape) + ": "
                    + Shapes.described(e.args().get(0), x.shape()));
        }
        if (x.dtype().isFloat() && Shapes.size(shape) > Tensor.SMALL) {
            return new Tensor(ElementwiseKernel.repeated(x.array(), shape));
        }
        return new Tensor(x.plain().gathered(shape, Shapes.sources(x.shape(), shape)));
    }

    private static Tensor sumTo(Expr e, Tensor x, long[] shape) {
        if (Arrays.equals(x.shape(), shape)) {
            return x;
        }
        long[] target = Shapes.padded(shape, x.rank());
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < target.length; i++) {
            if (target[i] != x.shape()[i]) {
                axes.add(i);
            }
        }
        Expr sum = Expr.of(
                new Op.Reduce(Op.Reduce.Kind.SUM, axes, true), List.of(e.args().get(0)));
        return ReduceKernel.compute(sum, (Op.Reduce) sum.op(), x).reshaped(shape);
    }

    /** The position of the part that the indices choose, and its length: {from, count}. */
    private static int[] part(Expr e, Expr of, long[] shape, List<Tensor> indices) {
        long[] strides = Shapes.strides(shape);
        long from = 0;
        long count = Shapes.size(shape);
        for (int i = 0; i < indices.size(); i++) {
            long at = indices.get(i).plain().wholeAt(0);
            if (at < -shape[i] || at >= shape[i]) {
                throw new IllegalArgumentException("index " + at + " is out of range in " + Printer.quoted(e) + ": "
                        + Shapes.described(of, shape));
            }
            from += (at < 0 ? at + shape[i] : at) * strides[i];
            count /= shape[i];
        }
        return new int[] {Math.toIntExact(from), Math.toIntExact(count)};
    }

    private static Tensor index(Expr e, Tensor x, List<Tensor> indices) {
        int[] part = part(e, e.args().get(0), x.shape(), indices);
        long[] shape = Arrays.copyOfRange(x.shape(), indices.size(), x.rank());
        int[] sources = IntStream.range(part[0], part[0] + part[1]).toArray();
        return new Tensor(x.plain().gathered(shape, sources));
    }

    private static Tensor addAt(Expr e, Tensor x, long[] shape, List<Tensor> indices) {
        int[] part = part(e, e, shape, indices);
        Plain from = x.plain();
        Plain to = Plain.zeros(from.dtype, shape);
        if (to.floats != null) {
            System.arraycopy(from.floats, 0, to.floats, part[0], part[1]);
        } else {
            System.arraycopy(from.wholes, 0, to.wholes, part[0], part[1]);
        }
        return new Tensor(to);
    }
}
