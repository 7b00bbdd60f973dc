package arignote.fuzz;

import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.List;

/** What is summed or compared along axes, on bounded elements. */
final class Reductions {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private Reductions() {}

    /**
     * @param kept the shape of {@code x}, with 1 where it is reduced
     * @param products how many products {@code x} is made of
     */
    static Bounded reduce(ReduceOp kind, DType out, Bounded x, long[] kept, int products) {
        Bounded z = new Bounded(out, kept);
        List<List<Integer>> groups = new ArrayList<>();
        for (int g = 0; g < z.size(); g++) {
            groups.add(new ArrayList<>());
        }
        int[] group = Shapes.repeated(kept, x.shape);
        for (int i = 0; i < x.size(); i++) {
            groups.get(group[i]).add(i);
        }
        for (int g = 0; g < z.size(); g++) {
            int at = g;
            List<Integer> members = groups.get(g);
            // an expression, so that the compiler asks for every row
            Runnable compute = switch (kind) {
                case SUM -> () -> sum(1, z, at, x, members, products);
                case PROD -> () -> product(z, at, x, members);
                case ANY -> () -> decided(true, z, at, x, members);
                case ALL -> () -> decided(false, z, at, x, members);
                case MEAN -> () -> sum(members.size(), z, at, x, members, products);
                case MAX -> () -> extreme(true, z, at, x, members, false);
                case MIN -> () -> extreme(false, z, at, x, members, false);
                case ARGMAX -> () -> extreme(true, z, at, x, members, true);
                case ARGMIN -> () -> extreme(false, z, at, x, members, true);
                case LOGSUMEXP -> () -> logsumexp(z, at, x, members);
            };
            compute.run();
        }
        return z;
    }

    private static void sum(double n, Bounded z, int g, Bounded x, List<Integer> members, int products) {
        if (z.floats == null) {
            for (int i : members) {
                z.wholes[g] += x.wholes[i];
                z.error[g] = Math.max(z.error[g], x.error[i]);
            }
            return;
        }
        Total total = new Total();
        members.forEach(i -> total.add(x.number(i), x.error[i]));
        double value = total.value / n;
        double error = total.error(members.size(), z.unit()) / n;
        // fixed factors are taken out of a sum, even out of one of a single number: each product rounds there, and here
        double moved = Math.max(z.ulp(value), 2 * products * z.unit() * total.absolute / n);
        z.set(g, value, members.isEmpty() ? 0 : error + (total.isSpecial() ? 0 : moved));
    }

    /** A product. Factors that may overflow or vanish in one order and not in another leave it undecided. */
    private static void product(Bounded z, int g, Bounded x, List<Integer> members) {
        if (z.floats == null) {
            z.wholes[g] = 1;
            for (int i : members) {
                z.wholes[g] *= x.wholes[i];
                z.error[g] = Math.max(z.error[g], x.error[i]);
            }
            return;
        }
        double value = 1;
        double greatest = 1;
        double large = 0;
        double small = 0;
        boolean undecided = false;
        boolean mayBeZero = false;
        boolean special = false;
        for (int i : members) {
            double v = x.number(i);
            double e = x.error[i];
            if (Double.isNaN(v) && e == 0) {
                z.set(g, v, 0);
                return;
            }
            value *= v;
            greatest *= Math.abs(v) + e;
            undecided |= e == INFINITY;
            mayBeZero |= e > 0 && Math.abs(v) <= e;
            special |= !Double.isFinite(v);
            double size = v == 0 || !Double.isFinite(v) ? 0 : Math.getExponent(v);
            large += Math.max(size, 0) + 1;
            small -= Math.min(size, 0);
        }
        double border = z.dtype == DType.FLOAT32 ? 120 : 1000;
        if (undecided || large > border || small > border || special && mayBeZero) {
            z.set(g, value, INFINITY);
        } else {
            double spread = special ? 0 : (greatest - Math.abs(value)) * 2 + (members.size() + 1) * z.unit() * greatest;
            z.set(g, value, mayBeZero && value == 0 ? Math.max(spread, Double.MIN_VALUE) : spread); // 0 or -0
        }
    }

    /** Whether one is, or all are, true. */
    private static void decided(boolean any, Bounded z, int g, Bounded x, List<Integer> members) {
        boolean sure = false;
        boolean unsure = false;
        for (int i : members) {
            double v = x.number(i);
            boolean isKnown = x.error[i] == 0 || (x.error[i] < INFINITY && Math.abs(v) > x.error[i]);
            sure |= isKnown && (v != 0) == any;
            unsure |= !isKnown;
        }
        z.wholes[g] = sure == any ? 1 : 0;
        z.error[g] = !sure && unsure ? INFINITY : 0;
    }

    /** A sum with the sum of absolute values and of errors. Special numbers decide it whatever the order. */
    private static final class Total {
        double value;
        double absolute;
        double errors;
        boolean special;
        boolean negativeZero;

        void add(double x, double e) {
            value += x;
            negativeZero |= x == 0 && 1 / x < 0;
            special |= !Double.isFinite(x);
            absolute += Double.isFinite(x) ? Math.abs(x) : 0;
            errors += e;
        }

        boolean isSpecial() {
            return special && errors == 0 && absolute < INFINITY;
        }

        double error(int n, double unit) {
            if (isSpecial()) {
                return 0;
            }
            if (absolute == 0 && negativeZero) {
                return Math.max(errors, Double.MIN_VALUE); // 0 or -0, by what the sum begins with
            }
            return special || absolute == INFINITY
                    ? INFINITY
                    : errors * 1.001 + (n < 2 ? 0 : (n + 1) * unit * absolute);
        }
    }

    private static void extreme(boolean max, Bounded z, int g, Bounded x, List<Integer> members, boolean position) {
        int best = members.get(0);
        double error = 0;
        for (int i : members) {
            error = Math.max(error, x.error[i]);
            if (x.floats == null) {
                best = (max ? x.wholes[i] > x.wholes[best] : x.wholes[i] < x.wholes[best]) ? i : best;
            } else if (!Double.isNaN(x.floats[best])) {
                boolean better = max ? x.floats[i] > x.floats[best] : x.floats[i] < x.floats[best];
                best = better || Double.isNaN(x.floats[i]) ? i : best;
            }
        }
        if (!position) {
            z.copy(g, x, best);
            double found = x.number(best);
            // of zeros of both signs either is the greatest
            boolean bothZeros =
                    found == 0 && members.stream().anyMatch(i -> x.number(i) == 0 && 1 / x.number(i) != 1 / found);
            z.error[g] = Math.max(error, bothZeros ? Double.MIN_VALUE : 0);
            return;
        }
        z.wholes[g] = members.indexOf(best);
        for (int i : members) {
            double reach = x.error[i] + x.error[best];
            if (i != best && reach > 0 && !(Math.abs(x.number(i) - x.number(best)) > reach)) {
                z.error[g] = INFINITY;
            }
        }
        z.error[g] = error == INFINITY ? INFINITY : z.error[g];
    }

    private static void logsumexp(Bounded z, int g, Bounded x, List<Integer> members) {
        Row row = new Row(x, members);
        double log = Math.log(row.sum);
        double shift = Double.isInfinite(row.max) ? 0 : row.max;
        double value = Double.isInfinite(row.max) || members.isEmpty() ? row.max : log + shift;
        double error = 2 * row.error + (members.size() + 8 + row.span) * z.unit() + 4 * z.ulp(log) + 2 * z.ulp(value);
        z.set(g, value, Double.isFinite(value) ? error : row.error == 0 ? 0 : INFINITY);
    }

    /** The greatest element of a row, the sum of the exponentials' distances from it, and what is needed for bounds. */
    private static final class Row {
        double max = -INFINITY;
        double sum;
        double error;
        double span; // the greatest finite distance

        Row(Bounded x, List<Integer> members) {
            for (int i : members) {
                max = Math.max(max, x.number(i));
                error = Math.max(error, x.error[i]);
            }
            for (int i : members) {
                double d = x.number(i) - max;
                sum += Math.exp(d);
                span = Double.isFinite(d) ? Math.max(span, Math.min(-d, 800)) : span;
            }
        }
    }

    static Bounded softmax(Bounded x, DType out, boolean log) {
        Bounded z = new Bounded(out, x.shape);
        int n = Math.toIntExact(x.shape[x.shape.length - 1]);
        for (int start = 0; n > 0 && start < x.size(); start += n) {
            List<Integer> members =
                    java.util.stream.IntStream.range(start, start + n).boxed().toList();
            Row row = new Row(x, members);
            for (int i : members) {
                double d = x.number(i) - row.max;
                double value = log ? d - Math.log(row.sum) : Math.exp(d) / row.sum;
                double relative = 2 * row.error + (n + 12 + 2 * row.span) * z.unit();
                double error = log
                        ? relative + 2 * z.ulp(d) + 4 * z.ulp(value)
                        : value * Math.expm1(Math.min(relative, 700)) + 4 * z.ulp(value);
                boolean finite = Double.isFinite(value) && Double.isFinite(row.max);
                z.set(
                        i,
                        value,
                        finite || row.error > 0 && Double.isFinite(value) ? error : row.error == 0 ? 0 : INFINITY);
            }
        }
        return z;
    }

    static Bounded dot(Op.Dot d, DType out, Bounded a, Bounded b) {
        List<Integer> freeA = Op.Dot.free(a.shape.length, d.left());
        List<Integer> freeB = Op.Dot.free(b.shape.length, d.right());
        int[] rows = along(a, freeA);
        int[] columns = along(b, freeB);
        int[] innerA = along(a, d.left());
        int[] innerB = along(b, d.right());
        long[] shape = java.util.stream.LongStream.concat(
                        freeA.stream().mapToLong(i -> a.shape[i]),
                        freeB.stream().mapToLong(i -> b.shape[i]))
                .toArray();
        Bounded z = new Bounded(out, shape);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                element(z, i * columns.length + j, a, rows[i], innerA, b, columns[j], innerB);
            }
        }
        return z;
    }

    private static int[] along(Bounded x, List<Integer> axes) {
        int[] own = Shapes.strides(x.shape);
        long[] shape = axes.stream().mapToLong(i -> x.shape[i]).toArray();
        return Shapes.positions(shape, axes.stream().mapToInt(i -> own[i]).toArray());
    }

    private static void element(
            Bounded z, int at, Bounded a, int row, int[] innerA, Bounded b, int column, int[] innerB) {
        Total total = new Total();
        long whole = 0;
        double undecided = 0;
        for (int k = 0; k < innerA.length; k++) {
            int i = row + innerA[k];
            int j = column + innerB[k];
            if (z.floats == null) {
                whole += a.wholes[i] * b.wholes[j];
                undecided = Math.max(undecided, Math.max(a.error[i], b.error[j]));
                continue;
            }
            double x = z.dtype == DType.FLOAT32 ? (float) a.number(i) : a.number(i);
            double y = z.dtype == DType.FLOAT32 ? (float) b.number(j) : b.number(j);
            boolean isNan = Double.isNaN(x) && a.error[i] == 0 || Double.isNaN(y) && b.error[j] == 0;
            double error = isNan ? 0 : spread(x, b.error[j]) + spread(y, a.error[i]) + spread(a.error[i], b.error[j]);
            double own = Double.isNaN(x * y) ? 0 : Math.min(z.ulp(x * y), z.unit() * 4);
            boolean overflow = Double.isFinite(x)
                    && Double.isFinite(y)
                    && !Double.isFinite(z.dtype == DType.FLOAT32 ? (float) (x * y) : x * y);
            total.add(x * y, overflow ? INFINITY : error + own);
        }
        if (z.floats == null) {
            z.wholes[at] = z.dtype == DType.INT32 ? (int) whole : z.dtype == DType.BOOL ? (whole != 0 ? 1 : 0) : whole;
            z.error[at] = undecided;
            return;
        }
        double error = total.special && total.absolute < INFINITY && total.errors < 1
                ? 0
                : total.error(innerA.length + 2, z.unit());
        z.set(at, total.value, innerA.length == 0 ? 0 : error);
    }

    /** A factor times an error; nothing times an exact operand. */
    private static double spread(double factor, double error) {
        return error == 0 ? 0 : Math.abs(factor) * error;
    }
}
