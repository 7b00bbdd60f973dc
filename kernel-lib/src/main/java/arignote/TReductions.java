package arignote;

/** What {@link T} says of values along axes. */
abstract sealed class TReductions extends TElementwise permits TShapes {
    TReductions() {}
}
