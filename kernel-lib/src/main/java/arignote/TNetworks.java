package arignote;

/** What {@link T} says of networks: activations, losses, layers. */
abstract sealed class TNetworks extends TLinearAlgebra permits TGradients {
    TNetworks() {}
}
