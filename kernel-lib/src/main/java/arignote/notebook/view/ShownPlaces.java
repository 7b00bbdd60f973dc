package arignote.notebook.view;

import java.util.stream.LongStream;

/** Which places along an axis are shown: all of a short one, both ends of a long one. */
final class ShownPlaces {
    /** Stands for the places left out. */
    static final long GAP = -1;

    private static final int EDGE = 3;

    private ShownPlaces() {}

    static long[] places(long length, int limit) {
        if (length <= limit) {
            return LongStream.range(0, length).toArray();
        }
        return LongStream.concat(
                        LongStream.concat(LongStream.range(0, EDGE), LongStream.of(GAP)),
                        LongStream.range(length - EDGE, length))
                .toArray();
    }
}
