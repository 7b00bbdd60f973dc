package arignote.notebook.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jdk.jshell.Snippet;

/** The cells that have run, and where in them each statement stands. */
public final class CellLog {
    /**
     * A cell that has run.
     *
     * @param number its number in the notebook, from 1
     * @param source its text, as it was written
     */
    public record Cell(int number, String source) {
        /** The text of a line, counted from 1. */
        public String line(int line) {
            return source.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
        }
    }

    /**
     * A place in a cell.
     *
     * @param index of the character in the cell's source, from 0
     */
    public record Place(Cell cell, int index) {
        /** Counted from 1. */
        public int line() {
            return 1
                    + (int) cell.source()
                            .substring(0, index)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }
    }

    private final List<Cell> cells = new ArrayList<>();
    private final Map<Integer, String> results = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private Cell current = new Cell(0, "");
    private String last = "";
    private int start;
    private Place here = new Place(current, 0);

    /** A cell starts to run. */
    public synchronized void begin(int number, String source) {
        current = new Cell(number, source);
        cells.add(current);
        start = 0;
        last = "";
        here = new Place(current, 0);
    }

    /** What the cell shows at its end. */
    public synchronized void result(Object shown) {
        if (shown instanceof String text) {
            results.put(current.number(), text);
        }
    }

    public synchronized Cell current() {
        return current;
    }

    public synchronized List<Cell> cells() {
        return List.copyOf(cells);
    }

    /** What a cell showed at its end, or an empty text. */
    public synchronized String result(int number) {
        return results.getOrDefault(number, "");
    }

    /** A statement of the cell is about to be evaluated. Statements come in the order of the cell. */
    public synchronized void statement(String source) {
        String text = source.strip();
        int from = start + (text.equals(last) ? 1 : 0);
        int found = current.source().indexOf(text, from);
        if (found < 0) { // a cell's last statement may leave out its semicolon
            found = current.source().lastIndexOf(text.replaceFirst(";$", ""));
        }
        if (found >= from) {
            start = found;
            last = text;
        }
        here = new Place(current, start);
    }

    /** Where the statement begins that is evaluated. */
    public synchronized Place here() {
        return here;
    }

    /** A statement of an earlier cell is about to be evaluated again, in another form. */
    public synchronized void again(Snippet earlier) {
        here = places.getOrDefault(earlier.id(), here);
    }

    /** The statement has been evaluated, in the form that was written or in a rewritten one. */
    public synchronized void evaluated(Snippet snippet) {
        places.put(snippet.id(), here);
    }

    /**
     * Where a character of a statement stands in its cell. A rewritten statement keeps its lines, but not its columns.
     *
     * @return null if the statement is not known
     */
    public synchronized Place place(Snippet snippet, int index) {
        Place first = places.get(snippet.id());
        if (first == null) {
            return null;
        }
        String source = snippet.source(), cell = first.cell().source();
        int begin = source.length() - source.stripLeading().length();
        int at = Math.max(begin, Math.min(index, source.length()));
        if (isWritten(source.strip(), cell, first.index())) {
            return new Place(first.cell(), Math.min(first.index() + at - begin, cell.length()));
        }
        int place = first.index();
        for (int i = begin; i < at; i++) {
            if (source.charAt(i) == '\n') {
                int next = cell.indexOf('\n', place);
                place = next < 0 ? place : next + 1;
            }
        }
        return new Place(first.cell(), place);
    }

    /** Whether the cell has the statement literally, but for blanks and its end: of several variables each is a statement. */
    private static boolean isWritten(String statement, String cell, int from) {
        int last = statement.length() - 1;
        return from + last <= cell.length()
                && IntStream.range(0, last)
                        .allMatch(i -> statement.charAt(i) == ' ' || statement.charAt(i) == cell.charAt(from + i));
    }
}
