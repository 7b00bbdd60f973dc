package arignote.notebook.display;

/**
 * What one cell prints. The beginning goes to the page as it comes; a long text is folded from there on: while it grows the
 * page shows its end, and at last all of it, in parts that open. A page that shows a million lines would freeze.
 */
public final class LongText {
    /** The most lines and characters of a piece between two displays that are not folded … */
    static final int LINES = 1_000;

    static final int CHARACTERS = 100_000;
    /** … and the most characters of a whole cell: a Jupyter server drops what exceeds a megabyte a second. */
    static final int CELL_CHARACTERS = 500_000;

    private static final long UPDATE_NANOS = 500_000_000L;

    private final Page page;
    private int cellCharacters;
    private int characters;
    private int lines;
    private FoldedText folded;
    private Fold fold;
    private long updated;

    /** Where it is shown. */
    public interface Page {
        void stream(String text, boolean isError);

        Fold fold();
    }

    /** An output that is replaced. */
    public interface Fold {
        void set(String html, String text);
    }

    public LongText(Page page) {
        this.page = page;
    }

    /** More text, from standard output or from standard error. */
    public synchronized void print(CharSequence text, boolean isError) {
        int shown = folded == null ? visible(text) : 0;
        if (shown > 0) {
            page.stream(text.subSequence(0, shown).toString(), isError);
        }
        if (shown < text.length()) {
            grow(text.subSequence(shown, text.length()));
        }
    }

    /** How much of the text is not folded: up to the end of a line. */
    private int visible(CharSequence text) {
        int allowed = Math.min(CHARACTERS - characters, CELL_CHARACTERS - cellCharacters);
        int end = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i >= allowed || lines >= LINES) {
                count(end);
                return end;
            }
            if (text.charAt(i) == '\n') {
                lines++;
                end = i + 1;
            }
        }
        count(text.length());
        return text.length();
    }

    private void count(int more) {
        characters += more;
        cellCharacters += more;
    }

    private void grow(CharSequence text) {
        if (folded == null) {
            folded = new FoldedText(lines);
            fold = page.fold();
        }
        folded.append(text);
        long now = System.nanoTime();
        if (now - updated > UPDATE_NANOS) {
            fold.set(folded.growingHtml(), folded.growingText());
            updated = now;
        }
    }

    /** Something else is shown now, or the cell has ended: what was folded is complete. */
    public synchronized void close() {
        if (folded != null) {
            fold.set(folded.html(), folded.text());
        }
        folded = null;
        fold = null;
        characters = 0;
        lines = 0;
        updated = 0;
    }
}
