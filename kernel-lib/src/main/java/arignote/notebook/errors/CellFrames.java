package arignote.notebook.errors;

import arignote.notebook.cell.CellLog;
import arignote.notebook.cell.ShellInside;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.JShell;

/**
 * The lines of cells in a stack trace. JShell compiles each statement in a class of its own, {@code REPL.$JShell$12}, and
 * keeps to itself where in it the statement stands; it translates traces, but wrongly where a statement follows a blank
 * line, and not those of causes.
 */
final class CellFrames {
    private static final String WRAPPER = "REPL.$JShell$";
    private static final int SHOWN = 8;

    private final JShell shell;
    private final CellLog log;

    CellFrames(JShell shell, CellLog log) {
        this.shell = shell;
        this.log = log;
    }

    /** For instance {@code cell [2], line 7, in f:  return 1 / n;}, innermost first; a line that calls itself once. */
    List<String> lines(StackTraceElement[] trace) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : trace) {
            String line = frame.getClassName().startsWith(WRAPPER) ? line(frame) : "";
            if (!line.isEmpty() && !lines.contains(line)) {
                lines.add(line);
            }
        }
        return lines.size() <= SHOWN ? lines : lines.subList(0, SHOWN);
    }

    /** Every line down to the outermost of the cells; below that are the kernel's own. */
    List<String> all(StackTraceElement[] trace) {
        int end = trace.length;
        while (end > 0 && !trace[end - 1].getClassName().startsWith(WRAPPER)) {
            end--;
        }
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : Arrays.asList(trace).subList(0, end == 0 ? trace.length : end)) {
            String line = frame.getClassName().startsWith(WRAPPER) ? line(frame) : "";
            lines.add(line.isEmpty() ? "at " + frame : line);
        }
        return lines;
    }

    /** Whether the trace begins in a library, whose frames are folded away. */
    static boolean beginsInLibrary(StackTraceElement[] trace) {
        return trace.length > 0 && !trace[0].getClassName().startsWith(WRAPPER);
    }

    private String line(StackTraceElement frame) {
        try {
            ShellInside.Place place = ShellInside.place(shell, frame.getClassName(), frame.getLineNumber());
            CellLog.Place written = place == null ? null : log.place(place.snippet(), place.index());
            return written == null ? "" : line(written, method(frame));
        } catch (RuntimeException e) {
            return ""; // A class that JShell has forgotten.
        }
    }

    static String line(CellLog.Place place, String method) {
        return "cell [" + place.cell().number() + "], line " + place.line() + (method.isEmpty() ? "" : ", in " + method)
                + ":  " + place.cell().line(place.line()).strip();
    }

    /** The cell's method or class that the frame is in, or nothing for the cell itself. */
    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        String inner = frame.getClassName().substring(WRAPPER.length()).replaceFirst("^\\w*?(\\$|$)", "");
        if (name.startsWith("do_it$") || name.startsWith("lambda$") || name.startsWith("<")) {
            return name.equals("<init>") ? "new " + inner.replace('$', '.') : "";
        }
        return inner.isEmpty() ? name : inner.replace('$', '.') + "." + name;
    }
}
