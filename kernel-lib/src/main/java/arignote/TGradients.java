package arignote;

/** What {@link T} says of gradients. */
abstract sealed class TGradients extends TNetworks permits TControl {
    TGradients() {}
}
