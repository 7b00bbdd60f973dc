package arignote;

/**
 * A slice of an axis, as NumPy's {@code start:stop:step}: made by {@link Arignote#slice} for {@link Expr#get}.
 *
 * @param start where it starts: a whole number, an expression, or null for the end where {@code step} comes from
 * @param stop where it stops, without that one: a whole number, an expression, or null for behind the last
 * @param step a whole number, or an expression, or null for 1
 */
public record Slice(Object start, Object stop, Object step) {}
