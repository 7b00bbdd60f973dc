package arignote.expr;

import arignote.Config;
import arignote.Expr;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/** New arrays of symbolic lengths: all said in a few operations, so that gradients and loops know them. */
public final class NewArrays {
    private NewArrays() {}

    /** An array of one value; its dtype is floatX unless one is given. */
    public static Expr full(String what, double value, Object... shape) {
        ShapeOf s = ShapeOf.read(what, shape);
        DType dtype = s.dtype() == null ? Config.floatX() : s.dtype();
        return Shaping.broadcastTo(Build.constant(HostArray.scalar(dtype, value)), s);
    }

    /** {@code value} repeated to a shape. */
    public static Expr alloc(Object value, Object... shape) {
        ShapeOf s = ShapeOf.read("alloc", shape);
        Expr x = Build.expression("alloc", value);
        return Shaping.broadcastTo(s.dtype() == null ? x : Build.cast(x, s.dtype()), s);
    }

    /**
     * The numbers from {@code start} on, each {@code step} more than the one before, up to, but without {@code stop}.
     *
     * @param dtype null for int64, or floatX if one of them is a fraction
     */
    public static Expr arange(Object start, Object stop, Object step, String dtype) {
        Expr[] all = Operands.of("arange", 1, start, stop, step);
        DType common = Arrays.stream(all)
                .map(e -> e.type().dtype())
                .reduce(DType::promote)
                .orElseThrow();
        for (Expr e : all) {
            if (e.type().rank() != 0) {
                throw new IllegalArgumentException("arange takes numbers, but " + Printer.quoted(e) + " is "
                        + e.type().described());
            }
        }
        if (all[2].op() instanceof Op.Constant c && c.value().doubleAt(0) == 0) {
            throw new IllegalArgumentException("the step of arange is not 0");
        }
        Expr n = Build.scalar(ScalarOp.MAXIMUM, Build.whole(0), steps(all, common));
        Expr at = Build.iota(n);
        Expr range = isNumber(all[2], 1) ? at : at.times(all[2]);
        range = isNumber(all[0], 0) ? range : range.plus(all[0]);
        DType to = dtype != null
                ? "floatX".equals(dtype) ? Config.floatX() : DType.of(dtype)
                : common.isFloat() ? common : DType.INT64;
        return Build.cast(range, to);
    }

    /** How many steps lead from a start to a stop, rounded up. */
    private static Expr steps(Expr[] all, DType common) {
        Expr way = all[1].minus(all[0]);
        if (!common.isFloat() && (isNumber(all[2], 1) || isNumber(all[2], -1))) {
            return Build.cast(isNumber(all[2], 1) ? way : way.negate(), DType.INT64);
        }
        Expr quotient = Build.cast(way, DType.FLOAT64).div(Build.cast(all[2], DType.FLOAT64));
        return Build.cast(Build.scalar(ScalarOp.NEGATE, Build.scalar(ScalarOp.FLOOR, quotient.negate())), DType.INT64);
    }

    private static boolean isNumber(Expr e, double value) {
        return e.op() instanceof Op.Constant c && c.value().isScalar(value);
    }

    /** {@code n} numbers at equal distances from {@code start} to {@code stop}, both included; of type floatX. */
    public static Expr linspace(Object start, Object stop, Object n) {
        Expr count = ShapeOf.length("linspace", n);
        Expr from = Build.cast(Build.expression("linspace", start), Config.floatX());
        Expr to = Build.cast(Build.expression("linspace", stop), Config.floatX());
        Expr at = Build.cast(Build.iota(count), Config.floatX());
        Expr last = Build.cast(Build.scalar(ScalarOp.MAXIMUM, count.minus(1), Build.whole(1)), Config.floatX());
        Expr line = at.times(to.minus(from).div(last)).plus(from);
        Expr isLast = Build.scalar(
                ScalarOp.EQ, Build.iota(count), Build.scalar(ScalarOp.MAXIMUM, count.minus(1), Build.whole(1)));
        return Build.scalar(ScalarOp.WHERE, isLast, to, line);
    }

    /** Where column - row is compared with {@code k}: a bool matrix. */
    private static Expr diagonals(ScalarOp compare, Expr rows, Expr columns, int k) {
        Expr row = Build.dimshuffle(Build.iota(rows), List.of(0, Op.DimShuffle.NEW));
        Expr column = Build.dimshuffle(Build.iota(columns), List.of(Op.DimShuffle.NEW, 0));
        return Build.scalar(compare, column, k == 0 ? row : row.plus(k));
    }

    /** Ones on the diagonal that lies {@code k} columns to the right of the main one, else zeros. */
    public static Expr eye(Object rows, Object columns, int k, String dtype) {
        Expr n = ShapeOf.length("eye", rows);
        Expr m = columns == null ? n : ShapeOf.length("eye", columns);
        return Build.cast(diagonals(ScalarOp.EQ, n, m, k), dtype == null ? Config.floatX() : DType.of(dtype));
    }

    /** Ones on and below a diagonal, else zeros. */
    public static Expr tri(Object rows, Object columns, int k) {
        Expr n = ShapeOf.length("tri", rows);
        Expr m = columns == null ? n : ShapeOf.length("tri", columns);
        return Build.cast(diagonals(ScalarOp.LE, n, m, k), Config.floatX());
    }

    /** A matrix, or the matrices of the last two axes, with zeros above ({@code lower}) or below a diagonal. */
    public static Expr triangle(Expr x, boolean lower, int k) {
        int rank = Shaping.atLeast(lower ? "tril" : "triu", x, 2);
        Expr rows = Build.length(x, rank - 2);
        Expr kept = diagonals(lower ? ScalarOp.LE : ScalarOp.GE, rows, Build.length(x, rank - 1), k);
        return Build.scalar(ScalarOp.WHERE, kept, x, Build.number(0, x));
    }

    /** A matrix with a row for each label that is 1 at the label's place, else 0. */
    public static Expr oneHot(Expr labels, Object classes, String dtype) {
        Shaping.atLeast("toOneHot", labels, 1);
        Expr columns = Build.iota(ShapeOf.length("toOneHot", classes));
        Expr equal = Build.scalar(
                ScalarOp.EQ, Shaping.expandDims(labels, labels.type().rank()), columns);
        return Build.cast(equal, dtype == null ? Config.floatX() : DType.of(dtype));
    }
}
