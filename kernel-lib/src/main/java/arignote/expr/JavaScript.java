package arignote.expr;

import arignote.Expr;
import java.util.Arrays;
import java.util.List;

/**
 * How a page computes an operation of a library: by a call of a function of JavaScript, in one of the files beside the printer.
 * The function takes the constants, then the bodies, then the values of the arguments.
 *
 * @param function its name
 * @param constants numbers, bools, texts, dtypes, and lists of these
 * @param bodies expressions that the function computes when it likes
 * @param part which of the results it is, where the function gives several and is called once for all; -1 where it gives one
 * @param words whether its results are words of 64 bits and not numbers, as the state of a random generator is
 */
public record JavaScript(String function, List<Object> constants, List<Body> bodies, int part, boolean words) {
    /** A call whose results are numbers. */
    public JavaScript(String function, List<Object> constants, List<Body> bodies, int part) {
        this(function, constants, bodies, part, false);
    }

    /**
     * Expressions as a function of their inputs.
     *
     * @param turn how they are a turn of a loop, whose inputs are elements of the operation's arguments; null if its arguments
     *     but the first are the inputs
     */
    public record Body(List<Expr> inputs, List<Expr> results, Turn turn) {}

    /** A call of a function with one result. */
    public static JavaScript call(String function, Object... constants) {
        return new JavaScript(function, Arrays.asList(constants), List.of(), -1);
    }

    /** A call of a function with one result of words. */
    public static JavaScript words(String function, Object... constants) {
        return new JavaScript(function, Arrays.asList(constants), List.of(), -1, true);
    }

    /** One of the results of a call. */
    public static JavaScript part(int part, String function, Object... constants) {
        return new JavaScript(function, Arrays.asList(constants), List.of(), part);
    }
}
