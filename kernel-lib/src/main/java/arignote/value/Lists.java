package arignote.value;

import arignote.expr.DType;
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
    static Plain tensor(List<?> l, String kind, String what) {
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
        return nested ? rows(l.stream().map(row -> Values.plain(row, what)).toList(), what) : numbers(l);
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
                || Column.class.isAssignableFrom(element);
    }

    private static Plain rows(List<Plain> rows, String what) {
        long[] shape = rows.get(0).shape;
        DType dtype = rows.get(0).dtype;
        for (Plain row : rows) {
            if (!Arrays.equals(row.shape, shape)) {
                boolean vectors = shape.length == 1 && row.shape.length == 1;
                throw new IllegalArgumentException(what + " has rows of different "
                        + (vectors
                                ? "lengths, " + shape[0] + " and " + row.shape[0]
                                : "shapes, " + Shapes.text(shape) + " and " + Shapes.text(row.shape))
                        + "; a tensor needs them equal");
            }
            dtype = DType.promote(dtype, row.dtype);
        }
        long[] whole = new long[shape.length + 1];
        whole[0] = rows.size();
        System.arraycopy(shape, 0, whole, 1, shape.length);
        Plain p = Plain.zeros(dtype, whole);
        int at = 0;
        for (Plain row : rows) {
            Plain same = row.as(dtype);
            System.arraycopy(
                    dtype.isFloat() ? same.floats : same.wholes,
                    0,
                    dtype.isFloat() ? p.floats : p.wholes,
                    at,
                    row.size());
            at += row.size();
        }
        return p;
    }

    private static Plain numbers(List<?> l) {
        boolean fraction = l.isEmpty();
        boolean large = false;
        boolean bool = !l.isEmpty();
        for (Object v : l) {
            bool &= v instanceof Boolean;
            fraction |= v instanceof Number n && !Operands.isWhole(n);
            large |= v instanceof Long;
        }
        DType dtype = bool ? DType.BOOL : fraction ? DType.FLOAT64 : large ? DType.INT64 : DType.INT32;
        Plain p = Plain.zeros(dtype, new long[] {l.size()});
        for (int i = 0; i < l.size(); i++) {
            Number n = l.get(i) instanceof Boolean b ? (Integer) (b ? 1 : 0) : (Number) l.get(i);
            if (p.floats != null) {
                p.floats[i] = n.doubleValue();
            } else {
                p.wholes[i] = n.longValue();
            }
        }
        return p;
    }
}
