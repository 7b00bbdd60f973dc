package arignote.notebook.errors;

import arignote.notebook.words.Words;

/** The stack trace of the last error in a cell, with the lines of the libraries. */
public final class LastTrace {
    private static volatile String text = "No cell has failed yet.";

    private LastTrace() {}

    static void set(String trace) {
        text = trace;
    }

    /** The trace in lines, or a sentence if no cell has failed. */
    public static String text() {
        return Words.sentence(text);
    }
}
