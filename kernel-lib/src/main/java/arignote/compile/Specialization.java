package arignote.compile;

import arignote.compile.fuse.Loops;
import arignote.compile.print.Step;
import arignote.compile.runtime.GeneratedCode;
import arignote.expr.TensorType;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A computation as code for one kind of memory and one way of broadcasting. The code says itself whether a call's memory is
 * of that kind.
 */
interface Specialization {
    GeneratedCode code();

    /** What the results are: outputs, then new values of shared variables. */
    List<TensorType> results();

    /** For each update whether the code stores the new value itself. */
    boolean[] stored();

    /** The source, with the names that variables have where it is Java. */
    String source();

    /** What it does. */
    List<Step> steps();

    /** Who computes a step. */
    String by(Step s);

    /** How it is computed, as a table of its steps. */
    Table explain(String name);

    /**
     * The same, with a clock.
     *
     * @throws IllegalStateException if there is none for such code
     */
    Specialization timed();

    /** The loops that the code runs. */
    Loops loops();
}
