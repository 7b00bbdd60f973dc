package arignote.notebook;

import java.util.function.Function;

/** Remembers Stop until the cell ends, whatever the cell catches and however many statements it still has. */
final class CellStop {
    private volatile boolean running;
    private volatile boolean requested;

    /** Around a whole cell. */
    Object cell(String code, Function<String, Object> next) {
        CellTask.newCell();
        requested = false;
        running = true;
        try {
            Object value = next.apply(code);
            throwIfRequested();
            return value;
        } catch (RuntimeException | Error e) {
            throwIfRequested();
            throw e;
        } finally {
            running = false;
        }
    }

    /** Around each of its statements: none begins after Stop. */
    Object statement(String code, Function<String, Object> next) {
        throwIfRequested();
        return next.apply(code);
    }

    void request() {
        requested = running;
    }

    private void throwIfRequested() {
        if (requested) {
            throw new Stopped();
        }
    }

    /** What the reader sees of a stopped cell: its name and nothing below it. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Stopped() {
            super("the cell was stopped", null, false, false);
        }
    }
}
