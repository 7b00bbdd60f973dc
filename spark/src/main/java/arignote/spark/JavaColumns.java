package arignote.spark;

import arignote.expr.DType;
import arignote.expr.HostArray;
import java.lang.reflect.Array;

/** Columns of data as arrays of Java. */
final class JavaColumns {
    private JavaColumns() {}

    /** @throws IllegalArgumentException if this is no column */
    static HostArray column(String name, Object value) {
        if (value instanceof HostArray a) {
            return a;
        }
        DType flat = value == null ? null : dtype(value);
        if (flat != null) {
            return HostArray.of(flat, new long[] {Array.getLength(value)}, value);
        }
        if (!(value instanceof Object[] rows) || rows.length == 0 || rows[0] == null || dtype(rows[0]) == null) {
            throw new IllegalArgumentException("the column ‘" + name
                    + "’ has to be an array of numbers, or of arrays of" + " numbers of one length, not "
                    + (value == null ? "null" : value.getClass().getSimpleName()));
        }
        int width = Array.getLength(rows[0]);
        HostArray all = HostArray.zeros(dtype(rows[0]), rows.length, width);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].getClass() != rows[0].getClass() || Array.getLength(rows[i]) != width) {
                throw new IllegalArgumentException("the column ‘" + name + "’ has " + width
                        + " numbers in its first row," + " but others in row " + i);
            }
            System.arraycopy(rows[i], 0, all.elements(), i * width, width);
        }
        return all;
    }

    private static DType dtype(Object array) {
        if (array instanceof double[]) {
            return DType.FLOAT64;
        }
        if (array instanceof float[]) {
            return DType.FLOAT32;
        }
        if (array instanceof long[]) {
            return DType.INT64;
        }
        if (array instanceof int[]) {
            return DType.INT32;
        }
        return array instanceof boolean[] ? DType.BOOL : null;
    }

    static ColumnType type(HostArray column) {
        long[] shape = column.shape();
        return new ColumnType(column.dtype(), java.util.Arrays.copyOfRange(shape, 1, shape.length));
    }

    /** Some rows of a column. */
    static HostArray part(HostArray column, int first, int rows) {
        ColumnType type = type(column);
        HostArray part = HostArray.zeros(column.dtype(), type.shape(rows));
        System.arraycopy(column.elements(), first * type.width(), part.elements(), 0, rows * type.width());
        return part;
    }
}
