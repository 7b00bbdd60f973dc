package arignote.function.interpret;

import arignote.Expr;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.ScalarOp;
import arignote.value.Nd4jArrays;
import arignote.value.Shapes;
import arignote.value.Tensor;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A scalar operation on whole arrays. ND4J computes those that IEEE 754 gives to the bit (sums, products, quotients,
 * square roots) where its meaning is NumPy's; single numbers, whole numbers, bools, empty arrays and the other operations
 * go element by element through the operation's own row. So the bits do not depend on the size.
 */
final class ElementwiseOps {
    private ElementwiseOps() {}

    static Tensor compute(Expr e, ScalarOp op, long[] shape, List<Tensor> args) {
        DType out = e.type().dtype();
        DType in = out.isFloat() ? out : common(e);
        if (out.isFloat() && Shapes.size(shape) > Tensor.SMALL) {
            INDArray result = byNd4j(op, out, shape, args);
            if (result != null) {
                return new Tensor(result);
            }
        }
        return new Tensor(byRow(op, in, out, shape, args));
    }

    /** The type in which comparisons are made. */
    private static DType common(Expr e) {
        return e.args().stream()
                .map(a -> a.type().dtype())
                .reduce(DType::promote)
                .orElseThrow();
    }

    /** ND4J's result, or null where it has none of the row's bits. */
    private static INDArray byNd4j(ScalarOp op, DType out, long[] shape, List<Tensor> args) {
        INDArray a = args.get(0).array().castTo(out.nd4j());
        if (op.arity() == 1) {
            return switch (op) {
                case NEGATE -> a.neg();
                case ABS -> Transforms.abs(a, true);
                case SQRT -> Transforms.sqrt(a, true);
                case SQR -> a.mul(a);
                default -> null;
            };
        }
        if (op.arity() != 2) {
            return null;
        }
        INDArray b = args.get(1).array().castTo(out.nd4j());
        if (b.rank() == 0) {
            double number = Nd4jArrays.number(b);
            return switch (op) {
                case ADD -> a.add(number);
                case SUBTRACT -> a.sub(number);
                case MULTIPLY -> a.mul(number);
                case DIVIDE -> a.div(number);
                case POWER -> number == 2 ? a.mul(a) : null;
                default -> null;
            };
        }
        if (a.rank() == 0) {
            double number = Nd4jArrays.number(a);
            return switch (op) {
                case ADD -> b.add(number);
                case SUBTRACT -> b.rsub(number);
                case MULTIPLY -> b.mul(number);
                case DIVIDE -> b.rdiv(number);
                default -> null;
            };
        }
        return switch (op) {
            case ADD -> repeated(a, shape).add(repeated(b, shape));
            case SUBTRACT -> repeated(a, shape).sub(repeated(b, shape));
            case MULTIPLY -> repeated(a, shape).mul(repeated(b, shape));
            case DIVIDE -> repeated(a, shape).div(repeated(b, shape));
            default -> null;
        };
    }

    /** {@code a} broadcast to {@code shape}. */
    static INDArray repeated(INDArray a, long[] shape) {
        if (Arrays.equals(a.shape(), shape)) {
            return a;
        }
        INDArray ranked = a.reshape('c', Shapes.padded(a.shape(), shape.length));
        return Arrays.equals(ranked.shape(), shape)
                ? ranked
                : ranked.broadcast(Nd4j.createUninitialized(a.dataType(), shape, 'c'));
    }

    private static HostArray byRow(ScalarOp op, DType in, DType out, long[] shape, List<Tensor> args) {
        int n = Math.toIntExact(Shapes.size(shape));
        return in.isFloat()
                ? floats(op.value(), out, n, shape, args)
                : HostArray.ofLongs(out, shape, wholes(op.whole(), n, shape, args));
    }

    private static HostArray floats(ScalarOp.Value value, DType out, int n, long[] shape, List<Tensor> args) {
        Operand x = new Operand(args, 0, shape);
        Operand y = new Operand(args, 1, shape);
        Operand w = new Operand(args, 2, shape);
        double[] a = x.floats(shape);
        double[] b = y.floats(shape);
        double[] c = w.floats(shape);
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = value.at(a[i * x.step], b[i * y.step], c[i * w.step]);
        }
        return HostArray.ofDoubles(out, shape, result);
    }

    private static long[] wholes(ScalarOp.WholeValue value, int n, long[] shape, List<Tensor> args) {
        Operand x = new Operand(args, 0, shape);
        Operand y = new Operand(args, 1, shape);
        Operand w = new Operand(args, 2, shape);
        long[] a = x.wholes(shape);
        long[] b = y.wholes(shape);
        long[] c = w.wholes(shape);
        long[] result = new long[n];
        for (int i = 0; i < n; i++) {
            result[i] = value.at(a[i * x.step], b[i * y.step], c[i * w.step]);
        }
        return result;
    }

    /** An operand as if it were broadcast; one that the operation does not have is 0. */
    private static final class Operand {
        private static final HostArray NONE = HostArray.zeros(DType.FLOAT64);

        private final HostArray values;

        /** 0 for a single number, which is repeated without being copied. */
        final int step;

        Operand(List<Tensor> args, int k, long[] shape) {
            values = k < args.size() ? args.get(k).host() : NONE;
            step = values.size() == 1 ? 0 : 1;
        }

        private HostArray repeated(long[] shape) {
            return step == 0 || Arrays.equals(values.shape(), shape)
                    ? values
                    : values.gathered(shape, Shapes.sources(values.shape(), shape));
        }

        double[] floats(long[] shape) {
            return repeated(shape).doubles();
        }

        long[] wholes(long[] shape) {
            return repeated(shape).longs();
        }
    }
}
