package arignote.function.interpret;

import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ReduceOp.Form;
import arignote.expr.ReduceOp.Order;
import arignote.expr.ScalarOp;
import arignote.expr.math.Elementary;
import arignote.value.Plain;
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
        return new Tensor(plain(out, op, x.plain(), kept));
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

    private static Plain plain(DType out, Op.Reduce op, Plain x, long[] kept) {
        Plain result = Plain.zeros(out, kept);
        Plain done = switch (op.kind().form()) {
            case FOLD -> op.kind().order() == null ? fold(op, x, result) : first(op, x, result, false);
            case POSITION -> first(op, x, result, true);
            case MEAN -> divided(fold(op, x, result), count(x.shape, op.axes()));
            case LOGSUMEXP -> logsumexp(x, groups(op, x), result);
        };
        return out == DType.FLOAT32 ? done.as(out) : done;
    }

    private static Plain divided(Plain sums, long count) {
        for (int g = 0; g < sums.size(); g++) {
            sums.floats[g] /= count;
        }
        return sums;
    }

    /** For each element where the result is that it goes into. */
    private static int[] groups(Op.Reduce op, Plain x) {
        long[] all = new long[x.shape.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = op.axes().contains(i) ? 1 : x.shape[i];
        }
        return Shapes.sources(all, x.shape);
    }

    /** One element after the other. */
    private static Plain fold(Op.Reduce op, Plain x, Plain result) {
        ReduceOp kind = op.kind();
        ScalarOp.Value combine = kind.combine().value();
        if (result.floats != null && result.size() == 1) {
            double total = kind.neutral();
            for (int i = 0; i < x.size(); i++) {
                total = combine.at(total, x.floatAt(i), 0);
            }
            result.floats[0] = total;
            return result;
        }
        int[] groups = groups(op, x);
        if (result.floats != null) {
            Arrays.fill(result.floats, kind.neutral());
            for (int i = 0; i < x.size(); i++) {
                result.floats[groups[i]] = combine.at(result.floats[groups[i]], x.floatAt(i), 0);
            }
        } else {
            ScalarOp.WholeValue whole = kind.combine().whole();
            Arrays.fill(result.wholes, kind.neutral(result.dtype));
            for (int i = 0; i < x.size(); i++) {
                result.wholes[groups[i]] = whole.at(result.wholes[groups[i]], x.wholeAt(i), 0);
            }
        }
        return result;
    }

    /** The element that comes first by the reduction's order, or its position in its group. */
    private static Plain first(Op.Reduce op, Plain x, Plain result, boolean position) {
        boolean max = op.kind().order() == Order.GREATEST;
        int[] groups = groups(op, x);
        long[] seen = new long[result.size()]; // how many elements of each group have been looked at
        double[] best = new double[result.size()];
        long[] bestWhole = new long[result.size()];
        for (int i = 0; i < x.size(); i++) {
            int g = groups[i];
            long at = seen[g]++;
            if (at == 0 || better(max, x, i, best[g], bestWhole[g])) {
                best[g] = x.floatAt(i);
                bestWhole[g] = x.wholeAt(i);
                if (position) {
                    result.wholes[g] = at;
                } else if (result.floats != null) {
                    result.floats[g] = best[g];
                } else {
                    result.wholes[g] = bestWhole[g];
                }
            }
        }
        return result;
    }

    /** Each group's exponentials are of the distances from its greatest element, so that none overflows. */
    private static Plain logsumexp(Plain x, int[] groups, Plain result) {
        double[] greatest = new double[result.size()];
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.size(); i++) {
            greatest[groups[i]] = Math.max(greatest[groups[i]], x.floatAt(i));
        }
        for (int g = 0; g < greatest.length; g++) {
            greatest[g] = Double.isInfinite(greatest[g]) ? 0 : greatest[g]; // inf - inf would be NaN
        }
        for (int i = 0; i < x.size(); i++) {
            result.floats[groups[i]] += Elementary.exp(x.floatAt(i) - greatest[groups[i]]);
        }
        for (int g = 0; g < greatest.length; g++) {
            result.floats[g] = Elementary.log(result.floats[g]) + greatest[g];
        }
        return result;
    }

    /** Whether element i comes before the best one so far; the first NaN is before everything, as in NumPy. */
    private static boolean better(boolean max, Plain x, int i, double best, long bestWhole) {
        if (x.wholes != null) {
            return max ? x.wholes[i] > bestWhole : x.wholes[i] < bestWhole;
        }
        double v = x.floats[i];
        if (Double.isNaN(best)) {
            return false;
        }
        return Double.isNaN(v) || (max ? v > best : v < best);
    }
}
