package arignote;

/** What {@link T} says of parts, shapes and new arrays. */
abstract sealed class TShapes extends TReductions permits TSorting {
    TShapes() {}
}
