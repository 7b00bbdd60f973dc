package arignote.notebook.cell;

import java.util.function.Function;

/** What is done around a piece of a cell's code that the kernel runs. */
@FunctionalInterface
public interface CellStep {
    /**
     * Runs the code.
     *
     * @param next runs code the way it would be without this step, and gives its value
     * @return the value that is shown, or null
     */
    Object run(String code, Function<String, Object> next);

    /** This step around another one. */
    default CellStep around(CellStep inner) {
        return (code, next) -> run(code, c -> inner.run(c, next));
    }
}
