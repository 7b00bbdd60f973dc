package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An array with other elements at arrays of whole numbers, one for each leading axis, as {@link Op.Gather} would read them.
 * The arguments are the array, what is put there, of exactly the shape that is read there, and the arrays of indices.
 * Where an index stands twice, all are added, or the last one stays.
 *
 * @param adds whether elements are added to those that are there; else they replace them
 */
public record Scatter(boolean adds) implements ArrayOp {
    /** Zeros like {@code x} with {@code part} added at {@code indices}. */
    public static Expr placed(Expr part, Expr x, List<Expr> indices) {
        return of(true, Build.filled(x, 0), part, indices);
    }

    /** {@code x} with {@code part} at {@code indices}. */
    public static Expr of(boolean adds, Expr x, Expr part, List<Expr> indices) {
        List<Expr> args = new ArrayList<>(List.of(x, part));
        args.addAll(indices);
        return Expr.of(new Op.Array(new Scatter(adds)), args);
    }

    @Override
    public String label() {
        return adds ? "add_at" : "put_at";
    }

    @Override
    public TensorType type(List<Expr> args) {
        DType dtype = args.get(0).type().dtype();
        if (!dtype.accepts(args.get(1).type().dtype())) {
            throw new IllegalArgumentException(
                    Printer.quoted(args.get(0)) + " is " + args.get(0).type().described()
                            + " and cannot hold " + Printer.quoted(args.get(1)) + ", which is "
                            + args.get(1).type().described() + "; cast one of them");
        }
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        HostArray part =
                args.get(1).dtype() == x.dtype() ? args.get(1) : args.get(1).as(x.dtype());
        List<HostArray> indices = args.subList(2, args.size());
        HostArray result = HostArray.copyOf(x.dtype(), x.shape(), x.elements());
        int[] rows = rows(e, x.shape(), indices);
        int width = width(x.shape(), indices.size());
        if ((long) rows.length * width != part.size()) {
            throw new IllegalArgumentException(Printer.quoted(e.args().get(1)) + " has the shape "
                    + Arrays.toString(part.shape()) + ", which is not that of the part of "
                    + Printer.quoted(e.args().get(0)) + " that it is put to");
        }
        for (int i = 0; i < rows.length; i++) {
            put(result, rows[i] * width, part, i * width, width);
        }
        return result;
    }

    private void put(HostArray to, int at, HostArray from, int start, int width) {
        if (!adds) {
            System.arraycopy(from.elements(), start, to.elements(), at, width);
        } else if (to.elements() instanceof double[] d) {
            double[] f = (double[]) from.elements();
            for (int i = 0; i < width; i++) {
                d[at + i] += f[start + i];
            }
        } else if (to.elements() instanceof float[] d) {
            float[] f = (float[]) from.elements();
            for (int i = 0; i < width; i++) {
                d[at + i] += f[start + i];
            }
        } else {
            for (int i = 0; i < width; i++) {
                to.set(at + i, to.longAt(at + i) + from.longAt(start + i));
            }
        }
    }

    private static int width(long[] shape, int indexed) {
        long width = 1;
        for (int axis = indexed; axis < shape.length; axis++) {
            width *= shape[axis];
        }
        return Math.toIntExact(width);
    }

    /** For each index, row by row, which row of an array of this shape it means. */
    static int[] rows(Expr e, long[] shape, List<HostArray> indices) {
        long[] common = common(e, indices);
        int n = 1;
        for (long length : common) {
            n = Math.multiplyExact(n, Math.toIntExact(length));
        }
        int[] rows = new int[n];
        for (int axis = 0; axis < indices.size(); axis++) {
            HostArray index = indices.get(axis);
            long length = shape[axis];
            int[] from = sources(index.shape(), common);
            for (int i = 0; i < n; i++) {
                long at = index.longAt(from[i]);
                if (at < -length || at >= length) {
                    throw new IllegalArgumentException("index " + at + " is out of range in " + Printer.quoted(e)
                            + ": axis " + axis + " has the length " + length);
                }
                rows[i] = Math.toIntExact(rows[i] * length + (at < 0 ? at + length : at));
            }
        }
        return rows;
    }

    private static long[] common(Expr e, List<HostArray> indices) {
        int rank = indices.stream().mapToInt(HostArray::rank).max().orElse(0);
        long[] common = new long[rank];
        Arrays.fill(common, 1);
        for (HostArray index : indices) {
            for (int i = 0; i < index.rank(); i++) {
                int axis = rank - index.rank() + i;
                long n = index.shape()[i];
                if (n != 1 && common[axis] != 1 && n != common[axis]) {
                    throw new IllegalArgumentException("arrays of indices do not broadcast in " + Printer.quoted(e));
                }
                common[axis] = n == 1 ? common[axis] : n;
            }
        }
        return common;
    }

    /** For each element of {@code to} the element of {@code from} that is repeated there. */
    private static int[] sources(long[] from, long[] to) {
        int n = 1;
        for (long length : to) {
            n *= (int) length;
        }
        int[] sources = new int[n];
        for (int i = 0; i < n; i++) {
            int left = i;
            int place = 0;
            int step = 1;
            for (int axis = to.length - 1; axis >= 0; axis--) {
                int at = (int) (left % to[axis]);
                left /= (int) to[axis];
                int own = axis - (to.length - from.length);
                if (own >= 0) {
                    place += from[own] == 1 ? 0 : at * step;
                    step *= (int) from[own];
                }
            }
            sources[i] = place;
        }
        return sources;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                "scatter",
                adds,
                e.type().dtype() == DType.INT64,
                Printer.quoted(e),
                Printer.quoted(e.args()),
                e.type().dtype());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        List<Expr> indices = e.args().subList(2, e.args().size());
        List<Expr> by = new ArrayList<>(Collections.nCopies(e.args().size(), null));
        Expr part = Build.gather(g, indices);
        by.set(0, adds ? g : of(false, g, Build.filled(part, 0), indices));
        by.set(1, part);
        return by;
    }
}
