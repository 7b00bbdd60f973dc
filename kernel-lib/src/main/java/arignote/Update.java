package arignote;

/**
 * A new value for a shared variable, computed by each call from the old values of all. Made by
 * {@link Arignote#update}.
 *
 * @param target the variable; anything but a {@link Shared} is refused when the function is made
 * @param value what it becomes
 */
public record Update(Expr target, Expr value) implements FunctionArgument {
    /** Refuses null. */
    public Update {
        if (target == null || value == null) {
            throw new IllegalArgumentException("update(…, …) got null; give a shared variable and an expression");
        }
    }
}
