package arignote.notebook.operators;

import arignote.notebook.source.CellText.Edit;
import arignote.notebook.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The edits of a statement that make calls of its operators; blanks, comments and lines stay where they are. */
final class CallEdits {
    private static final String BEFORE_PARENTHESIS = "=(,+-*/%!?:{;&|^~<>[";

    private final String text;
    private final Set<Span> calls;
    private final List<Edit> edits = new ArrayList<>();

    /** @param calls the parts of the text that these edits have made calls of, so far */
    CallEdits(String text, Set<Span> calls) {
        this.text = text;
        this.calls = calls;
    }

    List<Edit> edits() {
        return edits;
    }

    /** An operand that a dot will follow. */
    void receiver(Operand operand, String wrapper, int origin) {
        boolean primary = operand.isPrimary() || calls.contains(operand.inner());
        boolean bare = operand.isParenthesised() && (primary || !wrapper.isEmpty());
        if (bare) {
            open(operand.start(), separated(operand.start(), wrapper), origin);
            inside(operand, wrapper.isEmpty() ? "" : "(", wrapper.isEmpty() ? "" : ")");
        } else if (!wrapper.isEmpty() || !operand.isParenthesised() && !primary) {
            open(operand.start(), separated(operand.start(), wrapper) + "(", origin);
            insert(operand.end(), ")", operand.end() - 1);
        }
    }

    /** An operand that will stand in the parentheses of a call. */
    void argument(Operand operand) {
        if (operand.isParenthesised()) {
            inside(operand, "", "");
        }
    }

    private void inside(Operand operand, String opening, String closing) {
        replace(operand.start(), operand.start() + 1, opening);
        replace(operand.end() - 1, operand.end(), closing);
    }

    /** In {@code (x * w).sum()} the parentheses are not needed any more. */
    void withoutOuterParentheses(Span call) {
        int open = call.start() - 1, close = call.end();
        while (open >= 0 && text.charAt(open) == ' ') {
            open--;
        }
        close = skipBlanks(close);
        if (open < 0 || text.charAt(open) != '(' || !text.startsWith(").", close)) {
            return;
        }
        int before = open - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        if (before < 0 || BEFORE_PARENTHESIS.indexOf(text.charAt(before)) >= 0) {
            replace(open, open + 1, "");
            replace(close, close + 1, "");
        }
    }

    /** A name put here must not run into the word before it, as in {@code return-x}. */
    String separated(int at, String name) {
        boolean word = at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1));
        return word ? " " + name : name;
    }

    /** What stands between an operator and its operand, without the blanks before it. */
    String comments(int from, int to) {
        return text.substring(from, to).stripLeading();
    }

    /** Where the blanks before an operator begin; those after a comment or a line's end stay. */
    int gap(int end, int position) {
        return text.substring(end, position).chars().allMatch(c -> c == ' ' || c == '\t') ? end : position;
    }

    int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    void open(int at, String inserted) {
        open(at, inserted, at);
    }

    /** Before what the operators inside have put there. */
    void open(int at, String inserted, int origin) {
        if (!inserted.isEmpty()) {
            edits.add(0, new Edit(at, at, inserted, origin));
        }
    }

    void insert(int at, String inserted, int origin) {
        if (!inserted.isEmpty()) {
            edits.add(new Edit(at, at, inserted, origin));
        }
    }

    void replace(int from, int to, String replacement) {
        edits.add(new Edit(from, to, replacement, from));
    }
}
