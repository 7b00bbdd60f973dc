package arignote.value;

import arignote.expr.DType;
import arignote.expr.HostArray;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Tablesaw's columns and tables: in as vectors and matrices, out again as columns of doubles. A missing value and a
 * column without numbers are refused by the column's name, as a gap would become a NaN in every result.
 */
public final class Columns {
    private Columns() {}

    /** A column as a vector, in the type that it has. */
    static HostArray vector(Column<?> column, String what) {
        check(column, what + " is the column", "");
        HostArray p = HostArray.zeros(dtype(column), column.size());
        fill(p, column, 0, 1);
        return p;
    }

    /** A table as a matrix: its rows, its columns in their order, the type that holds all of them. */
    static HostArray matrix(Table table, String what) {
        List<Column<?>> columns = table.columns();
        for (Column<?> c : columns) {
            check(
                    c,
                    what + " is a table with the column",
                    ", or leave the column out with rejectColumns(\"" + c.name() + "\")");
        }
        DType dtype =
                columns.stream().map(Columns::dtype).reduce(DType::promote).orElse(DType.FLOAT64);
        HostArray p = HostArray.zeros(dtype, table.rowCount(), columns.size());
        for (int j = 0; j < columns.size(); j++) {
            fill(p, columns.get(j), j, columns.size());
        }
        return p;
    }

    /**
     * A column of doubles.
     *
     * @param values a vector: an INDArray, a Java array, a column, a list of numbers
     * @throws IllegalArgumentException if {@code values} is no vector of numbers
     */
    public static DoubleColumn column(String name, Object values) {
        String what = "the column '" + name + "'";
        HostArray p = Values.host(values, what);
        if (p.shape().length != 1) {
            throw new IllegalArgumentException(what + " needs a vector, but the value has the shape "
                    + Arrays.toString(p.shape()) + (p.shape().length == 2 ? "; table(…) takes a matrix" : ""));
        }
        return column(name, p, 0, 1);
    }

    /**
     * A table of columns of doubles, one for each column of a matrix.
     *
     * @param matrix an INDArray, a {@code double[][]}, a table
     * @throws IllegalArgumentException if {@code matrix} is no matrix, or the names are not one for each of its columns,
     *     all different
     */
    public static Table table(Object matrix, List<String> names) {
        HostArray p = Values.host(matrix, "the table");
        if (p.shape().length != 2) {
            throw new IllegalArgumentException("a table needs a matrix, but the value has the shape "
                    + Arrays.toString(p.shape()) + (p.shape().length == 1 ? "; column(…) takes a vector" : ""));
        }
        int width = Math.toIntExact(p.shape()[1]);
        if (names.size() != width) {
            throw new IllegalArgumentException("a matrix of shape " + Arrays.toString(p.shape()) + " needs " + width
                    + " names, one for each column; given: " + String.join(", ", names));
        }
        Table table = Table.create();
        Set<String> taken = new HashSet<>();
        for (int j = 0; j < width; j++) {
            // Tablesaw does not tell upper from lower case in a column's name
            if (!taken.add(names.get(j).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("two columns of the table would be called '" + names.get(j) + "'");
            }
            table.addColumns(column(names.get(j), p, j, width));
        }
        return table;
    }

    /** Every {@code stride}th element from {@code start} on. */
    private static DoubleColumn column(String name, HostArray p, int start, int stride) {
        double[] values = new double[Math.toIntExact(p.shape()[0])];
        for (int i = 0; i < values.length; i++) {
            values[i] = p.doubleAt(start + i * stride);
        }
        return DoubleColumn.create(name, values);
    }

    /**
     * Rows of a table in the order in which they are named; Tablesaw's own {@code rows(…)} puts them into the table's.
     */
    static Table rows(Table table, int[] rows) {
        return Table.create(table.name(), table.columns().stream().<Column<?>>map(c -> rows(c, rows)));
    }

    /** The same of one column. */
    static Column<?> rows(Column<?> column, int[] rows) {
        return column.subset(rows);
    }

    private static void check(Column<?> column, String what, String otherwise) {
        String named = what + " '" + column.name() + "'";
        if (!(column instanceof NumericColumn) && !(column instanceof BooleanColumn)) {
            throw new IllegalArgumentException(named + " of type " + column.type()
                    + ", which holds no numbers; make a column of numbers from it" + otherwise);
        }
        int missing = column.countMissing();
        if (missing > 0) {
            int row = 0;
            while (!column.isMissing(row)) {
                row++;
            }
            String others = missing == 1 ? "" : " and " + (missing - 1) + " other" + (missing == 2 ? "" : "s");
            throw new IllegalArgumentException(named + ", which has no value in row " + row + others
                    + "; leave such rows out of the table with dropRowsWithMissingValues(), or fill them with"
                    + " setMissingTo(…)");
        }
    }

    private static DType dtype(Column<?> column) {
        if (column instanceof BooleanColumn) {
            return DType.BOOL;
        }
        if (column instanceof IntColumn || column instanceof ShortColumn) {
            return DType.INT32;
        }
        if (column instanceof LongColumn) {
            return DType.INT64;
        }
        return column instanceof FloatColumn ? DType.FLOAT32 : DType.FLOAT64;
    }

    /** Writes the column's values to every {@code stride}th element of {@code p}, from {@code start} on. */
    private static void fill(HostArray p, Column<?> column, int start, int stride) {
        for (int i = 0, at = start; i < column.size(); i++, at += stride) {
            if (column instanceof BooleanColumn b) {
                p.set(at, b.getByte(i));
            } else if (column instanceof LongColumn l && !p.dtype().isFloat()) {
                p.set(at, l.getLong(i));
            } else {
                p.set(at, ((NumericColumn<?>) column).getDouble(i));
            }
        }
    }
}
