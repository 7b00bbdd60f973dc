package arignote.spark;

import arignote.expr.DType;
import arignote.expr.TensorType;
import java.io.Serializable;

/**
 * What a column is.
 *
 * @param row the lengths of a row; none where a row has one number
 */
record ColumnType(DType dtype, long[] row) implements Serializable {
    private static final long serialVersionUID = 1L;

    TensorType tensor() {
        return new TensorType(dtype, row.length + 1);
    }

    /** How many numbers a row has. */
    int width() {
        long width = 1;
        for (long n : row) {
            width *= n;
        }
        return Math.toIntExact(width);
    }

    /** The lengths of so many rows. */
    long[] shape(int rows) {
        long[] shape = new long[row.length + 1];
        shape[0] = rows;
        System.arraycopy(row, 0, shape, 1, row.length);
        return shape;
    }
}
