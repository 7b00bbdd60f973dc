package arignote.notebook.source;

import java.util.ArrayDeque;
import java.util.Deque;

/** Brackets, strings and comments of a Java text, finished or not. */
public final class SourceScan {
    private final Deque<Integer> open;
    private final boolean inText;
    private final boolean closesTooMuch;

    private SourceScan(Deque<Integer> open, boolean inText, boolean closesTooMuch) {
        this.open = open;
        this.inText = inText;
        this.closesTooMuch = closesTooMuch;
    }

    /** Reads the text once. */
    public static SourceScan of(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        boolean tooMuch = false;
        for (int i = 0; i < text.length(); i++) {
            int end = textEnd(text, i);
            if (end < 0) {
                open.push(i);
                return new SourceScan(open, true, tooMuch);
            }
            if (end > i) {
                i = end - 1;
                continue;
            }
            char c = text.charAt(i);
            if ("([{".indexOf(c) >= 0) {
                open.push(i);
            } else if (")]}".indexOf(c) >= 0) {
                if (open.isEmpty() || "([{".indexOf(text.charAt(open.peek())) != ")]}".indexOf(c)) {
                    tooMuch = true;
                } else {
                    open.pop();
                }
            }
        }
        return new SourceScan(open, false, tooMuch);
    }

    /** The first character from here on that is neither blank nor in a comment. */
    public static int afterComments(String text, int from) {
        int at = from;
        while (at < text.length()) {
            boolean comment = text.startsWith("//", at) || text.startsWith("/*", at);
            int end = comment ? textEnd(text, at) : Character.isWhitespace(text.charAt(at)) ? at + 1 : at;
            if (end <= at) {
                return at;
            }
            at = end;
        }
        return at;
    }

    /** Where a comment, string or character that begins here ends; here if none does, −1 if it has no end. */
    private static int textEnd(String text, int i) {
        if (text.startsWith("//", i)) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", i)) {
            int end = text.indexOf("*/", i + 2);
            return end < 0 ? -1 : end + 2;
        }
        if (text.startsWith("\"\"\"", i)) {
            int end = closing(text, i + 3, "\"\"\"");
            return end < 0 ? -1 : end + 3;
        }
        char c = text.charAt(i);
        if (c == '"' || c == '\'') {
            int end = closing(text, i + 1, String.valueOf(c));
            int line = text.indexOf('\n', i);
            // A string that does not end on its line is wrong, not unfinished.
            return end < 0 || line >= 0 && line < end ? (line < 0 ? text.length() : line) : end + 1;
        }
        return i;
    }

    private static int closing(String text, int from, String mark) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(mark, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the innermost bracket, comment or text block stands that is not closed, or −1. */
    public int lastOpen() {
        return open.isEmpty() ? -1 : open.peek();
    }

    /** Where brackets stand that are not closed, the innermost first. */
    public Iterable<Integer> open() {
        return open;
    }

    /** Whether the text ends within a comment or a text block. */
    public boolean endsInText() {
        return inText;
    }

    /** Whether a bracket closes what was not opened. */
    public boolean closesTooMuch() {
        return closesTooMuch;
    }

    /** The arguments of a call as they are written: what the parentheses hold that a text begins with, or nothing. */
    public static String arguments(String text) {
        int open = afterComments(text, 0);
        if (!text.startsWith("(", open)) {
            return "";
        }
        for (int end = open + 1; end < text.length(); end++) {
            if (text.charAt(end) == ')' && of(text.substring(open, end + 1)).lastOpen() < 0) {
                return text.substring(open + 1, end).strip();
            }
        }
        return "";
    }

    /** What is opened at that place: a bracket, {@code /*} or three quotes. */
    public static String opening(String text, int at) {
        return text.startsWith("/*", at) ? "/*" : text.startsWith("\"\"\"", at) ? "\"\"\"" : text.substring(at, at + 1);
    }
}
