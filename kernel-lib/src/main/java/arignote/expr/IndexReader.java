package arignote.expr;

import arignote.Expr;
import arignote.expr.print.Printer;

/** Indices as NumPy writes them, in a text: {@code "1:3"}, {@code "::-1"}, {@code "..., 0"}. */
final class IndexReader {
    private final String text;
    private final Expr of;
    private int at;

    private IndexReader(String text, Expr of) {
        this.text = text;
        this.of = of;
    }

    /**
     * Adds to {@code indices} what a text says.
     *
     * @throws IllegalArgumentException if it is no index, with a caret under its fault
     */
    static void read(String text, Expr of, Index indices) {
        new IndexReader(text, of).items(indices);
    }

    private void items(Index indices) {
        do {
            item(indices);
            blanks();
        } while (take(","));
        if (at < text.length()) {
            throw fault("an index ends here, or a comma follows");
        }
    }

    private void item(Index indices) {
        blanks();
        if (take("...")) {
            indices.ellipsis();
            return;
        }
        if (take("None") || take("newaxis")) {
            indices.newAxis();
            return;
        }
        Long start = number();
        blanks();
        if (!take(":")) {
            if (start == null) {
                throw fault("a whole number, a slice such as 1:3, \"...\" or None is expected here");
            }
            indices.at(Build.whole(start));
            return;
        }
        Long stop = number();
        blanks();
        int before = at;
        Long step = take(":") ? number() : null;
        if (step != null && step == 0) {
            at = before + 1;
            throw fault("a step is not 0");
        }
        indices.slice(
                start == null ? null : Build.whole(start),
                stop == null ? null : Build.whole(stop),
                step == null ? 1 : step);
    }

    private Long number() {
        blanks();
        int end = at;
        if (end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
            end++;
        }
        int digits = end;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == digits) {
            if (end > at) {
                throw fault("a number follows a sign");
            }
            return null;
        }
        if (end - digits > 18) {
            throw fault("this number is too large for an index");
        }
        long value = Long.parseLong(text, at, end, 10);
        at = end;
        return value;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean take(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private IllegalArgumentException fault(String sentence) {
        return new IllegalArgumentException("\"" + text + "\" is no index of " + Printer.quoted(of) + ": " + sentence
                + "\n" + text + "\n" + " ".repeat(at) + "^");
    }
}
