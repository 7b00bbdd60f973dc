package arignote.value;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Operands;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.columns.Column;

/** Lists as tensors: one of numbers is a vector, one of lists, or of arrays, has these as its rows. */
final class Lists {
    private Lists() {}

    /**
     * @param kind how an error speaks of it, {@code "a list"}
     * @throws IllegalArgumentException if it holds anything but numbers, or rows of different lengths
     */
    static HostArray tensor(List<?> l, String kind, String what) {
        boolean nested = !l.isEmpty() && !isNumber(l.get(0));
        for (Object v : l) {
            if (!isNumber(v) && !isRow(v)) {
                throw new IllegalArgumentException(
                        what + " is " + kind + " with " + Operands.kind(v) + " in it; give numbers only");
            }
            if (isNumber(v) == nested) {
                throw new IllegalArgumentException(
                        what + " is " + kind + " of numbers and of rows; give either numbers or rows of equal lengths");
            }
        }
        return nested ? rows(l.stream().map(row -> Values.host(row, what)).toList(), what) : numbers(l);
    }

    private static boolean isNumber(Object v) {
        return v instanceof Number || v instanceof Boolean;
    }

    private static boolean isRow(Object v) {
        return v != null && (v.getClass().isArray() || isRow(v.getClass()));
    }

    /** Whether an element of this class may be a row of a tensor. */
    static boolean isRow(Class<?> element) {
        return List.class.isAssignableFrom(element)
                || INDArray.class.isAssignableFrom(element)
                || OptionalLibrary.TABLESAW.isPresent() && Column.class.isAssignableFrom(element);
    }

    private static HostArray rows(List<HostArray> rows, String what) {
        long[] shape = rows.get(0).shape();
        DType dtype = rows.get(0).dtype();
        for (HostArray row : rows) {
            if (!Arrays.equals(row.shape(), shape)) {
                boolean vectors = shape.length == 1 && row.shape().length == 1;
                throw new IllegalArgumentException(what + " has rows of different "
                        + (vectors
                                ? "lengths, " + shape[0] + " and " + row.shape()[0]
                                : "shapes, " + Shapes.text(shape) + " and " + Shapes.text(row.shape()))
                        + "; a tensor needs them equal");
            }
            dtype = DType.promote(dtype, row.dtype());
        }
        long[] whole = new long[shape.length + 1];
        whole[0] = rows.size();
        System.arraycopy(shape, 0, whole, 1, shape.length);
        HostArray p = HostArray.zeros(dtype, whole);
        int at = 0;
        for (HostArray row : rows) {
            p.put(at, row.as(dtype));
            at += row.size();
        }
        return p;
    }

    private static HostArray numbers(List<?> l) {
        boolean fraction = l.isEmpty();
        boolean large = false;
        boolean bool = !l.isEmpty();
        for (Object v : l) {
            bool &= v instanceof Boolean;
            fraction |= v instanceof Number n && !Operands.isWhole(n);
            large |= v instanceof Long;
        }
        DType dtype = bool ? DType.BOOL : fraction ? DType.FLOAT64 : large ? DType.INT64 : DType.INT32;
        HostArray p = HostArray.zeros(dtype, l.size());
        for (int i = 0; i < l.size(); i++) {
            put(p, i, l.get(i));
        }
        return p;
    }

    /** Writes element i, a number or a bool, by Java's casts. */
    static void put(HostArray to, int i, Object element) {
        if (element instanceof Boolean b) {
            to.set(i, b ? 1 : 0);
        } else if (to.dtype().isFloat()) {
            to.set(i, ((Number) element).doubleValue());
        } else {
            to.set(i, ((Number) element).longValue());
        }
    }
}
