package arignote.notebook.view;

import java.util.List;
import java.util.Locale;
import tech.tablesaw.columns.Column;

/** One column of a Tablesaw table. */
@SuppressWarnings("rawtypes") // A class literal has no type arguments.
final class ColumnRenderer implements Renderer<Column> {
    @Override
    public Class<Column> type() {
        return Column.class;
    }

    @Override
    public List<String> forms() {
        return List.of(MimeBundle.HTML);
    }

    @Override
    public MimeBundle view(Column value) {
        Column<?> column = value;
        String caption = TableRenderer.count(column.size(), column.type().name().toLowerCase(Locale.ROOT) + " value");
        return TableRenderer.view(caption, List.of(column), column.size());
    }
}
