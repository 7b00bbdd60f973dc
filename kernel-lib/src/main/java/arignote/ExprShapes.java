package arignote;

/** What an {@link Expr} says of its parts and shapes. */
abstract sealed class ExprShapes extends ExprReductions permits ExprLinearAlgebra {
    ExprShapes() {}
}
