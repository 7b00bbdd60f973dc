package arignote.notebook.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw's tables: ten rows at a time, numbers to the right. */
final class TableRenderer {
    private static final int ROWS = 10;

    /** The most rows that go into the notebook's file, ten on a page. */
    private static final int KEPT = 500;

    private TableRenderer() {}

    static MimeBundle view(Table table) {
        String name = table.name() == null || table.name().isBlank() ? "" : table.name() + ": ";
        String caption = name + count(table.rowCount(), "row") + " and " + count(table.columnCount(), "column");
        return view(caption, table.columns(), table.rowCount());
    }

    static MimeBundle view(String caption, List<? extends Column<?>> columns, int length) {
        int kept = Math.min(length, KEPT);
        List<List<String>> texts =
                columns.stream().map(column -> texts(column, kept)).toList();
        List<List<String>> rows = IntStream.range(0, kept)
                .mapToObj(row -> texts.stream().map(column -> column.get(row)).toList())
                .toList();
        int shown = Math.min(length, ROWS);
        Sheet sheet = new Sheet(
                caption,
                columns.stream().map(Column::name).toList(),
                columns.stream()
                        .map(column -> !(column instanceof NumericColumn))
                        .toList(),
                rows.subList(0, shown),
                length > shown ? "… " + count(length - shown, "more row") : "");
        String html = length > shown ? new PagedSheet(sheet, rows, length).html() : sheet.html();
        return MimeBundle.text(sheet.text()).and(MimeBundle.HTML, html);
    }

    static String count(int n, String what) {
        return NumberText.grouped(n) + " " + what + (n == 1 ? "" : "s");
    }

    /** The cells of a column; on each page its numbers have as many digits as they need there. */
    private static List<String> texts(Column<?> column, int kept) {
        List<String> texts = new ArrayList<>();
        for (int first = 0; first < kept; first += ROWS) {
            List<Object> values = IntStream.range(first, Math.min(first + ROWS, kept))
                    .mapToObj(row -> value(column, row))
                    .toList();
            NumberText numbers = NumberText.of(values);
            values.forEach(value -> texts.add(numbers.text(value)));
        }
        return texts;
    }

    private static Object value(Column<?> column, int row) {
        boolean floating =
                column.type().equals(ColumnType.DOUBLE) || column.type().equals(ColumnType.FLOAT);
        return floating && !column.isMissing(row)
                ? (Object) ((NumericColumn<?>) column).getDouble(row)
                : column.getString(row);
    }
}
