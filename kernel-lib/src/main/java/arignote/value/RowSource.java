package arignote.value;

import arignote.Expr;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Something that has rows, of which some can be taken in any order: a Java array, an INDArray, a list, a column, a table.
 * What is taken is of the same kind, and a row of a nested Java array is the row itself.
 */
public interface RowSource {
    /** How many rows there are. */
    int count();

    /**
     * Some rows, in the order in which they are named.
     *
     * @param rows indices from 0 to below {@link #count()}; one may come again
     */
    Object take(int[] rows);

    /**
     * The rows of {@code data}.
     *
     * @param what how an error names the data
     * @throws IllegalArgumentException if it has none
     */
    static RowSource of(Object data, String what) {
        if (data instanceof INDArray a) {
            if (Values.checked(a, what).rank() == 0) {
                throw none(what, "a single number");
            }
            // Once, as a picker of rows wants them one behind the other
            INDArray whole = Nd4jArrays.isRowByRow(a) ? a : a.dup('c');
            return source(Shapes.length(a.size(0)), rows -> Nd4jArrays.rows(whole, rows));
        }
        if (data != null && data.getClass().isArray()) {
            return source(Array.getLength(data), rows -> elements(data, rows));
        }
        if (data instanceof List<?> l) {
            return source(l.size(), rows -> {
                List<Object> taken = new ArrayList<>(rows.length);
                for (int row : rows) {
                    taken.add(l.get(row));
                }
                return taken;
            });
        }
        if (OptionalLibrary.TABLESAW.isPresent()) {
            if (data instanceof Column<?> c) {
                return source(c.size(), rows -> Columns.rows(c, rows));
            }
            if (data instanceof Table t) {
                return source(t.rowCount(), rows -> Columns.rows(t, rows));
            }
        }
        if (data instanceof Expr e) {
            throw none(what, "the expression " + Printer.quoted(e));
        }
        throw none(what, data == null ? "null" : Operands.kind(data));
    }

    private static IllegalArgumentException none(String what, String kind) {
        return new IllegalArgumentException(what + " is " + kind
                + ", which has no rows; give a Java array, an INDArray, a list, a column or a table");
    }

    private static RowSource source(int count, Function<int[], Object> take) {
        return new RowSource() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public Object take(int[] rows) {
                return take.apply(rows);
            }
        };
    }

    private static Object elements(Object array, int[] rows) {
        Object taken = Array.newInstance(array.getClass().getComponentType(), rows.length);
        for (int i = 0; i < rows.length; i++) {
            if (array instanceof double[] from) {
                ((double[]) taken)[i] = from[rows[i]];
            } else if (array instanceof Object[] from) {
                ((Object[]) taken)[i] = from[rows[i]];
            } else {
                Array.set(taken, i, Array.get(array, rows[i]));
            }
        }
        return taken;
    }
}
