package arignote.notebook.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** An array as aligned text, brackets as NumPy sets them, the middle of long axes left out. */
final class ArrayText {
    static final int MATRIX_LIMIT = 10;
    static final int VECTOR_LIMIT = 50;

    /** Stands for the places left out of a long axis. */
    static final long LEFT_OUT = -1;

    private static final int EDGE = 3;
    private static final int PER_LINE = 10;
    private static final String GAP = "…";

    private final ArrayElements array;
    private final NumberText numbers;
    private final int width;

    private ArrayText(ArrayElements array) {
        this.array = array;
        List<Object> shown = new ArrayList<>();
        collect(new long[0], shown);
        this.numbers = NumberText.of(shown);
        this.width =
                shown.stream().mapToInt(v -> numbers.text(v).length()).max().orElse(0);
    }

    /** For instance {@code [[1.0 2.0]\n [3.5 4.0]]}; a number alone for rank 0. */
    static String of(ArrayElements array) {
        if (array.isEmpty()) {
            return "[]";
        }
        ArrayText text = new ArrayText(array);
        return array.rank() == 0 ? text.numbers.text(array.at()) : text.block(new long[0]);
    }

    /** For instance {@code float64 array of shape (3, 4)}. */
    static String caption(ArrayElements array) {
        return array.type() + " array of shape " + ArrayElements.text(array.shape());
    }

    static int limit(int rank) {
        return rank == 1 ? VECTOR_LIMIT : MATRIX_LIMIT;
    }

    /** The places along an axis that are shown: all of a short one, both ends of a long one. */
    static long[] places(long length, int limit) {
        if (length <= limit) {
            return LongStream.range(0, length).toArray();
        }
        return LongStream.concat(
                        LongStream.concat(LongStream.range(0, EDGE), LongStream.of(LEFT_OUT)),
                        LongStream.range(length - EDGE, length))
                .toArray();
    }

    private long[] places(long[] prefix) {
        return places(array.shape()[prefix.length], limit(array.rank()));
    }

    private void collect(long[] prefix, List<Object> into) {
        if (prefix.length == array.rank()) {
            into.add(array.at(prefix));
            return;
        }
        for (long place : places(prefix)) {
            if (place != LEFT_OUT) {
                collect(then(prefix, place), into);
            }
        }
    }

    private String block(long[] prefix) {
        boolean innermost = prefix.length == array.rank() - 1;
        StringBuilder text = new StringBuilder("[");
        // NumPy sets one blank line between matrices, two between stacks of them.
        String between =
                innermost ? " " : "\n".repeat(array.rank() - prefix.length - 1) + " ".repeat(prefix.length + 1);
        int set = 0;
        for (long place : places(prefix)) {
            if (set > 0) {
                text.append(innermost && set % PER_LINE == 0 ? "\n" + " ".repeat(prefix.length + 1) : between);
            }
            set++;
            if (place == LEFT_OUT) {
                text.append(GAP);
            } else if (innermost) {
                String element = numbers.text(array.at(then(prefix, place)));
                text.append(" ".repeat(width - element.length())).append(element);
            } else {
                text.append(block(then(prefix, place)));
            }
        }
        return text.append("]").toString();
    }

    private static long[] then(long[] prefix, long place) {
        long[] longer = Arrays.copyOf(prefix, prefix.length + 1);
        longer[prefix.length] = place;
        return longer;
    }
}
