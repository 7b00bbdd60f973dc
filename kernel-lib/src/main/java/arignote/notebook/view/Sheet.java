package arignote.notebook.view;

import arignote.notebook.words.Words;
import arignote.plot.draw.Svg;
import java.util.ArrayList;
import java.util.Collections;
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
        return new Sheet(caption, List.of(), Collections.nCopies(columns, false), rows, "");
    }

    /** Lines above and below stand outside the table, which a long one would stretch. */
    String html() {
        StringBuilder html = new StringBuilder(line(caption));
        html.append("<table>\n");
        if (!header.isEmpty()) {
            html.append("<thead>\n").append(row("th", header)).append("</thead>\n");
        }
        html.append("<tbody>\n");
        rows.forEach(row -> html.append(row("td", row)));
        html.append("</tbody>\n</table>");
        return html.append(note.isEmpty() ? "" : "\n" + line(note).stripTrailing())
                .toString();
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
        StringBuilder text = new StringBuilder(Words.said(caption));
        for (List<String> line : lines) {
            StringBuilder set = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String gap = " ".repeat(width[i] - line.get(i).length());
                set.append(i > 0 ? "  " : "").append(left.get(i) ? line.get(i) + gap : gap + line.get(i));
            }
            text.append('\n').append(set.toString().stripTrailing());
        }
        return text.append(note.isEmpty() ? "" : "\n" + Words.said(note)).toString();
    }

    private static String line(String words) {
        return "<div>" + Svg.text(Words.said(words)) + "</div>\n";
    }

    private String row(String tag, List<String> cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String align = left.get(i) ? "left" : "right";
            row.append("<" + tag + " style=\"text-align: " + align + "\">" + Svg.text(cells.get(i)) + "</" + tag + ">");
        }
        return row.append("</tr>\n").toString();
    }
}
