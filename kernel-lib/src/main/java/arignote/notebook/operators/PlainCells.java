package arignote.notebook.operators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cells that have run, and what their statements are in plain Java. */
public final class PlainCells {
    /** Between statements and their plain form, between two statements, and between cells: ASCII's own separators. */
    private static final String UNIT = "\u001f", RECORD = "\u001e", GROUP = "\u001d";

    private static final List<Cell> CELLS = new ArrayList<>();

    private PlainCells() {}

    /** A statement that was written with operators. */
    private static final class Statement {
        private final String written;
        private String plain;

        Statement(String written, String plain) {
            this.written = written;
            this.plain = plain;
        }
    }

    /** A cell's text and those of its statements that differ from plain Java, in their order. */
    private static final class Cell {
        private final String text;
        private final List<Statement> statements = new ArrayList<>();
        private boolean ended;

        Cell(String text) {
            this.text = text;
        }

        String plain() {
            StringBuilder out = new StringBuilder();
            int done = 0;
            for (Statement statement : statements) {
                String written = statement.written.strip();
                int at = text.indexOf(written, done);
                if (at >= 0) {
                    out.append(text, done, at).append(statement.plain.strip());
                    done = at + written.length();
                }
            }
            return out.append(text, done, text.length()).toString().strip();
        }
    }

    /** Around a whole cell. */
    public static Object cell(String code, Function<String, Object> next) {
        Cell cell = new Cell(code);
        synchronized (PlainCells.class) {
            CELLS.add(cell);
        }
        try {
            return next.apply(code);
        } finally {
            synchronized (PlainCells.class) {
                cell.ended = true;
            }
        }
    }

    /** A statement of the cell that runs could be evaluated only in this form. */
    static synchronized void add(String written, String plain) {
        if (!CELLS.isEmpty()) {
            CELLS.get(CELLS.size() - 1).statements.add(new Statement(written, plain));
        }
    }

    /** A statement of some cell has another plain form from now on: what it refers to was not known before. */
    static synchronized void replace(String before, String plain) {
        for (int i = CELLS.size() - 1; i >= 0; i--) {
            Cell cell = CELLS.get(i);
            for (Statement statement : cell.statements) {
                if (statement.plain.strip().equals(before.strip())) {
                    statement.plain = plain;
                    return;
                }
            }
            if (cell.text.contains(before.strip())) {
                cell.statements.add(new Statement(before, plain));
                cell.statements.sort(Comparator.comparingInt(s -> cell.text.indexOf(s.written.strip())));
                return;
            }
        }
    }

    /**
     * All cells that have run, in plain Java; of one that ran several times, the last.
     *
     * @throws IllegalStateException outside of a notebook
     */
    public static synchronized String text() {
        if (CELLS.isEmpty()) {
            throw new IllegalStateException("plain() shows the cells of a notebook, and this is none");
        }
        List<Cell> shown = new ArrayList<>();
        for (Cell cell : CELLS) {
            shown.removeIf(earlier -> earlier.text.equals(cell.text));
            if (cell.ended && !cell.text.isBlank()) {
                shown.add(cell);
            }
        }
        return shown.stream().map(Cell::plain).collect(Collectors.joining("\n\n"));
    }

    /**
     * For a program that has run a notebook: per cell that has run, in their order, the statements that were rewritten, each
     * with its plain form; separated by the characters 1D, 1E and 1F.
     */
    public static synchronized String statements() {
        return CELLS.stream()
                .filter(cell -> cell.ended)
                .map(cell -> cell.statements.stream()
                        .map(statement -> statement.written.strip() + UNIT + statement.plain.strip())
                        .collect(Collectors.joining(RECORD)))
                .collect(Collectors.joining(GROUP));
    }

    /** Forgets all cells. */
    public static synchronized void clear() {
        CELLS.clear();
    }
}
