package arignote;

/** What {@link T} says of windows that move over images: convolutions and pooling. */
abstract sealed class TWindows extends TLayers permits TGradients {
    TWindows() {}
}
