package arignote.expr;

import arignote.Config;
import arignote.Expr;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A shape as a reader writes it: lengths one by one, numbers and expressions in any mixture, or one vector of them; a dtype
 * may follow.
 *
 * @param lengths an int64 vector
 * @param rank how many lengths there are
 * @param dtype null if none was written
 */
public record ShapeOf(Expr lengths, int rank, DType dtype) {
    /**
     * @param what the operation, for messages
     * @throws IllegalArgumentException if something is no length
     */
    public static ShapeOf read(String what, Object... given) {
        List<Object> all = new ArrayList<>(given == null ? Arrays.asList((Object) null) : Arrays.asList(given));
        DType dtype = null;
        if (!all.isEmpty() && all.get(all.size() - 1) instanceof String name) {
            dtype = "floatX".equals(name) ? Config.floatX() : DType.of(name);
            all.remove(all.size() - 1);
        }
        if (all.size() == 1) {
            Object only = all.get(0);
            if (only instanceof Expr e && e.type().rank() == 1) {
                return vector(what, e, dtype);
            }
            if (only instanceof int[] n) {
                all = new ArrayList<>(Arrays.stream(n).boxed().toList());
            } else if (only instanceof long[] n) {
                all = new ArrayList<>(Arrays.stream(n).boxed().toList());
            } else if (only instanceof List<?> l) {
                all = new ArrayList<>(l);
            }
        }
        List<Expr> lengths = new ArrayList<>();
        for (Object n : all) {
            lengths.add(length(what, n));
        }
        return new ShapeOf(Build.vector(lengths), lengths.size(), dtype);
    }

    /** The shape of an expression. */
    public static ShapeOf like(Expr e) {
        return new ShapeOf(Build.shape(e), e.type().rank(), null);
    }

    /** The shape of an expression that has one or more axes, without the last one. */
    public static ShapeOf rowsOf(Expr e) {
        List<Expr> lengths = new ArrayList<>();
        for (int axis = 0; axis < e.type().rank() - 1; axis++) {
            lengths.add(Build.length(e, axis));
        }
        return new ShapeOf(Build.vector(lengths), lengths.size(), null);
    }

    static Expr length(String what, Object n) {
        if (n instanceof Number k && Operands.isWhole(k)) {
            return Build.whole(k.longValue());
        }
        if (n instanceof Expr e && e.type().rank() == 0 && e.type().dtype().isInteger()) {
            return Build.cast(e, DType.INT64);
        }
        throw new IllegalArgumentException(what + " takes whole numbers, or expressions of them, as lengths, not "
                + (n instanceof Expr e
                        ? Printer.quoted(e) + ", which is " + e.type().described()
                        : n));
    }

    private static ShapeOf vector(String what, Expr e, DType dtype) {
        int rank = count(e);
        if (rank < 0 || !e.type().dtype().isInteger()) {
            throw new IllegalArgumentException(what + " has to know how many axes there will be, and "
                    + Printer.quoted(e) + ", " + e.type().described()
                    + ", does not tell; write the lengths one by one: "
                    + what + "(…, n.get(0), n.get(1))");
        }
        return new ShapeOf(Build.cast(e, DType.INT64), rank, dtype);
    }

    /** How many elements a vector of lengths has, or -1 if that is not seen. */
    static int count(Expr e) {
        if (e.op() instanceof Op.Shape) {
            return e.args().get(0).type().rank();
        }
        if (e.op() instanceof Op.Constant c) {
            return c.value().size();
        }
        if (e.op() instanceof Op.Cast) {
            return count(e.args().get(0));
        }
        if (e.op() instanceof Op.DimShuffle && e.args().get(0).type().rank() == 0) {
            return 1;
        }
        if (e.op() instanceof Op.Elementwise) {
            return e.args().stream()
                    .filter(a -> a.type().rank() == 1)
                    .mapToInt(ShapeOf::count)
                    .max()
                    .orElse(-1);
        }
        if (e.op() instanceof Op.Join) {
            int[] parts = e.args().stream().mapToInt(ShapeOf::count).toArray();
            return Arrays.stream(parts).anyMatch(n -> n < 0)
                    ? -1
                    : Arrays.stream(parts).sum();
        }
        if (e.op() instanceof Op.Part p && p.along().get(0) instanceof Along.Slice s) {
            return slice(e, p, s);
        }
        return -1;
    }

    private static int slice(Expr e, Op.Part p, Along.Slice s) {
        int n = count(e.args().get(0));
        Along.Axis<Expr> axis =
                Along.axes(p.along(), e.args().subList(1, e.args().size())).get(0);
        for (Expr bound : Arrays.asList(axis.at(), axis.stop())) {
            if (n < 0 || bound != null && !(bound.op() instanceof Op.Constant)) {
                return -1;
            }
        }
        long start = axis.at() == null ? Along.firstStart(s.step()) : number(axis.at());
        long stop = axis.stop() == null ? Along.lastStop(n, s.step()) : number(axis.stop());
        return (int) Along.length(n, start, stop, s.step());
    }

    private static long number(Expr constant) {
        return ((Op.Constant) constant.op()).value().longAt(0);
    }
}
