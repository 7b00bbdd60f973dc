package arignote.notebook;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The stack trace of the last error in a cell, whole, for the reader who wants to see the libraries' lines. */
public final class LastTrace {
    private static volatile Throwable last;

    private LastTrace() {}

    static void set(Throwable error) {
        last = error;
    }

    /** As Java prints it, or a sentence if no cell has failed. */
    public static String text() {
        Throwable error = last;
        if (error == null) {
            return "No cell has failed yet.";
        }
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
