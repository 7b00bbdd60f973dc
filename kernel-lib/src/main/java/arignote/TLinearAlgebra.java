package arignote;

/** What {@link T} says of matrices. */
abstract sealed class TLinearAlgebra extends TShapes permits TNetworks {
    TLinearAlgebra() {}
}
