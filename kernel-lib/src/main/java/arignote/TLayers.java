package arignote;

/** What {@link T} says of layers. */
abstract sealed class TLayers extends TLosses permits TWindows {
    TLayers() {}
}
