package arignote;

/** What {@link T} says of gradients. */
abstract sealed class TGradients extends TWindows permits T {
    TGradients() {}
}
