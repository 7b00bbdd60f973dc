package arignote.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** Words in the place of numbers, such as the names of bars. */
public final class Labels {
    private Labels() {}

    /**
     * The names in {@code data}: an array, a list or a set of strings, characters or constants of an enum, or a column of
     * strings, dates or times.
     *
     * @param what how an error names the data, for instance {@code "x"}
     * @return null where the data hold no name
     * @throws IllegalArgumentException if some are names and others are not, or a column has gaps
     */
    public static List<String> of(Object data, String what) {
        if (OptionalLibrary.TABLESAW.isPresent() && data instanceof Column<?> c) {
            return c instanceof NumericColumn || c instanceof BooleanColumn ? null : column(c, what);
        }
        Collection<?> all = data instanceof char[] c
                ? new String(c).chars().mapToObj(i -> (char) i).toList()
                : data instanceof Object[] a ? Arrays.asList(a) : data instanceof Collection<?> c ? c : List.of();
        long names = all.stream().filter(Labels::isName).count();
        if (names == 0) {
            return null;
        }
        if (names < all.size()) {
            Object other = all.stream().filter(v -> !isName(v)).toList().get(0);
            throw new IllegalArgumentException(
                    what + " holds names and, among them, " + other + "; give names only, or numbers only");
        }
        return all.stream().map(Object::toString).toList();
    }

    private static boolean isName(Object value) {
        return value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>;
    }

    private static List<String> column(Column<?> column, String what) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            if (column.isMissing(i)) {
                throw new IllegalArgumentException(what + " is the column '" + column.name()
                        + "', which has no value in row " + i
                        + "; leave such rows out of the table with dropRowsWithMissingValues(), or fill them with"
                        + " setMissingTo(…)");
            }
            names.add(column.getString(i));
        }
        return names;
    }
}
