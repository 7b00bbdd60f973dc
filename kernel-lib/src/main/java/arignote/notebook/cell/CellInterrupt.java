package arignote.notebook.cell;

import java.util.function.Function;

/** Remembers Stop until the cell ends, whatever the cell catches and however many statements it still has. */
public final class CellInterrupt {
    private boolean running;
    private boolean requested;
    private CellTask task;

    /** Around a whole cell. */
    public Object cell(String code, Function<String, Object> next) {
        begin();
        try {
            Object value = next.apply(code);
            throwIfRequested();
            return value;
        } catch (RuntimeException | Error e) {
            throwIfRequested();
            throw e;
        } finally {
            end();
        }
    }

    /** Around each of its statements: none begins after Stop. */
    public Object statement(String code, Function<String, Object> next) {
        throwIfRequested();
        return next.apply(code);
    }

    /** A statement is compiled and about to run. */
    public synchronized void starts(CellTask statement) {
        task = statement;
        if (requested) {
            task.stop();
        }
    }

    /** The reader stops the cell that runs now, if one does. */
    public synchronized void request() {
        requested = running;
        if (requested && task != null) {
            task.stop();
        }
    }

    private synchronized void begin() {
        CellTask.newCell();
        requested = false;
        running = true;
    }

    private synchronized void end() {
        running = false;
        task = null;
    }

    private synchronized void throwIfRequested() {
        if (requested) {
            throw new Stopped();
        }
    }

    /** What the reader sees of a stopped cell: its name and nothing below it. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Stopped() {
            super("", null, false, false);
        }

        @Override
        public String toString() {
            return "Stopped";
        }
    }
}
