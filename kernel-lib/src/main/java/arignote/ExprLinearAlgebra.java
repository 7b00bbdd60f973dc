package arignote;

/** What an {@link Expr} says as a matrix. */
abstract sealed class ExprLinearAlgebra extends ExprShapes permits Expr {
    ExprLinearAlgebra() {}
}
