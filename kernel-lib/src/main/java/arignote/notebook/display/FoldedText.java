package arignote.notebook.display;

import arignote.notebook.view.NumberText;
import arignote.notebook.words.Words;
import arignote.plot.draw.Svg;

/** The part of a long text that is folded away, as HTML without a script: parts that open, and the last lines. */
final class FoldedText {
    /** Lines of one part: what a page lays out at once. */
    private static final int PART = 10_000;

    private static final int LAST = 10;
    /** What is kept in memory and in the file; what is more is left out of the middle. */
    private static final int KEPT = 40_000_000;
    /** A longer text is not given a second time, for viewers without HTML. */
    private static final int PLAIN = 8_000_000;

    private static final String PRE = "<pre style=\"margin: 0\">";

    private final long linesBefore;
    private final StringBuilder first = new StringBuilder();
    private StringBuilder last = new StringBuilder();
    private long lines;
    private long leftOut;

    /** @param linesBefore lines of the same text that are not folded */
    FoldedText(long linesBefore) {
        this.linesBefore = linesBefore;
    }

    void append(CharSequence more) {
        lines += more.chars().filter(c -> c == '\n').count();
        if (last.length() == 0 && first.length() + more.length() <= KEPT / 2) {
            first.append(more);
            return;
        }
        last.append(more);
        if (last.length() > KEPT) {
            int cut = last.indexOf("\n", last.length() - KEPT / 2) + 1;
            leftOut += last.substring(0, cut).chars().filter(c -> c == '\n').count();
            last = new StringBuilder(last.substring(cut));
        }
    }

    /** While it grows: the last lines. */
    String growingHtml() {
        return "<div>" + soFar() + "</div>" + PRE + Svg.text(end()) + "</pre>";
    }

    String growingText() {
        return soFar() + "\n" + end();
    }

    private String soFar() {
        return Words.said("… " + NumberText.grouped(lines) + " more lines so far");
    }

    /** All of it, or the end of what is very long. */
    String text() {
        return first.length() + last.length() <= PLAIN
                ? first.toString() + last
                : Words.said("… " + NumberText.grouped(lines) + " more lines") + "\n" + end();
    }

    /** All of it, folded. */
    String html() {
        StringBuilder page = new StringBuilder("<details><summary>")
                .append(Words.said("… " + NumberText.grouped(lines) + " more lines: show all"))
                .append("</summary>");
        long number = parts(page, first, linesBefore + 1);
        if (leftOut > 0) {
            page.append("<div>").append(leftOutLine()).append("</div>");
        }
        parts(page, last, number + leftOut);
        return page.append("</details>")
                .append(PRE)
                .append(Svg.text(end()))
                .append("</pre>")
                .toString();
    }

    private String leftOutLine() {
        return Words.said("… " + NumberText.grouped(leftOut) + " lines were too much to keep …");
    }

    /** Gives the number of the line after the last one. */
    private static long parts(StringBuilder page, StringBuilder text, long from) {
        long number = from;
        for (int start = 0; start < text.length(); ) {
            int end = start;
            int count = 0;
            while (end < text.length() && count < PART) {
                int next = text.indexOf("\n", end);
                end = next < 0 ? text.length() : next + 1;
                count++;
            }
            page.append("<details style=\"margin-left: 1em\"><summary>")
                    .append(Words.said(
                            "lines " + NumberText.grouped(number) + " – " + NumberText.grouped(number + count - 1)))
                    .append("</summary>")
                    .append(PRE)
                    .append(Svg.text(text.substring(start, end)))
                    .append("</pre></details>");
            number += count;
            start = end;
        }
        return number;
    }

    private String end() {
        StringBuilder from = last.length() > 0 ? last : first;
        int start = from.length();
        for (int i = 0; i <= LAST && start > 0; i++) {
            start = from.lastIndexOf("\n", start - 1);
        }
        return from.substring(Math.min(from.length(), start + 1));
    }
}
