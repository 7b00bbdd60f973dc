package arignote.notebook.view;

import arignote.expr.Resources;
import arignote.plot.page.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A long table of which a page shows ten rows at a time, with no kernel and no network. Where scripts do not run, the
 * first rows stand there with the number of those left out.
 *
 * @param sheet the first rows
 * @param rows all rows that the page holds, the first ones as well
 * @param total how many the table has
 */
record PagedSheet(Sheet sheet, List<List<String>> rows, int total) {
    private static final String SCRIPT = Resources.text(PagedSheet.class, "pages.js");

    private static final String CONTROLS = button("first", "«", "First rows")
            + button("back", "‹", "Rows before")
            + button("forward", "›", "Rows after")
            + button("last", "»", "Last rows");

    String html() {
        String data = rows.stream().map(Json::strings).collect(Collectors.joining(",\n", "[", "]"));
        String first = sheet.html();
        int note = first.lastIndexOf("<div>");
        // A hash of the content, by which the script finds its table; it is the same in every run.
        String mark = String.format("%08x", (first + data).hashCode());
        return "<div data-arignote=\"" + mark + "\">\n" + first.substring(0, note) + "<div class=\"arignote-note\">"
                + first.substring(note + "<div>".length())
                + "\n<div class=\"arignote-controls\" role=\"group\" data-lm-suppress-shortcuts=\"true\""
                + " style=\"display:none;gap:.3em;align-items:center;margin:.3em 0\">\n" + CONTROLS
                + "<output aria-live=\"polite\" style=\"margin-left:.4em\"></output>\n</div>\n</div>\n<script>\n"
                + SCRIPT.replace("@MARK@", mark)
                        .replace("@SIZE@", String.valueOf(sheet.rows().size()))
                        .replace("@TOTAL@", String.valueOf(total))
                        .replace("@ROWS@", data)
                + "</script>\n";
    }

    private static String button(String name, String sign, String words) {
        return "<button type=\"button\" name=\"" + name + "\" title=\"" + words + "\" aria-label=\"" + words + "\">"
                + sign + "</button>\n";
    }
}
