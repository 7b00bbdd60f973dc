package arignote.function.interpret;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp.Form;
import arignote.expr.ReduceOp.Order;
import arignote.expr.ScalarOp;
import arignote.expr.math.Elementary;
import arignote.value.Shapes;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reductions: sums and means of floats by ND4J, the rest (NaN, ties, whole numbers, empty axes) in plain loops. */
final class ReduceOps {
    private ReduceOps() {}

    /** @param kept the shape of the result */
    static Tensor compute(DType out, Op.Reduce op, Tensor x, long[] kept) {
        boolean sum = op.kind().combine() == ScalarOp.ADD;
        if (sum && !x.isSmall() && x.dtype().isFloat() && !op.axes().isEmpty()) {
            INDArray array = x.array();
            INDArray total = op.axes().size() == x.rank() ? array.sum() : array.sum(ints(op.axes()));
            if (op.kind().form() == Form.MEAN) {
                total = total.div((double) count(x.shape(), op.axes()));
            }
            return new Tensor(total.reshape('c', kept));
        }
        return new Tensor(plain(out, op, x.host(), kept));
    }

    /** The shape of what is left. */
    static long[] kept(long[] shape, List<Integer> axes, boolean keepDims) {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < shape.length; i++) {
            if (!axes.contains(i)) {
                kept.add(shape[i]);
            } else if (keepDims) {
                kept.add(1L);
            }
        }
        return kept.stream().mapToLong(Long::longValue).toArray();
    }

    static long count(long[] shape, List<Integer> axes) {
        return axes.stream().mapToLong(a -> shape[a]).reduce(1, (a, b) -> a * b);
    }

    static int[] ints(List<Integer> axes) {
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static HostArray plain(DType out, Op.Reduce op, HostArray x, long[] kept) {
        int size = Math.toIntExact(Shapes.size(kept));
        return switch (op.kind().form()) {
            case FOLD ->
                op.kind().order() != null
                        ? first(out, op, x, kept, false)
                        : out.isFloat()
                                ? HostArray.ofDoubles(out, kept, folded(op, x, size))
                                : HostArray.ofLongs(
                                        out, kept, foldedWhole(out, op, out == DType.BOOL ? x.as(out) : x, size));
            case POSITION -> first(out, op, x, kept, true);
            case MEAN -> {
                double[] sums = folded(op, x, size);
                long count = count(x.shape(), op.axes());
                for (int g = 0; g < size; g++) {
                    sums[g] /= count;
                }
                yield HostArray.ofDoubles(out, kept, sums);
            }
            case LOGSUMEXP -> HostArray.ofDoubles(out, kept, logsumexp(x.doubles(), groups(op, x), size));
        };
    }

    /** For each element where the result is that it goes into. */
    private static int[] groups(Op.Reduce op, HostArray x) {
        long[] all = new long[x.rank()];
        for (int i = 0; i < all.length; i++) {
            all[i] = op.axes().contains(i) ? 1 : x.shape()[i];
        }
        return Shapes.sources(all, x.shape());
    }

    /** One element after the other. */
    private static double[] folded(Op.Reduce op, HostArray x, int size) {
        ScalarOp.Value combine = op.kind().combine().value();
        double[] result = new double[size];
        Arrays.fill(result, op.kind().neutral());
        if (size == 1) {
            double total = result[0];
            for (double v : x.doubles()) {
                total = combine.at(total, v, 0);
            }
            result[0] = total;
            return result;
        }
        double[] of = x.doubles();
        int[] groups = groups(op, x);
        for (int i = 0; i < of.length; i++) {
            result[groups[i]] = combine.at(result[groups[i]], of[i], 0);
        }
        return result;
    }

    private static long[] foldedWhole(DType out, Op.Reduce op, HostArray x, int size) {
        ScalarOp.WholeValue combine = op.kind().combine().whole();
        long[] result = new long[size];
        Arrays.fill(result, op.kind().neutral(out));
        long[] of = x.longs();
        int[] groups = groups(op, x);
        for (int i = 0; i < of.length; i++) {
            result[groups[i]] = combine.at(result[groups[i]], of[i], 0);
        }
        return result;
    }

    /** The element that comes first by the reduction's order, or its position in its group. */
    private static HostArray first(DType out, Op.Reduce op, HostArray x, long[] kept, boolean position) {
        boolean max = op.kind().order() == Order.GREATEST;
        int size = Math.toIntExact(Shapes.size(kept));
        int[] groups = groups(op, x);
        double[] floats = x.dtype().isFloat() ? x.doubles() : null;
        long[] wholes = floats == null ? x.longs() : null;
        double[] best = new double[size];
        long[] bestWhole = new long[size];
        long[] seen = new long[size]; // how many elements of each group have been looked at
        long[] positions = new long[size];
        for (int i = 0; i < groups.length; i++) {
            int g = groups[i];
            long at = seen[g]++;
            if (at == 0 || (floats != null ? better(max, floats[i], best[g]) : better(max, wholes[i], bestWhole[g]))) {
                positions[g] = at;
                if (floats != null) {
                    best[g] = floats[i];
                } else {
                    bestWhole[g] = wholes[i];
                }
            }
        }
        return position
                ? HostArray.ofLongs(out, kept, positions)
                : floats != null ? HostArray.ofDoubles(out, kept, best) : HostArray.ofLongs(out, kept, bestWhole);
    }

    /** Each group's exponentials are of the distances from its greatest element, so that none overflows. */
    private static double[] logsumexp(double[] x, int[] groups, int size) {
        double[] greatest = new double[size];
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            greatest[groups[i]] = Math.max(greatest[groups[i]], x[i]);
        }
        for (int g = 0; g < size; g++) {
            greatest[g] = Double.isInfinite(greatest[g]) ? 0 : greatest[g]; // inf - inf would be NaN
        }
        double[] result = new double[size];
        for (int i = 0; i < x.length; i++) {
            result[groups[i]] += Elementary.exp(x[i] - greatest[groups[i]]);
        }
        for (int g = 0; g < size; g++) {
            result[g] = Elementary.log(result[g]) + greatest[g];
        }
        return result;
    }

    /** Whether an element comes before the best one so far; the first NaN is before everything, as in NumPy. */
    private static boolean better(boolean max, double v, double best) {
        if (Double.isNaN(best)) {
            return false;
        }
        return Double.isNaN(v) || (max ? v > best : v < best);
    }

    private static boolean better(boolean max, long v, long best) {
        return max ? v > best : v < best;
    }
}
