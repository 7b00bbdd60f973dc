package arignote;

import arignote.expr.array.Looking;

/** What {@link T} says to look into a computation while it runs. */
public abstract sealed class TLooking permits TSeveral {
    TLooking() {}

    /**
     * {@code x}, printed each time a call computes it: {@code message = [1.0, 2.0]} on the standard output. What is made of
     * the result has it printed; what is made of {@code x} itself has not. The gradient is that of {@code x}.
     *
     * @param attributes what is printed in place of the value: {@code value}, {@code shape}, {@code dtype}, {@code min},
     *     {@code max}, {@code mean}
     * @throws IllegalArgumentException if something is null, or there is no such attribute
     */
    public static Expr print(String message, Expr x, String... attributes) {
        return Looking.print(message, x, attributes);
    }

    /**
     * {@code x}, if the condition holds in the call; else the call ends with an IllegalArgumentException, and nothing is
     * stored. The gradient is that of {@code x}.
     *
     * @param condition an expression of bools or of numbers, all of which must be true or not 0
     * @param message what the exception says first
     * @throws IllegalArgumentException if something is null
     */
    public static Expr asserting(Expr x, Object condition, String message) {
        return Looking.asserting(x, condition, message);
    }
}
