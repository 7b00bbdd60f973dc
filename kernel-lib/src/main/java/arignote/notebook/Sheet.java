package arignote.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows and columns of text, written as an HTML table or in aligned lines.
 *
 * @param caption what it is, for instance {@code float64 array of shape (3, 4)}
 * @param header the columns' names, or empty for none
 * @param left which columns are set to the left; the others, numbers, to the right
 * @param rows one cell for every column
 * @param note what is left out, or empty
 */
record Sheet(String caption, List<String> header, List<Boolean> left, List<List<String>> rows, String note) {

    /** Columns of numbers without names. */
    static Sheet ofNumbers(String caption, List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        return new Sheet(caption, List.of(), java.util.Collections.nCopies(columns, false), rows, "");
    }

    String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        html.append("<caption style=\"caption-side: top; text-align: left\">")
                .append(escape(caption))
                .append("</caption>\n");
        if (!header.isEmpty()) {
            html.append("<thead><tr>");
            for (int i = 0; i < header.size(); i++) {
                html.append(cell("th", i, header.get(i)));
            }
            html.append("</tr></thead>\n");
        }
        html.append("<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(cell("td", i, row.get(i)));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n");
        if (!note.isEmpty()) {
            html.append("<tfoot><tr><td colspan=\"")
                    .append(left.size())
                    .append("\" style=\"text-align: left\">")
                    .append(escape(note))
                    .append("</td></tr></tfoot>\n");
        }
        return html.append("</table>").toString();
    }

    String text() {
        List<List<String>> lines = new ArrayList<>();
        if (!header.isEmpty()) {
            lines.add(header);
        }
        lines.addAll(rows);
        int[] width = new int[left.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                width[i] = Math.max(width[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(caption);
        for (List<String> line : lines) {
            StringBuilder set = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String gap = " ".repeat(width[i] - line.get(i).length());
                set.append(i > 0 ? "  " : "").append(left.get(i) ? line.get(i) + gap : gap + line.get(i));
            }
            text.append('\n').append(set.toString().stripTrailing());
        }
        return text.append(note.isEmpty() ? "" : "\n" + note).toString();
    }

    private String cell(String tag, int column, String content) {
        return "<" + tag + " style=\"text-align: " + (left.get(column) ? "left" : "right") + "\">" + escape(content)
                + "</" + tag + ">";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
