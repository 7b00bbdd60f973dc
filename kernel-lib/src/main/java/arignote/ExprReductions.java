package arignote;

/** What an {@link Expr} says of its values along axes. */
abstract sealed class ExprReductions extends ExprElementwise permits ExprShapes {
    ExprReductions() {}
}
