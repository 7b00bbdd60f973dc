package arignote.expr;

import java.util.function.UnaryOperator;

/** What the library says by itself, on standard error: in English, unless a kernel has it said in its reader's language. */
public final class Warnings {
    private static volatile UnaryOperator<String> words = UnaryOperator.identity();

    private Warnings() {}

    /** Has each line that follows turned by this. */
    public static void turnedBy(UnaryOperator<String> words) {
        Warnings.words = words;
    }

    public static void say(String line) {
        System.err.println(words.apply(line));
    }
}
