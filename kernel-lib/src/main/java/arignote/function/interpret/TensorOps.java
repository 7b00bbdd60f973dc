package arignote.function.interpret;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.math.Elementary;
import arignote.value.Shapes;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** One operation on the values of its arguments. The meaning is NumPy's; a result may be a view of an argument. */
public final class TensorOps {
    private TensorOps() {}

    /**
     * The value of {@code e} from the values of its arguments.
     *
     * @throws IllegalArgumentException if the arguments do not fit, in the words of {@link ResultShape}
     * @throws ArithmeticException for a negative power of whole numbers
     */
    public static Tensor compute(Expr e, List<Tensor> args) {
        Op op = e.op();
        if (op instanceof Op.Array a) {
            return new Tensor(a.op().compute(e, args.stream().map(Tensor::host).toList()));
        }
        Tensor x = args.get(0);
        long[] shape = ResultShape.of(e, args.stream().map(Tensor::shape).toList(), args::get);
        DType dtype = e.type().dtype();
        return switch (op.tag()) {
            case ELEMENTWISE -> ElementwiseOps.compute(e, ((Op.Elementwise) op).op(), shape, args);
            case CAST -> new Tensor(x.host().as(dtype));
            case REDUCE -> ReduceOps.compute(dtype, (Op.Reduce) op, x, shape);
            case SIZE -> number(ReduceOps.count(x.shape(), ((Op.Size) op).axes()));
            case SHAPE -> new Tensor(HostArray.vector(x.shape()));
            case SOFTMAX -> new Tensor(softmax(x.host().as(dtype), false));
            case LOG_SOFTMAX -> new Tensor(softmax(x.host().as(dtype), true));
            case DOT -> DotOps.compute(dtype, (Op.Dot) op, x, args.get(1), shape);
            case DIMSHUFFLE -> dimshuffle((Op.DimShuffle) op, x, shape);
            case RESHAPE -> x.size() == 0 ? new Tensor(HostArray.zeros(x.dtype(), shape)) : x.reshaped(shape);
            case BROADCAST_TO -> broadcastTo(x, shape);
            case SUM_TO -> sumTo(x, shape);
            case PART -> part(x, shape, ((Op.Part) op).along(), args.subList(1, args.size()));
            case PLACE -> place(x, shape, ((Op.Place) op).along(), args.subList(2, args.size()));
            case GATHER ->
                new Tensor(x.host().gathered(shape, PartPlaces.gathered(x.shape(), args.subList(1, args.size()))));
            case JOIN -> PartPlaces.join(((Op.Join) op).axis(), dtype, shape, args);
            case IOTA ->
                new Tensor(HostArray.vector(LongStream.range(0, shape[0]).toArray()));
            case IDENTITY -> x;
            case ARRAY, INPUT, STATE, CONSTANT -> throw new AssertionError(op + " is not computed");
        };
    }

    /** A count. */
    static Tensor number(long n) {
        return new Tensor(HostArray.scalar(DType.INT64, n));
    }

    /**
     * The shape that the value of {@code e} has where its arguments have these shapes.
     *
     * @param e an operation that looks at no values: an elementwise one, a reduction or a dot product
     * @throws IllegalArgumentException if the shapes do not match, in the words of {@link #compute}
     */
    public static long[] shape(Expr e, List<long[]> args) {
        return shape(e, args, k -> {
            throw new AssertionError(e.op());
        });
    }

    /**
     * The same of any operation, but one of a library.
     *
     * @param value the value of an argument; only whole numbers, such as shapes and indices, are asked for
     */
    public static long[] shape(Expr e, List<long[]> args, IntFunction<HostArray> value) {
        return ResultShape.of(e, args, k -> new Tensor(value.apply(k)));
    }

    private static HostArray softmax(HostArray of, boolean log) {
        int n = (int) of.shape()[of.rank() - 1];
        double[] x = of.doubles();
        HostArray z = HostArray.zeros(of.dtype(), of.shape());
        for (int row = 0; row + n <= x.length && n > 0; row += n) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = row; i < row + n; i++) {
                max = Math.max(max, x[i]);
            }
            double sum = 0;
            for (int i = row; i < row + n; i++) {
                sum += Elementary.exp(x[i] - max);
            }
            for (int i = row; i < row + n; i++) {
                double d = x[i] - max;
                double value = log ? d - Elementary.log(sum) : Elementary.exp(d) / sum;
                z.set(i, value);
            }
        }
        return z;
    }

    private static Tensor dimshuffle(Op.DimShuffle d, Tensor x, long[] shape) {
        List<Integer> order = new ArrayList<>(
                d.pattern().stream().filter(i -> i != Op.DimShuffle.NEW).toList());
        boolean turns = !order.equals(order.stream().sorted().toList());
        if (!turns) {
            return x.reshaped(shape);
        }
        order.addAll(d.dropped(x.rank()));
        return x.size() == 0
                ? new Tensor(HostArray.zeros(x.dtype(), shape))
                : new Tensor(x.array().permute(ReduceOps.ints(order)).reshape('c', shape));
    }

    private static Tensor broadcastTo(Tensor x, long[] shape) {
        if (Arrays.equals(x.shape(), shape)) {
            return x;
        }
        if (x.dtype().isFloat() && Shapes.size(shape) > Tensor.SMALL) {
            return new Tensor(ElementwiseOps.repeated(x.array(), shape));
        }
        return new Tensor(x.host().gathered(shape, Shapes.sources(x.shape(), shape)));
    }

    private static Tensor sumTo(Tensor x, long[] shape) {
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
        Op.Reduce sum = new Op.Reduce(ReduceOp.SUM, axes, true);
        DType dtype = x.dtype().isFloat() ? x.dtype() : DType.INT64;
        return ReduceOps.compute(dtype, sum, x, target).reshaped(shape);
    }

    private static Tensor part(Tensor x, long[] shape, List<Along> along, List<Tensor> numbers) {
        return new Tensor(x.host().gathered(shape, PartPlaces.sources(x.shape(), along, numbers)));
    }

    private static Tensor place(Tensor x, long[] shape, List<Along> along, List<Tensor> numbers) {
        HostArray to = HostArray.zeros(x.dtype(), shape);
        int[] places = PartPlaces.sources(shape, along, numbers);
        for (int i = 0; i < places.length; i++) {
            if (x.dtype().isFloat()) {
                to.set(places[i], x.host().doubleAt(i));
            } else {
                to.set(places[i], x.host().longAt(i));
            }
        }
        return new Tensor(to);
    }
}
