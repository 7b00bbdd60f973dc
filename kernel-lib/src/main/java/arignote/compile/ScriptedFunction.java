package arignote.compile;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.compile.javascript.JavaScriptPrinter;
import java.util.List;

/** A function that a page can have as JavaScript. */
public interface ScriptedFunction extends CompiledFunction {
    /** What the printed function takes: the inputs, then the shared variables that it reads or changes. */
    List<Expr> leaves();

    /** For each update, the place among the {@link #leaves} of what it changes. */
    List<Integer> targets();

    /**
     * Prints it for arguments of such shapes; it returns the outputs, then the new values. Nothing is stored.
     *
     * @throws IllegalArgumentException if the arguments do not fit
     * @throws arignote.compile.nest.NoNest if a page cannot compute it, or not exactly
     */
    void print(JavaScriptPrinter printer, String name, Object... args);
}
